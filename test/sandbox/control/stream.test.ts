import { LiveFeed, type LiveUpdate } from '../../../sandbox/control/liveFeed';
import { anna, receiver, served } from '../receiver';

let world: Awaited<ReturnType<typeof served>>;
beforeEach(async () => (world = await served()));
afterEach(async () => await world.close());

/** A page that follows the sandbox. */
async function page() {
	const leave = new AbortController();
	const answer = await fetch(`${world.url}/_sandbox/stream`, { signal: leave.signal });
	expect(answer.headers.get('content-type')).toContain('text/event-stream');
	const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
	let text = '';
	/** The next update, without a timeout of its own. */
	const next = async (): Promise<LiveUpdate> => {
		for (;;) {
			const [, block, rest] = /^([\s\S]*?)\n\n([\s\S]*)$/.exec(text) ?? [];
			if (block !== undefined && rest !== undefined) {
				text = rest;
				const [, data] = /^data: (.+)$/m.exec(block) ?? [];
				if (data !== undefined) return JSON.parse(data);
			} else {
				const read = await reader?.read();
				if (read === undefined || read.done) throw new Error('The stream has ended.');
				text += read.value;
			}
		}
	};
	/** Reads until an update is as wanted; all that came, the wanted one last. */
	const until = async (wanted: (update: LiveUpdate) => boolean): Promise<LiveUpdate[]> => {
		const all: LiveUpdate[] = [];
		for (;;) {
			const update = await next();
			all.push(update);
			if (wanted(update)) return all;
		}
	};
	return { next, until, leave: () => leave.abort() };
}

const texts = ({ messages }: LiveUpdate) => messages.map(({ body }) => body);
const has = (body: string) => (update: LiveUpdate) => texts(update).includes(body);

test('a page is sent everything first, and then only what has changed', async () => {
	const one = await page();
	const whole = await one.next();
	expect(whole.isWhole).toBe(true);
	expect(Object.keys(whole.parts).sort()).toEqual(
		['clock', 'deliveries', 'faults', 'gateways', 'guide', 'requests', 'webhooks'].sort(),
	);
	expect(whole.messages).toHaveLength(world.sandbox.store.ledger.messages.length);
	await world.send('qyvo', { message: 'One' });
	const [update] = (await one.until(has('One'))).slice(-1);
	expect(update).toMatchObject({ isWhole: false });
	expect(update?.messages).toHaveLength(1);
	expect(Object.keys(update?.parts ?? {})).toEqual(['requests']);
	one.leave();
});

test('a message is sent again with each status, and nothing else of it', async () => {
	const one = await page();
	await one.next();
	const { id } = await world.send('qyvo', { message: 'One' });
	const states = async () =>
		(await one.next()).messages.map((message) => [message.id, message.state]);
	expect(await states()).toEqual([[id, { status: 'queued', reason: null }]]);
	world.time.pass(1000);
	await world.control('clock', { advance: 0 });
	expect(await states()).toEqual([[id, { status: 'sent', reason: null }]]);
	await world.control('clock', { advance: 2 });
	expect((await one.until(({ messages }) => messages.length > 0)).at(-1)?.messages).toMatchObject([
		{ id, state: { status: 'delivered' } },
	]);
	one.leave();
});

test('a page that comes back is sent everything again', async () => {
	const one = await page();
	await one.next();
	one.leave();
	await world.control('inbound', { phone: anna, gateway: 'qyvo', text: 'While away' });
	const again = await page();
	const whole = await again.next();
	expect(whole.isWhole).toBe(true);
	expect(texts(whole)).toContain('While away');
	again.leave();
});

test('a reset lets a page forget what it had', async () => {
	const one = await page();
	await one.next();
	await world.control('inbound', { phone: anna, gateway: 'qyvo', text: 'Gone soon' });
	await one.until(has('Gone soon'));
	await world.control('reset');
	const update = (await one.until(({ isWhole }) => isWhole)).at(-1);
	expect(update && texts(update)).not.toContain('Gone soon');
	expect(update?.messages).toHaveLength(world.sandbox.store.ledger.messages.length);
	one.leave();
});

test('many pages are sent the same, and who leaves keeps nobody waiting', async () => {
	const pages = await Promise.all(Array.from({ length: 12 }, page));
	for (const one of pages) expect((await one.next()).isWhole).toBe(true);
	for (const one of pages.splice(0, 4)) one.leave();
	await world.control('inbound', { phone: anna, gateway: 'qyvo', text: 'For all' });
	for (const one of pages) expect((await one.until(has('For all'))).length).toBeGreaterThan(0);
	for (const one of pages) one.leave();
});

test('whatever changes on the page’s behalf is sent without a question', async () => {
	const one = await page();
	await one.next();
	const hook = await receiver();
	const sentAfter = async (part: string, path: string, body: object) => {
		await world.control(path, body);
		return (await one.until(({ parts }) => part in parts)).at(-1)?.parts;
	};
	await world.control('people', { phone: anna, off: true });
	// Of the phone that has changed, and of no other.
	expect((await one.until(({ phones }) => phones.length > 0)).at(-1)?.phones).toMatchObject([
		{ phone: anna, isOff: true },
	]);
	expect(await sentAfter('webhooks', 'webhooks', { gateway: 'qyvo', url: hook.url })).toMatchObject(
		{
			webhooks: [{ gateway: 'qyvo', url: hook.url, isActive: true }],
		},
	);
	expect(await sentAfter('faults', 'faults', { status: 500 })).toMatchObject({
		faults: [{ status: 500 }],
	});
	expect(await sentAfter('clock', 'clock', { advance: 3600 })).toMatchObject({
		clock: { offset: 3_600_000, speed: 1 },
	});
	expect(await sentAfter('guide', 'guide', { editorUrl: 'http://127.0.0.1:5678/' })).toMatchObject({
		guide: { editorUrl: 'http://127.0.0.1:5678/' },
	});
	await world.settled();
	one.leave();
	await hook.close();
});

test('what a person attached is not sent, but how to get it', async () => {
	const one = await page();
	await one.next();
	const data = Buffer.from('attached').toString('base64');
	await world.control('inbound', { phone: anna, gateway: 'qyvo', media: { type: 'image', data } });
	const update = await one.next();
	expect(JSON.stringify(update)).not.toContain(data);
	expect(update.messages[0]?.media).toMatchObject({ isAttached: true, bytes: 8 });
	one.leave();
});

test('a sandbox ends while pages follow it', async () => {
	const one = await page();
	await one.next();
	await world.close();
	await expect(one.next()).rejects.toThrow();
});

test('once the last page has left, nothing is worked out any more', () => {
	const { store } = world.sandbox;
	let asked = 0;
	const dialects = {
		map: () => {
			asked += 1;
			return [];
		},
		flatMap: () => [],
	};
	const control = {
		...{ store, dialects, faults: world.sandbox.faults, deliveries: world.sandbox.deliveries },
		subscriptions: { list: () => [] },
	};
	const feed = new LiveFeed(control as never);
	const ends = [feed.follow(() => {}), feed.follow(() => {})];
	for (const end of ends) end();
	const before = asked;
	feed.mark();
	expect(asked).toBe(before);
});

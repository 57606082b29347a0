import { createHmac } from 'node:crypto';

import { anna, receiver, served, type Got } from '../receiver';

let world: Awaited<ReturnType<typeof served>>;
let hook: Awaited<ReturnType<typeof receiver>>;
beforeEach(async () => {
	[world, hook] = [await served(), await receiver()];
});
afterEach(async () => {
	await world.close();
	await hook.close();
});

const listen = async (gateway: string) =>
	await world.control('webhooks', { gateway, url: hook.url });
const write = async (gateway: string, ...texts: string[]) => {
	for (const text of texts) await world.control('inbound', { phone: anna, text, gateway });
};

interface Row {
	readonly text: { readonly body: string };
}
const rows = (got: readonly Got[]) =>
	got.flatMap(({ json }) =>
		(
			json as never as { entry: Array<{ changes: Array<{ value: { messages?: Row[] } }> }> }
		).entry.map(({ changes }) => changes.flatMap(({ value }) => value.messages ?? [])),
	);
const texts = (got: readonly Got[]) =>
	rows(got)
		.flat()
		.map(({ text }) => text.body);

test('each event is delivered the requested number of times, with the same bytes', async () => {
	await listen('metaCloud');
	await world.control('webhooks/faults', { duplicate: 3 });
	await write('metaCloud', 'Hi');
	await world.settled();
	expect(hook.got).toHaveLength(3);
	expect(new Set(hook.got.map(({ body }) => body)).size).toBe(1);
});

test('buffered events are delivered in another order, the same for the same seed', async () => {
	await listen('metaCloud');
	const wrote = ['1', '2', '3', '4', '5', '6'];
	const orders: string[][] = [];
	for (const seed of [7, 7, 8]) {
		await world.control('webhooks/faults', {
			gateway: 'metaCloud',
			shuffle: true,
			seed,
			hold: 6,
		});
		await write('metaCloud', ...wrote);
		await world.settled();
		orders.push(texts(hook.got.splice(0)));
	}
	expect(orders[0]).not.toEqual(wrote);
	expect(orders[0]?.toSorted()).toEqual(wrote);
	expect(orders[1]).toEqual(orders[0]);
	expect(orders[2]).not.toEqual(orders[0]);
});

test('Meta batches several events into one delivery, with one entry for each kind', async () => {
	await listen('metaCloud');
	await world.control('webhooks/faults', { batch: 10, hold: 4 });
	const { id } = await world.send('metaCloud');
	await write('metaCloud', 'one', 'two');
	await world.control('status', { id, status: 'delivered' });
	await world.settled();
	expect(hook.got).toHaveLength(1);
	expect(rows(hook.got).map((list) => list.length)).toEqual([2, 0]);
	const { body } = await world.ask('GET', '/_sandbox/deliveries');
	expect(body.deliveries).toMatchObject([{ event: 'messages, statuses.sent, statuses.delivered' }]);
});

test('a gateway without batches delivers one event at a time', async () => {
	await listen('xobito');
	await world.control('webhooks/faults', { batch: 10 });
	await write('xobito', 'one', 'two');
	await world.settled();
	expect(hook.got).toHaveLength(2);
});

test('a delay is respected', async () => {
	await listen('metaCloud');
	await world.control('webhooks/faults', { delayMs: 200 });
	await write('metaCloud', 'one', 'two');
	await world.pass(199);
	expect(hook.got).toEqual([]);
	await world.pass(1);
	expect(texts(hook.got)).toEqual(['one', 'two']);
});

test('events are buffered for a moment if no count is requested', async () => {
	await listen('metaCloud');
	await world.control('webhooks/faults', { batch: 10 });
	await write('metaCloud', 'one', 'two');
	await world.pass(299);
	expect(hook.got).toEqual([]);
	await world.pass(1);
	expect(hook.got).toHaveLength(1);
	expect(texts(hook.got)).toEqual(['one', 'two']);
});

test('buffered events are delivered when the faults are cleared', async () => {
	await listen('metaCloud');
	await world.control('webhooks/faults', { batch: 2 });
	await write('metaCloud', 'one');
	await world.ask('DELETE', '/_sandbox/webhooks/faults');
	await write('metaCloud', 'two');
	expect(texts(await hook.until(2))).toEqual(['one', 'two']);
});

describe('a forged delivery', () => {
	const forged = async (gateway: string, forge: string) => {
		await listen(gateway);
		await world.control('webhooks/faults', { gateway, forge });
		await world.settled();
		hook.got.length = 0;
		await write(gateway, 'Hi');
		const [found] = await hook.until(1);
		if (found === undefined) throw new Error('Nothing came.');
		return found;
	};
	const hex = (text: string, secret = 'xobito-sandbox-signing-secret') =>
		createHmac('sha256', secret).update(text).digest('hex');

	test('is signed with a wrong secret', async () => {
		const { headers, body } = await forged('xobito', 'secret');
		expect(headers['x-webhook-signature']).toMatch(/^[0-9a-f]{64}$/);
		expect(headers['x-webhook-signature']).not.toBe(hex(body));
	});

	test('has a body that was changed after signing', async () => {
		const { headers, body, json } = await forged('xobito', 'body');
		expect(json).toMatchObject({ event: 'message.received', forged: true });
		expect(headers['x-webhook-signature']).not.toBe(hex(body));
		const honest = body.replace(',"forged":true', '');
		expect(headers['x-webhook-signature']).toBe(hex(honest));
	});

	test.each([
		['qyvo', 'x-qyvo-signature'],
		['xobito', 'x-webhook-signature'],
		['metaCloud', 'x-hub-signature-256'],
	])('has no signature at %s', async (gateway, header) => {
		const { headers } = await forged(gateway, 'missing');
		expect(headers).not.toHaveProperty(header);
	});

	test('may have a signature that is ten minutes old', async () => {
		const { headers, body } = await forged('qyvo', 'old');
		const [, time = '', signature] =
			/^t=(\d+),v1=(\w+)$/.exec(String(headers['x-qyvo-signature'])) ?? [];
		expect(Number(time)).toBe(Math.floor(world.time.now() / 1000) - 600);
		expect(signature).toBe(hex(`${time}.${body}`, 'qyvo-sandbox-signing-secret'));
	});
});

describe('a flood', () => {
	test('delivers each message at least once, some twice, over several connections', async () => {
		let open = 0;
		let second = () => {};
		const overlap = new Promise<void>((resolve) => (second = resolve));
		// No delivery is answered until two are on their way.
		const slow = await receiver(async () => {
			if (++open === 2) second();
			await overlap;
			return { status: 200 };
		});
		await world.control('webhooks', { gateway: 'metaCloud', url: slow.url });
		const answer = await world.control('flood', {
			gateway: 'metaCloud',
			count: 400,
			duplicates: 0.25,
			parallel: 20,
			seed: 3,
		});
		expect(answer).toEqual({ deliveries: 500, distinct: 400, byStatus: { 200: 500 } });
		const came = texts(slow.got);
		const all = Array.from({ length: 400 }, (_, index) => `flood ${index + 1}`);
		expect(new Set(came)).toEqual(new Set(all));
		expect(came).toHaveLength(500);
		expect(came.slice(0, 400)).not.toEqual(all);
		await slow.close();
	});

	test('counts the answers', async () => {
		let seen = 0;
		hook.answer(() => ({ status: ++seen % 2 === 0 ? 429 : 200 }));
		await listen('xobito');
		const asked = { gateway: 'xobito', count: 10, parallel: 1 };
		expect(await world.control('flood', asked)).toEqual({
			deliveries: 10,
			distinct: 10,
			byStatus: { 200: 5, 429: 5 },
		});
	});

	test.each([
		[{ gateway: 'xobito', count: 1 }, /^gateway: no address yet/],
		[{ gateway: 'wacr', count: 1 }, /^gateway: one of qyvo/],
		[{ gateway: 'metaCloud' }, /^count: a whole number/],
		[{ gateway: 'metaCloud', count: 1, duplicates: 2 }, /^duplicates: a number from 0 to 1/],
	])('is refused and names the field: %j', async (flood, sentence) => {
		await listen('metaCloud');
		const { status, body } = await world.ask('POST', '/_sandbox/flood', flood);
		expect(status).toBe(400);
		expect(body.message).toMatch(sentence);
	});
});

test.each([
	[{ forge: 'nicely' }, /^forge: one of secret, body, missing, old/],
	[{ duplicate: 0 }, /^duplicate: /],
	[{ shuffle: 'yes' }, /^shuffle: /],
	[{ gateway: 'mojeeb', duplicate: 2 }, /^gateway: /],
	[{ lose: true }, /^lose: not a field here/],
])('bad delivery faults are refused and name the field: %j', async (faults, sentence) => {
	const { status, body } = await world.ask('POST', '/_sandbox/webhooks/faults', faults);
	expect(status).toBe(400);
	expect(body.message).toMatch(sentence);
});

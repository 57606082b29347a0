import { createSandbox } from '../../../sandbox/app';
import { serviceWindowMs } from '../../../sandbox/state/serviceWindows';
import { manualTime } from '../manualTime';

const anna = '+491713920012';
const begin = Date.parse('2030-01-31T09:00:00Z');

/** A sandbox on a machine whose clock does not advance. */
const sandbox = createSandbox({ time: manualTime(begin) });
beforeEach(() => sandbox.reset());

const ask = async (path: string, body?: object) =>
	await sandbox.fetch(
		new Request(`http://127.0.0.1/qyvo/api/v1/${path}`, {
			method: body === undefined ? 'GET' : 'POST',
			headers: { authorization: 'Bearer qyvo-sandbox-token' },
			...(body !== undefined && { body: JSON.stringify(body) }),
		}),
	);
const text = async () => await ask('actions/send-text-message', { phone: anna, message: 'Hi' });
const hour = 3_600_000;

test('the window is open one millisecond before 24 hours, and closed at 24 hours', async () => {
	// Anna wrote an hour before the beginning.
	sandbox.store.clock.advance(serviceWindowMs - hour - 1);
	expect((await text()).status).toBe(200);
	sandbox.store.clock.advance(1);
	expect((await text()).status).toBe(422);
});

test('an outbound message does not open a window', async () => {
	await text();
	sandbox.store.clock.advance(serviceWindowMs - hour);
	expect((await text()).status).toBe(422);
});

test('the rate limit is a sliding window: capacity returns request by request', async () => {
	const remaining = async () => (await ask('me')).headers.get('x-ratelimit-remaining');
	expect(await remaining()).toBe('119');
	sandbox.store.clock.advance(30_000);
	for (let n = 0; n < 118; n++) await ask('me');
	expect(await remaining()).toBe('0');
	const refused = await ask('me');
	expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30']);
	expect(refused.headers.get('x-ratelimit-limit')).toBeNull();
	sandbox.store.clock.advance(29_999);
	expect((await ask('me')).status).toBe(429);
	sandbox.store.clock.advance(1);
	expect((await ask('me')).status).toBe(200);
	expect((await ask('me')).status).toBe(429);
});

test('a refusal has no count of remaining requests', async () => {
	const refused = await ask('actions/get-contact', { phone: '+4915100000' });
	expect([refused.status, refused.headers.get('x-ratelimit-remaining')]).toEqual([404, null]);
});

test('the same requests after a reset get the same answers with new IDs', async () => {
	const world = async () => {
		const answers = [];
		for (let n = 0; n < 20; n++) answers.push(await (await text()).json());
		answers.push(await (await ask('triggers/new-message-received')).json());
		return JSON.stringify(answers);
	};
	const id = /01J1Z\d+|wamid\.[\w-]+/g;
	const first = await world();
	sandbox.reset();
	const second = await world();
	expect(second.replace(id, 'id')).toBe(first.replace(id, 'id'));
	const ids = [first, second].map((answers) => [...new Set(answers.match(id))]).flat();
	expect(ids.length).toBeGreaterThanOrEqual(80);
	expect(new Set(ids).size).toBe(ids.length);
});

test('inbound messages are listed newest first, at most a hundred', async () => {
	const list = async () =>
		(await (await ask('triggers/new-message-received')).json()) as Array<{
			contact_name: string;
			created_at: string;
			content: { body: string };
		}>;
	expect((await list()).map(({ contact_name }) => contact_name)).toEqual([
		'Anna Schmidt',
		'Ben Carter',
	]);
	for (let n = 0; n < 101; n++) {
		sandbox.store.ledger.record('qyvo', 'inbound', anna, { kind: 'text', body: String(n) });
	}
	const full = await list();
	expect([full.length, full[0]?.content.body, full.at(-1)?.content.body]).toEqual([
		100,
		'100',
		'1',
	]);
	expect(full[0]?.created_at).toBe('2030-01-31T09:00:00+00:00');
});

test('a message written after the clock was set back is listed by its own time', async () => {
	sandbox.store.clock.set(begin - 2 * hour);
	sandbox.store.ledger.record('qyvo', 'inbound', anna, { kind: 'text', body: 'Earlier' });
	const list = (await (await ask('triggers/new-message-received')).json()) as Array<{
		content: { body: string };
	}>;
	expect(list[1]?.content.body).toBe('Earlier');
});

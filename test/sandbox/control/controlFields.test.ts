import { sandboxed } from '../ask';

const anna = '+491713920012';
const ben = '+14155550123';
const json = { 'content-type': 'application/json' };

let { sandbox, ask } = sandboxed();
beforeEach(() => ({ sandbox, ask } = sandboxed()));

const me = async (authorization = 'Bearer qyvo-sandbox-token') =>
	await ask('GET', '/qyvo/api/v1/me', undefined, { authorization });

test.each([
	['inbound', { phone: anna, text: 'Hi', txt: 'Hi' }, /^txt: not a field here/],
	['inbound', { phone: 491713920012, text: 'Hi' }, /^phone: /],
	['clock', { advance: 1e300 }, /^advance: /],
	['clock', { advance: -1 }, /^advance: /],
	['clock', { now: 'tomorrow' }, /^now: /],
	['clock', { now: '+275760-09-13T00:00:00Z' }, /^now: /],
	['clock', { advance: 1, now: '2030-01-01' }, /^advance, now or speed: /],
	['clock', {}, /^advance, now or speed: /],
	['faults', {}, /^status, headers, body, .* or twice: at least one/],
	['faults', { status: 101 }, /^status: /],
	['faults', { status: 600 }, /^status: /],
	['faults', { headers: { 'a b': 'c' } }, /^headers: /],
	['faults', { headers: { a: 5 } }, /^headers\.a: /],
	['faults', { reset: 'yes' }, /^reset: /],
	['faults', { status: 500, path: 'api' }, /^path: /],
	['faults', { stallMs: 1e12 }, /^stallMs: /],
])('%s refuses %j, and nothing changes', async (path, body, sentence) => {
	const { status, body: answer } = await ask('POST', `/_sandbox/${path}`, body);
	expect([status, answer]).toEqual([400, { message: expect.stringMatching(sentence) }]);
	expect((await ask('GET', '/_sandbox/faults')).body).toEqual({ faults: [] });
	expect((await me()).status).toBe(200);
});

test.each([
	['phone=home', /^phone: /],
	['gateway=unknown', /^gateway: /],
	['direction=up', /^direction: /],
])('a search for messages with %s is refused', async (query, sentence) => {
	const { status, body } = await ask('GET', `/_sandbox/messages?${query}`);
	expect([status, body]).toEqual([400, { message: expect.stringMatching(sentence) }]);
});

test('messages are found by number, gateway and direction', async () => {
	await ask('POST', '/_sandbox/inbound', { phone: ben, text: 'Here', gateway: 'qyvo' });
	const { body } = await ask(
		'GET',
		'/_sandbox/messages?phone=%2B1 415 5550123&gateway=qyvo&direction=inbound',
	);
	expect((body as { messages: Array<{ text: string }> }).messages.map(({ text }) => text)).toEqual([
		'Hello, I have a question.',
		'Here',
	]);
});

test('a window opens only at the gateway that received the message', async () => {
	await ask('POST', '/_sandbox/inbound', { phone: ben, text: 'Here', gateway: 'qyvo' });
	const { body } = await ask('GET', '/_sandbox/phones');
	const { phones } = body as {
		phones: Array<{
			phone: string;
			windows: Array<{ gateway: string; openUntil: string | null }>;
		}>;
	};
	for (const { gateway, openUntil } of phones.find(({ phone }) => phone === ben)?.windows ?? []) {
		expect([gateway, openUntil !== null]).toEqual([gateway, gateway === 'qyvo']);
	}
});

test('the request log shows who had a valid token, even if the answer had a fault', async () => {
	await ask('POST', '/_sandbox/faults', { status: 401 });
	await me();
	await ask('POST', '/_sandbox/faults', { status: 503 });
	await me('Bearer wrong');
	const { body } = await ask('GET', '/_sandbox/requests');
	expect((body as { requests: object[] }).requests).toEqual([
		expect.objectContaining({ method: 'GET', status: 401, authorized: true }),
		expect.objectContaining({ path: '/qyvo/api/v1/me', status: 503, authorized: false }),
	]);
});

test('the request log holds the last 500', async () => {
	for (let n = 0; n < 501; n++) await ask('GET', `/qyvo/${n}`);
	const { entries } = sandbox.store.requests;
	expect([entries.length, entries[0]?.path]).toEqual([500, '/qyvo/1']);
});

describe('a foreign website', () => {
	const control = async (headers: Record<string, string>, url = 'http://127.0.0.1:4010') =>
		(
			await sandbox.fetch(
				new Request(`${url}/_sandbox/reset`, { method: 'POST', headers, body: '{}' }),
			)
		).status;

	test.each([
		'http://localhost:4010',
		'http://[::1]:4010',
		'http://127.0.0.2',
		'http://x.localhost',
	])('does not include %s', async (url) => expect(await control(json, url)).toBe(200));

	test.each([
		'http://evil.example',
		'http://127.0.0.1.evil.example',
		'http://localhost.evil.example',
		'http://10.0.0.5',
	])('does not control the sandbox as %s', async (url) =>
		expect(await control(json, url)).toBe(403),
	);

	test.each(['http://evil.example', 'null', 'https://127.0.0.1.evil.example'])(
		'does not control the sandbox from the origin %s',
		async (origin) => expect(await control({ ...json, origin })).toBe(403),
	);

	test('does not control the sandbox with its own host name in front of our address', async () => {
		expect(await control({ ...json, host: 'evil.example' })).toBe(403);
	});

	test('does not control the sandbox with text that happens to be JSON', async () => {
		expect(await control({ 'content-type': 'text/plain' })).toBe(400);
		expect(await control({ 'content-type': 'application/jsonp' })).toBe(400);
		expect(await control({ 'content-type': 'Application/JSON; charset=utf-8' })).toBe(200);
	});
});

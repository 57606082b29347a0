import { facts, factsFor, gateways } from '../facts';
import { texting } from '../texting';

let world = texting();
beforeEach(() => (world = texting()));

const set = async (fields: object) =>
	expect((await world.control('POST', 'rate-limit', fields)).status).toBe(200);
const statuses = async (gateway: string, count: number) => {
	const all = [];
	for (let n = 0; n < count; n++) all.push((await world.text(gateway)).status);
	return all;
};

const documented = gateways.map((gateway) => {
	const { requests = null, seconds = null, window = null } = facts[gateway]?.rateLimit ?? {};
	return { gateway, requests, seconds, window, documented: true };
});
const at = gateways.indexOf('mojeeb');

test('the initial limits are the documented ones', async () => {
	expect((await world.control('GET', 'rate-limit')).body).toEqual({ rateLimits: documented });
});

test.each(gateways)(
	'%s allows the requested number of requests, and more after the window',
	async (id) => {
		await set({ gateway: id, requests: 2, seconds: 5 });
		const [first, second, third] = await statuses(id, 3);
		const { text, refusal } = factsFor(id);
		expect([first, second]).toEqual([text.accepted, text.accepted]);
		expect(third).toBe(refusal(0)[0]);
		world.pass(4599);
		expect(await statuses(id, 1)).toEqual([third]);
		// A fixed window began 400 ms before the first request, and is over already.
		world.pass(401);
		expect(await statuses(id, 1)).toEqual([first]);
	},
);

test('Mojeeb’s window stays fixed: it ends for all requests at once', async () => {
	await set({ gateway: 'mojeeb', requests: 2, seconds: 5 });
	await statuses('mojeeb', 1);
	world.pass(4500);
	await statuses('mojeeb', 1);
	const { headers } = await world.text('mojeeb');
	expect(headers.get('retry-after')).toBe('1');
	expect(headers.get('x-ratelimit-limit')).toBe('2');
	expect(headers.get('x-ratelimit-reset')).toBe(String(Date.parse('2030-01-31T09:00:25Z') / 1000));
	world.pass(100);
	expect(await statuses('mojeeb', 3)).toEqual([202, 202, 429]);
});

test('Qyvo’s window stays rolling, and its answers count down from the new limit', async () => {
	await set({ gateway: 'qyvo', requests: 2, seconds: 5 });
	const { headers } = await world.text('qyvo');
	expect([headers.get('x-ratelimit-limit'), headers.get('x-ratelimit-remaining')]).toEqual([
		'2',
		'1',
	]);
	world.pass(4000);
	await statuses('qyvo', 1);
	expect((await world.text('qyvo')).headers.get('retry-after')).toBe('1');
	world.pass(1000);
	expect(await statuses('qyvo', 2)).toEqual([200, 429]);
});

test('WA.CR shows the new limit among its limits', async () => {
	await set({ gateway: 'wacr', requests: 7, seconds: 30 });
	const { body } = await world.ask('wacr', 'GET', '/api/v2/account/limits');
	expect(body).toMatchObject({ data: { limits: { api_calls_per_minute: { limit: 14 } } } });
});

test('Meta’s limit counts messages, and refuses with its own code', async () => {
	await set({ gateway: 'metaCloud', requests: 1, seconds: 5 });
	await statuses('metaCloud', 1);
	const { status, headers, body } = await world.text('metaCloud');
	expect([status, body]).toEqual([
		400,
		{ error: expect.objectContaining({ code: 130429, message: '(#130429) Rate limit hit' }) },
	]);
	expect(headers.get('retry-after')).toBeNull();
	const other = await world.ask('metaCloud', 'GET', '/v24.0/106540352242922');
	expect(other.status).toBe(200);
});

test('Mojeeb’s lists of templates have a separate limit', async () => {
	await set({ gateway: 'mojeeb', requests: 1000, seconds: 60 });
	const agent = '0b9f8a52-7f6e-4c1d-9a3b-5d2e8f7a6c41';
	const list = async () =>
		(await world.ask('mojeeb', 'GET', `/v1/whatsapp/templates?agent_id=${agent}`)).status;
	for (let n = 0; n < 10; n++) expect(await list()).toBe(200);
	expect(await list()).toBe(429);
});

test('a new limit starts unused and applies to one gateway', async () => {
	await set({ gateway: 'qyvo', requests: 1, seconds: 60 });
	await statuses('qyvo', 1);
	await set({ gateway: 'qyvo', requests: 1, seconds: 60 });
	expect(await statuses('qyvo', 2)).toEqual([200, 429]);
	expect(await statuses('wacr', 2)).toEqual([200, 200]);
});

test('a request with only the gateway, or a reset, restores the documented limit', async () => {
	const shown = async () =>
		(await world.control('GET', 'rate-limit')).body['rateLimits'] as object[];
	for (const [path, fields] of [
		['rate-limit', { gateway: 'mojeeb' }],
		['reset', {}],
	] as const) {
		await set({ gateway: 'mojeeb', requests: 1, seconds: 7 });
		expect((await shown())[at]).toEqual({
			...documented[at],
			requests: 1,
			seconds: 7,
			documented: false,
		});
		await world.control('POST', path, fields);
		expect(await shown()).toEqual(documented);
		expect(await statuses('mojeeb', 2)).toEqual([202, 202]);
	}
});

test('a limit recovers at the speed of the sandbox’s clock', async () => {
	await set({ gateway: 'wacr', requests: 1, seconds: 60 });
	await world.control('POST', 'clock', { speed: 100 });
	expect(await statuses('wacr', 2)).toEqual([200, 429]);
	world.pass(600);
	expect(await statuses('wacr', 1)).toEqual([200]);
});

test.each([
	[{}, /^gateway: /],
	[{ gateway: 'unknown', requests: 1, seconds: 1 }, /^gateway: /],
	[{ gateway: 'qyvo', requests: 1 }, /^seconds: /],
	[{ gateway: 'qyvo', seconds: 1 }, /^requests: /],
	[{ gateway: 'qyvo', requests: 0, seconds: 1 }, /^requests: /],
	[{ gateway: 'qyvo', requests: '5', seconds: 1 }, /^requests: /],
	[{ gateway: 'qyvo', requests: 5, seconds: 0.5 }, /^seconds: /],
	[{ gateway: 'qyvo', requests: 5, seconds: null }, /^seconds: /],
	[{ gateway: 'qyvo', requests: 5, seconds: 1, per: 'key' }, /^per: not a field here/],
])('a limit of %j is refused, and nothing changes', async (fields, sentence) => {
	const { status, body } = await world.control('POST', 'rate-limit', fields);
	expect([status, body]).toEqual([400, { message: expect.stringMatching(sentence) }]);
	expect((await world.control('GET', 'rate-limit')).body).toEqual({ rateLimits: documented });
});

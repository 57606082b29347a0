import { factsFor, gateways } from '../facts';
import { texting } from '../texting';

let world = texting();
beforeEach(() => (world = texting()));

/** The machine’s clock is at 20.4 s, to show that a named time is rounded up. */
const inNinety = Date.parse('2030-01-31T09:01:51Z');

const limitHeaders = ({ headers }: { headers: Headers }) =>
	Object.fromEntries(
		[...headers].filter(([name]) => /^(?:retry-after|x-ratelimit-.*)$/.test(name)),
	);

describe('a request that exceeds the limit is refused', () => {
	test.each([
		['seconds', { 'retry-after': '90' }, { message: 'Too many requests' }],
		['date', { 'retry-after': new Date(inNinety).toUTCString() }, { message: 'Too many requests' }],
		['reset', { 'x-ratelimit-reset': String(inNinety / 1000) }, { message: 'Too many requests' }],
		['body', {}, { message: 'Too many requests', retry_after: 90 }],
	])('in the form “%s”, the same at every gateway', async (form, headers, body) => {
		await world.addFault({ limited: { after: 90, form }, times: gateways.length });
		for (const id of gateways) {
			const answer = await world.text(id);
			expect([answer.status, limitHeaders(answer), answer.body]).toEqual([429, headers, body]);
		}
		expect(world.arrived()).toEqual([]);
		expect((await world.text('qyvo')).status).toBe(200);
	});

	test('in the form “none” without headers and body', async () => {
		await world.addFault({ limited: { after: 90, form: 'none' } });
		const answer = await world.text('xobito');
		expect([answer.status, limitHeaders(answer), answer.text]).toEqual([429, {}, '']);
		expect(answer.headers.get('content-type')).toBeNull();
	});

	test.each(gateways)('by %s as documented if no form is requested', async (id) => {
		await world.addFault({ gateway: id, limited: { after: 90 } });
		const answer = await world.text(id, undefined, { 'x-correlation-id': 'order-1042' });
		expect([answer.status, limitHeaders(answer), answer.body]).toEqual(
			factsFor(id).refusal(inNinety / 1000),
		);
		expect(world.arrived()).toEqual([]);
	});

	test.each(gateways)('by %s in the same way as by its own limit', async (id) => {
		const correlated = { 'x-correlation-id': 'order-1042' };
		await world.control('POST', 'rate-limit', { gateway: id, requests: 1, seconds: 60 });
		await world.text(id);
		const met = await world.text(id, undefined, correlated);
		// A fixed minute is over in 39.6 seconds; a rolling one begins with the first text.
		const wait = factsFor(id).rateLimit?.window === 'fixed' ? 40 : 60;
		await world.addFault({ gateway: id, limited: { after: wait } });
		const refused = await world.text(id, undefined, correlated);
		const names = (headers: Headers) => [...headers.keys()];
		expect([refused.status, refused.text, names(refused.headers)]).toEqual([
			met.status,
			met.text,
			names(met.headers),
		]);
	});
});

test('Mojeeb’s correlation ID is generated if the request has none', async () => {
	await world.addFault({ limited: { after: 1 } });
	const { headers, body } = await world.text('mojeeb');
	expect(headers.get('x-correlation-id')).toMatch(/^req_/);
	expect(body).toMatchObject({ error: { correlation_id: headers.get('x-correlation-id') } });
});

test('a time is in real time, even if the sandbox’s clock differs and runs fast', async () => {
	await world.control('POST', 'clock', { now: '2040-01-01T00:00:00Z' });
	await world.control('POST', 'clock', { speed: 100 });
	await world.addFault({ limited: { after: 90, form: 'date' } });
	expect(limitHeaders(await world.text('qyvo'))).toEqual({
		'retry-after': new Date(inNinety).toUTCString(),
	});
});

test('a time is counted from the answer, not from when the fault was queued', async () => {
	await world.addFault({ limited: { after: 90, form: 'reset' } });
	world.pass(10_000);
	expect(limitHeaders(await world.text('qyvo'))).toEqual({
		'x-ratelimit-reset': String(inNinety / 1000 + 10),
	});
});

test('headers can be added to the refusal', async () => {
	await world.addFault({ limited: { after: 90 }, headers: { 'Retry-After': 'soon' } });
	expect(limitHeaders(await world.text('qyvo'))).toEqual({ 'retry-after': 'soon' });
});

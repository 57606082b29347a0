import { gateways, texting } from '../texting';

let world = texting();
beforeEach(() => (world = texting()));

/** The machine’s clock stands at 20.4 s: a moment that is named is never too early. */
const inNinety = Date.parse('2030-01-31T09:01:51Z');

const told = ({ headers }: { headers: Headers }) =>
	Object.fromEntries(
		[...headers].filter(([name]) => /^(?:retry-after|x-ratelimit-.*)$/.test(name)),
	);

describe('a request too many is refused', () => {
	test.each([
		['seconds', { 'retry-after': '90' }, { message: 'Too many requests' }],
		['date', { 'retry-after': new Date(inNinety).toUTCString() }, { message: 'Too many requests' }],
		['reset', { 'x-ratelimit-reset': String(inNinety / 1000) }, { message: 'Too many requests' }],
		['body', {}, { message: 'Too many requests', retry_after: 90 }],
	])('in the form “%s”, the same at every gateway', async (form, headers, body) => {
		await world.addFault({ limited: { after: 90, form }, times: gateways.length });
		for (const id of gateways) {
			const answer = await world.text(id);
			expect([answer.status, told(answer), answer.body]).toEqual([429, headers, body]);
		}
		expect(world.arrived()).toEqual([]);
		expect((await world.text('qyvo')).status).toBe(200);
	});

	test('in the form “none” without a word', async () => {
		await world.addFault({ limited: { after: 90, form: 'none' } });
		const answer = await world.text('xobito');
		expect([answer.status, told(answer), answer.text]).toEqual([429, {}, '']);
		expect(answer.headers.get('content-type')).toBeNull();
	});

	const own = {
		qyvo: [429, { 'retry-after': '90' }, { message: 'Too Many Attempts.' }],
		metaCloud: [
			400,
			{},
			{
				error: {
					message: '(#130429) Rate limit hit',
					type: 'OAuthException',
					code: 130429,
					error_data: {
						messaging_product: 'whatsapp',
						details: 'Cloud API message throughput has been reached.',
					},
					fbtrace_id: expect.any(String),
				},
			},
		],
		mojeeb: [
			429,
			{
				'retry-after': '90',
				'x-ratelimit-limit': '60',
				'x-ratelimit-remaining': '0',
				'x-ratelimit-reset': String(inNinety / 1000),
			},
			{
				error: {
					type: 'rate_limit_error',
					code: 'rate_limit_exceeded',
					message: 'Rate limit exceeded.',
					correlation_id: 'order-1042',
				},
			},
		],
		wacr: [
			429,
			{ 'retry-after': '90' },
			{ success: false, error: { code: 'RATE_LIMIT_EXCEEDED', message: 'Too many requests.' } },
		],
		xobito: [429, {}, { message: 'Too many requests', retry_after: 90 }],
	};

	test.each(gateways)('by %s as it documents, where no form is asked for', async (id) => {
		await world.addFault({ gateway: id, limited: { after: 90 } });
		const answer = await world.text(id, undefined, { 'x-correlation-id': 'order-1042' });
		expect([answer.status, told(answer), answer.body]).toEqual(own[id]);
		expect(world.arrived()).toEqual([]);
	});

	test.each(gateways)('by %s in the words of its own limit', async (id) => {
		const correlated = { 'x-correlation-id': 'order-1042' };
		await world.control('POST', 'rate-limit', { gateway: id, requests: 1, seconds: 60 });
		await world.text(id);
		const met = await world.text(id, undefined, correlated);
		// Mojeeb’s minute is over in 39.6 seconds; the others’ begins with the first text.
		const wait = id === 'mojeeb' ? 40 : 60;
		await world.addFault({ gateway: id, limited: { after: wait } });
		const asked = await world.text(id, undefined, correlated);
		const names = (headers: Headers) => [...headers.keys()];
		expect([asked.status, asked.text, names(asked.headers)]).toEqual([
			met.status,
			met.text,
			names(met.headers),
		]);
	});
});

test('Mojeeb’s correlation id is made where the request has none', async () => {
	await world.addFault({ limited: { after: 1 } });
	const { headers, body } = await world.text('mojeeb');
	expect(headers.get('x-correlation-id')).toMatch(/^req_/);
	expect(body).toMatchObject({ error: { correlation_id: headers.get('x-correlation-id') } });
});

test('a moment is that of the clock outside, also where the sandbox’s is elsewhere and runs fast', async () => {
	await world.control('POST', 'clock', { now: '2040-01-01T00:00:00Z' });
	await world.control('POST', 'clock', { speed: 100 });
	await world.addFault({ limited: { after: 90, form: 'date' } });
	expect(told(await world.text('qyvo'))).toEqual({
		'retry-after': new Date(inNinety).toUTCString(),
	});
});

test('a moment is counted from the answer, not from when it was asked for', async () => {
	await world.addFault({ limited: { after: 90, form: 'reset' } });
	world.pass(10_000);
	expect(told(await world.text('qyvo'))).toEqual({
		'x-ratelimit-reset': String(inNinety / 1000 + 10),
	});
});

test('headers can be laid over the refusal', async () => {
	await world.addFault({ limited: { after: 90 }, headers: { 'Retry-After': 'soon' } });
	expect(told(await world.text('qyvo'))).toEqual({ 'retry-after': 'soon' });
});

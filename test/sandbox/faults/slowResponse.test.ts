import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';

import { pause, served } from '../receiver';
import { texting } from '../texting';

const access = { authorization: 'Bearer qyvo-sandbox-token' };
const me = '/qyvo/api/v1/me';

describe('a part of an answer', () => {
	let world = texting();
	beforeEach(() => (world = texting()));
	const whole = async () => (await world.ask('qyvo', 'GET', '/api/v1/me')).text;

	test('is as long as asked for, and has the answer’s status and headers', async () => {
		const all = await whole();
		await world.spoil({ truncate: 20 });
		const { status, headers, text } = await world.ask('qyvo', 'GET', '/api/v1/me');
		expect([status, text]).toEqual([200, all.slice(0, 20)]);
		expect(headers.get('content-type')).toBe('application/json');
		expect(() => JSON.parse(text) as unknown).toThrow();
	});

	test('may be nothing, and may be all', async () => {
		const all = await whole();
		await world.spoil({ truncate: 0 });
		await world.spoil({ truncate: 10_000 });
		expect([await whole(), await whole()]).toEqual(['', all]);
	});

	test('counts bytes, not letters', async () => {
		await world.spoil({ status: 500, body: '→→', truncate: 3 });
		expect(await whole()).toBe('→');
	});

	test('leaves the message sent', async () => {
		await world.spoil({ truncate: 5 });
		expect((await world.text('qyvo')).text).toBe('{"id"');
		expect(world.arrived()).toHaveLength(1);
	});

	test('can be taken of a refusal for too many requests', async () => {
		await world.spoil({ limited: { after: 7 }, truncate: 10 });
		const { status, headers, text } = await world.text('qyvo');
		expect([status, headers.get('retry-after'), text]).toEqual([429, '7', '{"message"']);
	});
});

describe('over a connection', () => {
	let world: Awaited<ReturnType<typeof served>>;
	beforeAll(async () => (world = await served()));
	afterAll(async () => await world.close());
	beforeEach(() => world.sandbox.reset());

	/** The pieces of an answer as they come in, with the milliseconds after which each does. */
	async function pieces(): Promise<[string, number][]> {
		const begun = performance.now();
		const outgoing = request(`${world.url}${me}`, { headers: access }).end();
		const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
		const all: [string, number][] = [];
		for await (const piece of response) all.push([String(piece), performance.now() - begun]);
		return all;
	}

	test('a part of an answer ends as a whole one does, with its own length', async () => {
		await world.steer('faults', { truncate: 20, headers: { 'Content-Length': '999' } });
		const response = await fetch(`${world.url}${me}`, { headers: access });
		expect(response.headers.get('content-length')).toBe('20');
		expect(await response.text()).toHaveLength(20);
	});

	test('an answer trickles in pieces of so many bytes', async () => {
		const body = 'abcdefghij';
		await world.steer('faults', { status: 200, body, slow: { bytes: 4, everyMs: 40 } });
		const came = await pieces();
		expect(came.map(([text]) => text)).toEqual(['abcd', 'efgh', 'ij']);
		expect((came[2]?.[1] ?? 0) - (came[0]?.[1] ?? 0)).toBeGreaterThanOrEqual(70);
	});

	test('the gateway’s own answer trickles too, whole', async () => {
		const plain = await (await fetch(`${world.url}${me}`, { headers: access })).text();
		await world.steer('faults', { slow: { bytes: 30, everyMs: 5 } });
		const came = await pieces();
		expect(came.map(([text]) => text).join('')).toBe(plain);
		expect(came.length).toBeGreaterThan(2);
	});

	test('a part of an answer trickles', async () => {
		await world.steer('faults', { truncate: 9, slow: { bytes: 4, everyMs: 20 } });
		expect((await pieces()).map(([text]) => text.length)).toEqual([4, 4, 1]);
	});

	test('the sandbox’s time stands in the answer', async () => {
		await world.steer('clock', { now: '2031-05-01T12:00:00Z' });
		const { headers } = await fetch(`${world.url}${me}`, { headers: access });
		expect(headers.get('date')).toMatch(/^Thu, 01 May 2031 12:00:0\d GMT$/);
	});

	test('a request without a body comes twice', async () => {
		await world.steer('faults', { twice: true });
		expect((await fetch(`${world.url}${me}`, { headers: access })).status).toBe(200);
		expect(world.sandbox.store.requests.map(({ status }) => status)).toEqual([200, 200]);
	});

	test('a text meets the fault of its recipient, and comes twice', async () => {
		await world.steer('faults', { phone: '+491713920012', twice: true });
		await world.send('qyvo');
		expect(world.sandbox.store.messages.filter((one) => one.direction === 'outbound')).toHaveLength(
			2,
		);
	});

	test('a trickle ends when the client leaves, and does not keep the sandbox from ending', async () => {
		const own = await served();
		await own.steer('faults', { slow: { bytes: 1, everyMs: 60_000 }, times: 2 });
		const leaving = new AbortController();
		const left = await fetch(`${own.url}${me}`, { headers: access, signal: leaving.signal });
		leaving.abort();
		await expect(left.text()).rejects.toThrow('aborted');
		const staying = await fetch(`${own.url}${me}`, { headers: access });
		const begun = performance.now();
		await own.close();
		await expect(staying.text()).rejects.toThrow();
		expect(performance.now() - begun).toBeLessThan(2000);
	});
});

test('a trickle whose client leaves ends at once, and nothing more of it comes', async () => {
	const world = texting();
	await world.spoil({ slow: { bytes: 1, everyMs: 60_000 } });
	const leaving = new AbortController();
	const answer = await world.sandbox.fetch(
		new Request(`http://127.0.0.1${me}`, { headers: access, signal: leaving.signal }),
	);
	const text = answer.text();
	await pause(10);
	leaving.abort();
	expect(await text).toBe('{');
});

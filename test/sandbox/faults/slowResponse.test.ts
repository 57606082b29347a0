import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';

import { served } from '../receiver';
import { texting } from '../texting';

const access = { authorization: 'Bearer qyvo-sandbox-token' };
const me = '/qyvo/api/v1/me';

describe('a part of an answer', () => {
	let world = texting();
	beforeEach(() => (world = texting()));
	const whole = async () => (await world.ask('qyvo', 'GET', '/api/v1/me')).text;

	test('has the requested length and the answer’s status and headers', async () => {
		const all = await whole();
		await world.addFault({ truncate: 20 });
		const { status, headers, text } = await world.ask('qyvo', 'GET', '/api/v1/me');
		expect([status, text]).toEqual([200, all.slice(0, 20)]);
		expect(headers.get('content-type')).toBe('application/json');
		expect(() => JSON.parse(text) as unknown).toThrow();
	});

	test('may be empty or complete', async () => {
		const all = await whole();
		await world.addFault({ truncate: 0 });
		await world.addFault({ truncate: 10_000 });
		expect([await whole(), await whole()]).toEqual(['', all]);
	});

	test('counts bytes, not characters', async () => {
		await world.addFault({ status: 500, body: '→→', truncate: 3 });
		expect(await whole()).toBe('→');
	});

	test('leaves the message sent', async () => {
		await world.addFault({ truncate: 5 });
		expect((await world.text('qyvo')).text).toBe('{"id"');
		expect(world.arrived()).toHaveLength(1);
	});

	test('can be cut from a refusal for too many requests', async () => {
		await world.addFault({ limited: { after: 7 }, truncate: 10 });
		const { status, headers, text } = await world.text('qyvo');
		expect([status, headers.get('retry-after'), text]).toEqual([429, '7', '{"message"']);
	});
});

describe('over a connection', () => {
	let world: Awaited<ReturnType<typeof served>>;
	beforeAll(async () => (world = await served()));
	afterAll(async () => await world.close());
	beforeEach(() => world.sandbox.reset());

	/** The pieces of an answer; each next one is sent after the one before has come. */
	async function pieces(everyMs: number): Promise<string[]> {
		const outgoing = request(`${world.url}${me}`, { headers: access }).end();
		const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
		const all: string[] = [];
		response.on('data', async (piece) => {
			all.push(String(piece));
			await world.time.untilWaiting(1, () => response.readableEnded);
			world.time.pass(everyMs);
		});
		await once(response, 'end');
		return all;
	}

	test('a part of an answer ends normally, with its own length', async () => {
		await world.control('faults', { truncate: 20, headers: { 'Content-Length': '999' } });
		const response = await fetch(`${world.url}${me}`, { headers: access });
		expect(response.headers.get('content-length')).toBe('20');
		expect(await response.text()).toHaveLength(20);
	});

	test('a slow answer is sent in chunks of the requested size', async () => {
		const body = 'abcdefghij';
		await world.control('faults', { status: 200, body, slow: { bytes: 4, everyMs: 40 } });
		const begun = world.time.now();
		expect(await pieces(40)).toEqual(['abcd', 'efgh', 'ij']);
		expect(world.time.now() - begun).toBeGreaterThanOrEqual(80);
	});

	test('the gateway’s own answer can be slow too, and is complete', async () => {
		const plain = await (await fetch(`${world.url}${me}`, { headers: access })).text();
		await world.control('faults', { slow: { bytes: 30, everyMs: 5 } });
		const came = await pieces(5);
		expect(came.join('')).toBe(plain);
		expect(came.length).toBeGreaterThan(2);
	});

	test('a part of an answer can be slow', async () => {
		await world.control('faults', { truncate: 9, slow: { bytes: 4, everyMs: 20 } });
		expect((await pieces(20)).map(({ length }) => length)).toEqual([4, 4, 1]);
	});

	test('the answer has the sandbox’s time', async () => {
		await world.control('clock', { now: '2031-05-01T12:00:00Z' });
		const { headers } = await fetch(`${world.url}${me}`, { headers: access });
		expect(headers.get('date')).toMatch(/^Thu, 01 May 2031 12:00:0\d GMT$/);
	});

	test('a request without a body can arrive twice', async () => {
		await world.control('faults', { twice: true });
		expect((await fetch(`${world.url}${me}`, { headers: access })).status).toBe(200);
		expect(world.sandbox.store.requests.entries.map(({ status }) => status)).toEqual([200, 200]);
	});

	test('a text gets the fault of its recipient and arrives twice', async () => {
		await world.control('faults', { phone: '+491713920012', twice: true });
		await world.send('qyvo');
		expect(
			world.sandbox.store.ledger.messages.filter((one) => one.direction === 'outbound'),
		).toHaveLength(2);
	});

	test('a slow answer ends when the client disconnects, and the sandbox can close', async () => {
		const own = await served();
		await own.control('faults', { slow: { bytes: 1, everyMs: 60_000 }, times: 2 });
		const leaving = new AbortController();
		const left = await fetch(`${own.url}${me}`, { headers: access, signal: leaving.signal });
		leaving.abort();
		await expect(left.text()).rejects.toThrow('aborted');
		const staying = await fetch(`${own.url}${me}`, { headers: access });
		await own.close();
		await expect(staying.text()).rejects.toThrow();
	});
});

test('a slow answer ends at once when the client disconnects', async () => {
	const world = texting();
	await world.addFault({ slow: { bytes: 1, everyMs: 60_000 } });
	const leaving = new AbortController();
	const answer = await world.sandbox.fetch(
		new Request(`http://127.0.0.1${me}`, { headers: access, signal: leaving.signal }),
	);
	const text = answer.text();
	await world.time.untilWaiting();
	leaving.abort();
	expect(await text).toBe('{');
});

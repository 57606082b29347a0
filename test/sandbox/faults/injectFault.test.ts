import { createSandbox } from '../../../sandbox/app';
import { sandboxed } from '../ask';

const anna = '+491713920012';
const access = { authorization: 'Bearer qyvo-sandbox-token' };

let { sandbox, ask, time } = sandboxed();
beforeEach(() => ({ sandbox, ask, time } = sandboxed()));

const me = async () => await ask('GET', '/qyvo/api/v1/me', undefined, access);
const addFault = async (fault: object) =>
	expect((await ask('POST', '/_sandbox/faults', fault)).status).toBe(201);
const sent = () =>
	sandbox.store.ledger.messages.filter(({ direction }) => direction === 'outbound');

test('a broken body is sent unchanged', async () => {
	await addFault({ body: '{"id":"01J1Z' });
	expect((await me()).text).toBe('{"id":"01J1Z');
});

test('a JSON body is serialized', async () => {
	await addFault({ status: 500, body: { error: 'Server Error' } });
	expect((await me()).body).toEqual({ error: 'Server Error' });
});

test('a web page has the type text/html unless another type is requested', async () => {
	await addFault({ body: '<!doctype html>' });
	await addFault({ body: '<!doctype html>', headers: { 'Content-Type': 'application/json' } });
	expect((await me()).headers.get('content-type')).toMatch(/^text\/html/);
	expect((await me()).headers.get('content-type')).toBe('application/json');
});

test('headers without a status are added to the gateway’s own answer', async () => {
	await addFault({ headers: { 'X-RateLimit-Remaining': '3' } });
	const { status, headers, body } = await me();
	expect([status, headers.get('x-ratelimit-remaining')]).toEqual([200, '3']);
	expect(body).toMatchObject({ id: 42 });
});

test('a status that allows no body is sent without one', async () => {
	await addFault({ status: 204 });
	const { status, text } = await me();
	expect([status, text]).toEqual([204, '']);
});

test('a connection that cannot be broken is answered 502', async () => {
	await addFault({ reset: true });
	expect((await me()).status).toBe(502);
});

test('faults are used in the order of the queue, each for its own path', async () => {
	await addFault({ path: '/api/v1/actions', status: 500 });
	await addFault({ status: 501 });
	await addFault({ status: 502 });
	expect([(await me()).status, (await me()).status, (await me()).status]).toEqual([501, 502, 200]);
});

test('queued faults can be listed and cleared', async () => {
	await addFault({ status: 500, times: 3 });
	await me();
	expect((await ask('GET', '/_sandbox/faults')).body).toEqual({
		faults: [{ status: 500, times: 2, after: 'before' }],
	});
	await ask('DELETE', '/_sandbox/faults');
	expect((await me()).status).toBe(200);
});

describe('a stall', () => {
	const body = JSON.stringify({ phone: anna, message: 'Hi' });
	const send = async (signal?: AbortSignal) =>
		await sandbox.fetch(
			new Request('http://127.0.0.1/qyvo/api/v1/actions/send-text-message', {
				method: 'POST',
				headers: { ...access, 'content-type': 'application/json' },
				body,
				signal,
			}),
		);

	const leaveDuringStall = async () => {
		const client = new AbortController();
		const answered = send(client.signal);
		await time.untilWaiting();
		client.abort();
		await answered;
	};

	test('delays the gateway’s own answer', async () => {
		await addFault({ stallMs: 30 });
		let status = 0;
		const answered = send().then((answer) => (status = answer.status));
		await time.untilWaiting();
		time.pass(29);
		expect([status, sent()]).toEqual([0, []]);
		time.pass(1);
		expect(await answered).toBe(200);
	});

	test('before processing sends nothing if the client gives up', async () => {
		await addFault({ stallMs: 60_000 });
		await leaveDuringStall();
		expect(sent()).toEqual([]);
	});

	test('after processing leaves the message sent if the client gives up', async () => {
		await addFault({ stallMs: 60_000, after: 'accepted' });
		await leaveDuringStall();
		expect(sent()).toHaveLength(1);
	});
});

test('two sandboxes share no state', async () => {
	const other = createSandbox();
	await ask('POST', '/_sandbox/inbound', { phone: anna, text: 'Hi' });
	expect(other.store.ledger.messages.length).toBeLessThan(sandbox.store.ledger.messages.length);
});

import { createSandbox } from '../../../sandbox/app';
import { sandboxed } from '../ask';

const anna = '+491713920012';
const access = { authorization: 'Bearer qyvo-sandbox-token' };

let { sandbox, ask } = sandboxed();
beforeEach(() => ({ sandbox, ask } = sandboxed()));

const me = async () => await ask('GET', '/qyvo/api/v1/me', undefined, access);
const spoil = async (fault: object) =>
	expect((await ask('POST', '/_sandbox/faults', fault)).status).toBe(201);
const sent = () => sandbox.store.messages.filter(({ direction }) => direction === 'outbound');

test('a broken body is sent as it stands', async () => {
	await spoil({ body: '{"id":"01J1Z' });
	expect((await me()).text).toBe('{"id":"01J1Z');
});

test('a body that is JSON is written out', async () => {
	await spoil({ status: 500, body: { error: 'Server Error' } });
	expect((await me()).body).toEqual({ error: 'Server Error' });
});

test('a web page says that it is one, unless another type is asked for', async () => {
	await spoil({ body: '<!doctype html>' });
	await spoil({ body: '<!doctype html>', headers: { 'Content-Type': 'application/json' } });
	expect((await me()).headers.get('content-type')).toMatch(/^text\/html/);
	expect((await me()).headers.get('content-type')).toBe('application/json');
});

test('headers alone are laid over the gateway’s own answer', async () => {
	await spoil({ headers: { 'X-RateLimit-Remaining': '3' } });
	const { status, headers, body } = await me();
	expect([status, headers.get('x-ratelimit-remaining')]).toEqual([200, '3']);
	expect(body).toMatchObject({ id: 42 });
});

test('a status that has no body goes without one', async () => {
	await spoil({ status: 204 });
	const { status, text } = await me();
	expect([status, text]).toEqual([204, '']);
});

test('a connection that cannot be broken is answered 502', async () => {
	await spoil({ reset: true });
	expect((await me()).status).toBe(502);
});

test('answers are spoiled in the order in which it was asked for, each for its own path', async () => {
	await spoil({ path: '/api/v1/actions', status: 500 });
	await spoil({ status: 501 });
	await spoil({ status: 502 });
	expect([(await me()).status, (await me()).status, (await me()).status]).toEqual([501, 502, 200]);
});

test('what is queued is listed and cleared', async () => {
	await spoil({ status: 500, times: 3 });
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

	test('delays the gateway’s own answer', async () => {
		await spoil({ stallMs: 30 });
		const begun = performance.now();
		expect((await send()).status).toBe(200);
		expect(performance.now() - begun).toBeGreaterThanOrEqual(25);
	});

	test('before the work, of which the client tires, leaves nothing sent', async () => {
		await spoil({ stallMs: 60_000 });
		await send(AbortSignal.timeout(20));
		expect(sent()).toEqual([]);
	});

	test('after the work, of which the client tires, leaves the message sent', async () => {
		await spoil({ stallMs: 60_000, after: 'accepted' });
		await send(AbortSignal.timeout(20));
		expect(sent()).toHaveLength(1);
	});
});

test('two sandboxes share nothing', async () => {
	const other = createSandbox();
	await ask('POST', '/_sandbox/inbound', { phone: anna, text: 'Hi' });
	expect(other.store.messages.length).toBeLessThan(sandbox.store.messages.length);
});

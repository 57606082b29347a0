import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { serveSandbox } from '../../../sandbox/serve';
import { sandboxed } from '../ask';
import { manualTime } from '../manualTime';

const anna = '+491713920012';
let { sandbox, ask, time } = sandboxed();
beforeEach(() => ({ sandbox, ask, time } = sandboxed()));

const me = async () =>
	await ask('GET', '/qyvo/api/v1/me', undefined, { authorization: 'Bearer qyvo-sandbox-token' });

test('a reset restores the initial state, and no ID is reused', async () => {
	const changing = { at: '', id: '', whatsappMessageId: '' };
	const world = () => sandbox.store.ledger.messages.map((message) => ({ ...message, ...changing }));
	const ids = () => sandbox.store.ledger.messages.map(({ id }) => id);
	const [before, known] = [world(), ids()];
	await ask('POST', '/_sandbox/inbound', { phone: anna, text: 'Hi' });
	await ask('POST', '/_sandbox/clock', { advance: 3600 });
	await ask('POST', '/_sandbox/faults', { status: 500 });
	await ask('POST', '/_sandbox/reset', {});
	expect(world()).toEqual(before);
	expect(ids().filter((id) => known.includes(id))).toEqual([]);
	expect((await ask('GET', '/_sandbox/faults')).body).toEqual({ faults: [] });
	expect(sandbox.store.clock.now()).toBe(time.now());
});

test('the clock moves by seconds or to a given time', async () => {
	await ask('POST', '/_sandbox/clock', { now: '2030-01-01T00:00:00Z' });
	await ask('POST', '/_sandbox/clock', { advance: 60 });
	const { body } = await ask('GET', '/_sandbox/clock');
	expect((body as { now: string }).now).toMatch(/^2030-01-01T00:01:0/);
});

test('the overview names gateways, phones and templates', async () => {
	expect((await ask('GET', '/_sandbox')).body).toMatchObject({
		gateways: expect.arrayContaining([
			expect.objectContaining({ id: 'qyvo', baseUrl: 'http://127.0.0.1/qyvo/api/v1' }),
		]),
		phones: [{ phone: anna }, {}, {}],
	});
});

test('the request log contains no tokens and no bodies', async () => {
	await me();
	const { text } = await ask('GET', '/_sandbox/requests');
	expect(text).toContain('/qyvo/api/v1/me');
	expect(text).not.toContain('qyvo-sandbox-token');
});

test.each([
	['inbound', { phone: 'home', text: 'Hi' }, /^phone: /],
	['inbound', { phone: anna }, /^text: /],
	['inbound', { phone: anna, text: 'Hi', gateway: 'unknown' }, /^gateway: one of qyvo/],
	['clock', { advance: 'soon' }, /^advance: /],
	['faults', { status: 42 }, /^status: /],
	['faults', { times: 0 }, /^times: /],
	['faults', { after: 'later' }, /^after: /],
	['faults', '[]', /not a JSON object/],
	['faults', '{', /not a JSON object/],
])('a bad request for %s is refused and names the field (%#)', async (path, body, sentence) => {
	const answer = await ask('POST', `/_sandbox/${path}`, body);
	expect(answer.status).toBe(400);
	expect((answer.body as { message: string }).message).toMatch(sentence);
});

describe('an answer with a fault', () => {
	test('is returned the requested number of times, then the gateway answers again', async () => {
		await ask('POST', '/_sandbox/faults', { times: 2, status: 503, body: '<h1>Down</h1>' });
		const statuses = [(await me()).status, (await me()).status, (await me()).status];
		expect(statuses).toEqual([503, 503, 200]);
	});

	test('can be returned after the gateway has processed the request', async () => {
		await ask('POST', '/_sandbox/faults', { after: 'accepted', status: 502 });
		const before = sandbox.store.ledger.messages.length;
		const { status } = await ask(
			'POST',
			'/qyvo/api/v1/actions/send-text-message',
			{ phone: anna, message: 'Hi' },
			{ authorization: 'Bearer qyvo-sandbox-token' },
		);
		expect(status).toBe(502);
		expect(sandbox.store.ledger.messages.length).toBe(before + 1);
	});

	test('is returned only for its path', async () => {
		await ask('POST', '/_sandbox/faults', { path: '/api/v1/actions', status: 500 });
		expect((await me()).status).toBe(200);
	});

	test('has the requested headers', async () => {
		await ask('POST', '/_sandbox/faults', { status: 429, headers: { 'Retry-After': '7' } });
		expect((await me()).headers.get('retry-after')).toBe('7');
	});
});

describe('a foreign website', () => {
	test('is not answered under its own host name', async () => {
		const response = await sandbox.fetch(new Request('http://evil.example/_sandbox/messages'));
		expect(response.status).toBe(403);
	});

	test('cannot control the sandbox with a form', async () => {
		const { status } = await ask('POST', '/_sandbox/inbound', 'phone=1&text=2', {
			'content-type': 'application/x-www-form-urlencoded',
		});
		expect(status).toBe(400);
	});
});

test('more than 1 MB is refused', async () => {
	const { status } = await ask('POST', '/_sandbox/inbound', {
		phone: anna,
		text: 'x'.repeat(1_100_000),
	});
	expect(status).toBe(413);
});

describe('the phone page', () => {
	test('loads only its own resources and runs only its own script', async () => {
		const { headers, text } = await ask('GET', '/');
		expect(headers.get('content-security-policy')).toContain("default-src 'self'");
		expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
		expect(text).not.toMatch(/<style|style=|<script>/);
		expect((await ask('GET', '/page.js')).text).not.toMatch(/\b(?:eval|insertAdjacentHTML)\(/);
	});
});

describe('a served sandbox', () => {
	test('breaks connections and ends while one is stalled', async () => {
		const time = manualTime();
		const served = await serveSandbox({ port: 0, time });
		const addFault = async (fault: object) =>
			await fetch(`${served.url}/_sandbox/faults`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(fault),
			});
		await addFault({ reset: true });
		await expect(fetch(`${served.url}/qyvo/api/v1/me`)).rejects.toThrow('fetch failed');
		await addFault({ stallMs: 60_000 });
		const stalled = fetch(`${served.url}/qyvo/api/v1/me`).catch(() => 'ended');
		await time.untilWaiting();
		await served.close();
		expect(await stalled).toBe('ended');
	});

	test('names a port that is in use', async () => {
		const other = createServer();
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
		const { port } = other.address() as AddressInfo;
		await expect(serveSandbox({ port })).rejects.toThrow(`Port ${port} is taken`);
		await new Promise((resolve) => other.close(resolve));
	});
});

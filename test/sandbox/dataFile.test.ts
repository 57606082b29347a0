import {
	lstatSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { serveSandbox, type Served, type ServeSettings } from '../../sandbox/serve';
import { manualTime } from './manualTime';
import { anna, receiver } from './receiver';

let folder: string;
let file: string;
let running: Served[];
beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'sandbox-data-'));
	file = path.join(folder, 'state.json');
	running = [];
});
afterEach(async () => {
	for (const one of running) await one.close();
	rmSync(folder, { recursive: true, force: true });
});

async function start(settings: Partial<ServeSettings> = {}) {
	const served = await serveSandbox({ port: 0, data: file, ...settings });
	running.push(served);
	const ask = async (method: string, address: string, body?: object, token?: string) => {
		const response = await fetch(`${served.url}${address}`, {
			method,
			headers: {
				'content-type': 'application/json',
				...(token !== undefined && { authorization: `Bearer ${token}` }),
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const answer = JSON.parse(await response.text());
		return { status: response.status, body: answer };
	};
	return { ...served, ask };
}

/** Everything that the control API shows of the state, without what moves with the time. */
async function seen({ ask }: Awaited<ReturnType<typeof start>>) {
	const phones = (await ask('GET', '/_sandbox/phones')).body.phones;
	const { webhooks } = (await ask('GET', '/_sandbox/webhooks')).body;
	const { rateLimits } = (await ask('GET', '/_sandbox/rate-limit')).body;
	const { requests } = (await ask('GET', '/_sandbox/requests')).body;
	const { speed } = (await ask('GET', '/_sandbox/clock')).body;
	const known = webhooks.map((one: object) => ({ ...one, last: null }));
	return { phones, webhooks: known, rateLimits, requests, speed };
}

test('everything is as it was after a restart', async () => {
	const first = await start();
	const hook = await receiver();
	const { ask } = first;
	await ask('POST', '/_sandbox/webhooks', { gateway: 'qyvo', url: hook.url, secret: 'own' });
	await ask('POST', '/_sandbox/webhooks', { gateway: 'qyvo', url: `${hook.url}/2` });
	await ask('POST', '/_sandbox/clock', { advance: 3600 });
	await ask('POST', '/_sandbox/templates', { more: 3 });
	await ask('POST', '/_sandbox/rate-limit', { gateway: 'xobito', requests: 5, seconds: 60 });
	await ask('POST', '/_sandbox/inbound', {
		phone: anna,
		file: { kind: 'image', caption: 'Look' },
	});
	await ask('POST', '/_sandbox/opt-out', { phone: '+14155550123', gateway: 'qyvo' });
	const text = { phone: anna, message: 'Hello $map' };
	const token = 'qyvo-sandbox-token';
	const action = '/qyvo/api/v1/actions/send-text-message';
	expect((await ask('POST', action, text, token)).status).toBe(200);
	const contacts = await ask('GET', '/qyvo/api/v1/contacts', undefined, token);
	const before = await seen(first);
	await first.close();

	const second = await start();
	expect(await seen(second)).toEqual(before);
	expect(await second.ask('GET', '/qyvo/api/v1/contacts', undefined, token)).toEqual(contacts);
	const moved = Date.parse((await second.ask('GET', '/_sandbox/clock')).body.now) - Date.now();
	expect(Math.round(moved / 3_600_000)).toBe(1);
	expect(second.sandbox.store.moreTemplates.all).toHaveLength(3);
	// The webhooks go on, each with its secret.
	hook.got.splice(0);
	await second.ask('POST', '/_sandbox/inbound', { phone: anna, text: 'Hi', gateway: 'qyvo' });
	const received = () => hook.got.filter(({ json }) => json.event === 'message.received');
	// Statuses of the message before come as well, in their own time.
	while (received().length < 2) await hook.until(hook.got.length + 1);
	expect(
		received()
			.map(({ url }) => url.pathname)
			.sort(),
	).toEqual(['/hook', '/hook/2']);
	await hook.close();
});

test('phones that are off, blocks and windows are as they were after a restart', async () => {
	const first = await start();
	const ben = '+14155550123';
	await first.ask('POST', '/_sandbox/people', { phone: anna, off: true });
	await first.ask('POST', '/_sandbox/people', { phone: ben, gateway: 'wacr', blocked: true });
	await first.ask('POST', '/_sandbox/window', { phone: anna, gateway: 'qyvo', open: false });
	await first.ask('POST', '/_sandbox/window', { phone: ben, gateway: 'qyvo', open: true });
	await first.ask('POST', '/_sandbox/guide', { editorUrl: 'http://127.0.0.1:5678/' });
	await first.close();
	const { store } = (await start()).sandbox;
	expect([store.people.off(anna), store.people.off(ben)]).toEqual([expect.any(Number), undefined]);
	expect(store.people.isBlocked('wacr', ben)).toBe(true);
	expect(store.people.isBlocked('qyvo', ben)).toBe(false);
	expect(store.windows.openUntil('qyvo', anna)).toBeUndefined();
	expect(store.windows.openUntil('qyvo', ben)).toEqual(expect.any(Number));
	// Where n8n is now says whoever starts it, each time.
	expect(store.guide).toBeNull();
});

test('the file does not grow with what went over the line, and holds no token of it', async () => {
	const { ask, close } = await start();
	const action = '/qyvo/api/v1/actions/send-text-message';
	const sizes: number[] = [];
	for (const count of [60, 60]) {
		for (let sent = 0; sent < count; sent += 1) {
			// Refused, so that no message is kept.
			await ask('POST', action, { filling: 'x'.repeat(25_000) }, 'qyvo-sandbox-token');
		}
		sizes.push(JSON.stringify(running[0]?.sandbox.save()).length);
	}
	await close();
	expect(sizes[1]).toBeLessThan((sizes[0] ?? 0) * 1.05);
	expect(readFileSync(file, 'utf8').length).toBeLessThan(1_500_000);
	expect(readFileSync(file, 'utf8')).not.toContain('qyvo-sandbox-token');
});

test('a message on its way goes on to its next status', async () => {
	// By the machine's time, a slow one could send the first status before the restart.
	const time = manualTime();
	const first = await start({ time });
	const hook = await receiver();
	await first.ask('POST', '/_sandbox/webhooks', { gateway: 'xobito', url: hook.url });
	await first.ask(
		'POST',
		'/xobito/api/v1/sandbox-shop/messages/send',
		{ phone_number: anna, message_body: 'Hello' },
		'xobito-sandbox-token',
	);
	await first.close();
	const second = await start({ time });
	await second.ask('POST', '/_sandbox/clock', { advance: 10 });
	const events = (await hook.until(2)).map(({ json }) => json.event);
	expect(events).toContain('message.delivered');
	await hook.close();
});

test('uploads and idempotency keys outlast a restart', async () => {
	const first = await start();
	const form = new FormData();
	form.set('messaging_product', 'whatsapp');
	form.set('file', new File(['%PDF-1.4'], 'invoice.pdf', { type: 'application/pdf' }));
	const headers = { authorization: 'Bearer meta-sandbox-token' };
	const upload = await fetch(`${first.url}/metaCloud/v26.0/106540352242922/media`, {
		method: 'POST',
		headers,
		body: form,
	});
	const { id } = (await upload.json()) as { id: string };
	await first.close();
	const second = await start();
	const sent = await second.ask(
		'POST',
		'/metaCloud/v26.0/106540352242922/messages',
		{ messaging_product: 'whatsapp', to: anna, type: 'document', document: { id } },
		'meta-sandbox-token',
	);
	expect(sent.status).toBe(200);
	expect(second.sandbox.store.ledger.messages.at(-1)?.mediaUrl).toBe('upload:invoice.pdf');
});

test.each([
	['another program’s file', '{"name": "package"}', /is not the data of a sandbox/],
	['a text', 'hello', /is no data of a sandbox, or is damaged/],
	['an empty file', '', /is no data of a sandbox, or is damaged/],
	[
		'a later version’s file',
		'{"format":"whatsapp-gateway-sandbox","version":9,"state":{}}',
		/another version of the sandbox \(data version 9\)/,
	],
	[
		'a damaged file',
		'{"format":"whatsapp-gateway-sandbox","version":1,"state":{"store":{"clock":{}}}}',
		/is damaged/,
	],
])('%s is refused in one sentence, and left as it is', async (_, content, sentence) => {
	writeFileSync(file, content);
	await expect(start()).rejects.toThrow(sentence);
	await expect(start()).rejects.toThrow('It was left as it is; name another file with --data.');
	expect(readFileSync(file, 'utf8')).toBe(content);
});

test('a taken port leaves the file as it is, and nothing lies beside it', async () => {
	const first = await start();
	await first.ask('POST', '/_sandbox/reset');
	await first.close();
	const content = readFileSync(file, 'utf8');
	const other = await serveSandbox({ port: 0 });
	running.push(other);
	await expect(start({ port: other.port })).rejects.toThrow(/is taken/);
	expect(readFileSync(file, 'utf8')).toBe(content);
	expect(readdirSync(folder)).toEqual(['state.json']);
});

test('a folder that does not exist is named at once', async () => {
	await expect(start({ data: path.join(folder, 'none', 'state.json') })).rejects.toThrow(
		'cannot be written: its folder does not exist.',
	);
});

test('a link to the file stays one, and nobody else reads the file', async () => {
	const link = path.join(folder, 'link.json');
	const first = await start();
	await first.close();
	symlinkSync(file, link);
	const second = await start({ data: link });
	await second.ask('POST', '/_sandbox/reset');
	await second.close();
	expect(lstatSync(link).isSymbolicLink()).toBe(true);
	expect(statSync(file).mode & 0o077).toBe(0);
});

test('an address that is not allowed any more gets nothing, and comes back when it is', async () => {
	const heard = await receiver();
	const url = heard.url.replace('127.0.0.1', '0.0.0.0');
	const write = { phone: anna, text: 'Hi', gateway: 'xobito' };
	const allow = ['0.0.0.0'];
	const first = await start({ allow });
	await first.ask('POST', '/_sandbox/webhooks', { gateway: 'xobito', url });
	await first.close();
	const second = await start();
	await second.ask('POST', '/_sandbox/inbound', write);
	await second.sandbox.deliveries.settled();
	expect((await second.ask('GET', '/_sandbox/webhooks')).body.webhooks).toMatchObject([
		{ url, isActive: false },
	]);
	await second.close();
	expect(heard.got).toEqual([]);
	const third = await start({ allow });
	await third.ask('POST', '/_sandbox/inbound', write);
	await heard.until(1);
	await heard.close();
});

test.each([{ rows: [null] }, { subscribed: [5] }])(
	'damaged webhooks are refused: %j',
	async (part) => {
		const first = await start();
		await first.close();
		const kept = JSON.parse(readFileSync(file, 'utf8'));
		Object.assign(kept.state.subscriptions, part);
		writeFileSync(file, JSON.stringify(kept));
		await expect(start()).rejects.toThrow(/is damaged/);
	},
);

test('a file that another program has written is not overwritten', async () => {
	const reasons: string[] = [];
	const first = await start({ onNotKept: (reason) => reasons.push(String(reason)) });
	await first.ask('POST', '/_sandbox/reset');
	await first.close();
	const again = await start({ onNotKept: (reason) => reasons.push(String(reason)) });
	writeFileSync(file, 'my own notes');
	await again.ask('POST', '/_sandbox/reset');
	await again.close();
	expect(readFileSync(file, 'utf8')).toBe('my own notes');
	expect(reasons).toEqual([
		expect.stringContaining('was changed by another program, so nothing is kept any more'),
	]);
});

test.each([
	{ $map: [['a', 1]] },
	{ $map: [1], x: 1 },
	{ $set: ['a'], b: 2 },
	{ $object: { $set: [] } },
	{ $object: 1, $map: {} },
])('what looks like a mark of the file’s own comes back as it was: %j', async (metadata) => {
	const first = await start();
	const contact = first.sandbox.store.contacts.findOrCreate('qyvo', anna);
	contact.metadata = metadata;
	await first.ask('POST', '/_sandbox/opt-out', { phone: anna });
	await first.close();
	const second = await start();
	expect(second.sandbox.store.contacts.findOrCreate('qyvo', anna).metadata).toEqual(metadata);
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import { profileOf, webhookGateways, webhookSecret } from '../gateways/profiles';
import { publishedTrigger, type Delivered } from './triggers';

const account = {
	gateway: '',
	accessToken: 'tok-1234567890',
	baseUrl: '',
	defaultCountry: '',
	webhookSecret,
};

const parameters: INodeParameters = {
	events: ['message', 'reply', 'status', 'optOut', 'test', 'other'],
	splitOutputs: false,
	filters: {},
	options: {},
};

let number = 0;
const trigger = (gateway: string, more: INodeParameters = {}, credential: object = {}) =>
	publishedTrigger(
		{ ...parameters, ...more },
		{ ...account, ...profileOf(gateway).account, gateway, ...credential },
		`trigger ${++number}`,
	);

const signed = (gateway: string, body: Buffer): Delivered => ({
	body,
	headers:
		profileOf(gateway).signDelivery?.(body, webhookSecret, Math.floor(Date.now() / 1000)) ?? {},
});

/** The headers in which any of the gateways signs. */
const signatureHeaders = webhookGateways.flatMap(({ signDelivery }) =>
	Object.keys(signDelivery(Buffer.alloc(0), webhookSecret, 0)),
);

describe.each(webhookGateways.map(({ id }) => id))('%s', (gateway) => {
	test('answers unsigned arbitrary bytes and JSON with 401, without a run or an exception', async () => {
		const deliver = trigger(gateway);
		const bytes = fc.oneof(
			fc.uint8Array().map((array) => Buffer.from(array)),
			fc.json().map((text) => Buffer.from(text)),
		);
		const headers = fc.dictionary(
			fc.constantFrom(...signatureHeaders, 'a'),
			fc.oneof(
				fc.string(),
				fc.constantFrom(`t=1,v1=${'0'.repeat(64)}`, `sha256=${'0'.repeat(64)}`, '0'.repeat(64)),
			),
		);
		await fc.assert(
			fc.asyncProperty(bytes, headers, async (body, given) => {
				expect(await deliver({ body, headers: given })).toMatchObject({
					status: 401,
					text: 'Not signed as expected.',
					started: undefined,
				});
			}),
			{ numRuns: 1500 },
		);
	}, 60_000);

	test('answers signed arbitrary bytes and JSON with 200, and each event is an item', async () => {
		const deliver = trigger(gateway);
		const bytes = fc.oneof(
			fc.uint8Array().map((array) => Buffer.from(array)),
			fc.json().map((text) => Buffer.from(text)),
		);
		await fc.assert(
			fc.asyncProperty(bytes, async (body) => {
				const { status, started } = await deliver(signed(gateway, body));
				expect(status).toBe(200);
				for (const { json } of started?.flat() ?? []) {
					expect(json).toMatchObject({ gateway, id: expect.any(String), at: expect.any(String) });
				}
			}),
			{ numRuns: 1500 },
		);
	}, 60_000);

	test('accepts a signed event once', async () => {
		const deliver = trigger(gateway);
		const body = Buffer.from('{"a":"not an event of this gateway"}');
		expect((await deliver(signed(gateway, body))).started?.flat()).toHaveLength(1);
		expect((await deliver(signed(gateway, body))).started).toBeUndefined();
	});
});

test('an answer does not contain the delivered data', async () => {
	const deliver = trigger('qyvo');
	const { text } = await deliver({ body: Buffer.from('{"a":"private text"}'), headers: {} });
	expect(text).not.toContain('private text');
});

test('a credential of a gateway without webhooks accepts nothing', async () => {
	const deliver = trigger('mojeeb');
	const { status, started } = await deliver({ body: Buffer.from('{}'), headers: {} });
	expect([status, started]).toEqual([401, undefined]);
});

test('an invalid pattern is only logged and starts no run', async () => {
	const deliver = trigger('qyvo', { filters: { text: '/(/' } });
	const { status, started } = await deliver(signed('qyvo', Buffer.from('{"event":"x"}')));
	expect([status, started]).toEqual([400, undefined]);
});

describe('an event for which n8n could not start a run', () => {
	const message = { id: '01J4M1', type: 'text', content: { body: 'Hi' } };
	const body = { event: 'message.received', timestamp: '2026-05-07T08:14:24Z', message };
	const delivery = signed('qyvo', Buffer.from(JSON.stringify(body)));

	test('starts one when the gateway delivers it again', async () => {
		const deliver = trigger('qyvo');
		const first = await deliver(delivery);
		expect(first.started?.flat()).toHaveLength(1);
		first.answered(500);
		expect((await deliver(delivery)).started?.flat()).toHaveLength(1);
	});

	test('is not started twice if n8n could', async () => {
		const deliver = trigger('qyvo');
		(await deliver(delivery)).answered(200);
		expect((await deliver(delivery)).started).toBeUndefined();
	});
});

describe('Meta’s webhook verification', () => {
	const ask = async (more: INodeParameters, query: Record<string, string>) =>
		await trigger(
			'metaCloud',
			more,
		)({ webhook: 'setup', headers: {}, body: Buffer.alloc(0), query });
	const question = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444' };

	test('is answered for the verify token of the credential', async () => {
		expect(
			await ask({ options: { verifyToken: 'mine' } }, { ...question, 'hub.verify_token': 'mine' }),
		).toMatchObject({ status: 200, text: '1158201444', started: undefined });
	});

	test('is refused for any other token', async () => {
		expect(
			(await ask({ options: { verifyToken: 'mine' } }, { ...question, 'hub.verify_token': 'x' }))
				.status,
		).toBe(403);
		expect((await ask({}, { ...question, 'hub.verify_token': '' })).status).toBe(403);
	});
});

test('a file on another origin is not fetched with the access token, and the message still starts a run', async () => {
	const deliver = trigger('qyvo', { options: { downloadMedia: true } });
	const content = { url: 'https://elsewhere.example/a.jpg', mime_type: 'image/jpeg' };
	const message = { id: '01J4M1', direction: 'inbound', type: 'image', content };
	const contact = { id: '01J1Y1', phone: '+14155550123', name: 'Ben' };
	const body = { event: 'message.received', timestamp: '2026-05-07T08:14:24Z', message, contact };
	const { started } = await deliver(signed('qyvo', Buffer.from(JSON.stringify(body))));
	expect(started?.flat()).toEqual([
		{
			json: expect.objectContaining({
				event: 'message',
				mediaNotDownloaded:
					'The file is at elsewhere.example, which is not one of Qyvo’s own hosts.',
			}),
		},
	]);
});

test('a broken download does not stop the message from starting a run', async () => {
	const server = createServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': '1000' });
		response.write('half of it', () => response.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const deliver = trigger('qyvo', { options: { downloadMedia: true } }, { baseUrl });
	const content = { url: `${baseUrl}/a.jpg`, mime_type: 'image/jpeg' };
	const message = { id: '01J4M2', direction: 'inbound', type: 'image', content };
	const body = { event: 'message.received', timestamp: '2026-05-07T08:14:24Z', message };
	const { started } = await deliver(signed('qyvo', Buffer.from(JSON.stringify(body))));
	expect(started?.flat().map(({ json }) => json['mediaNotDownloaded'])).toEqual([
		'The connection to Qyvo broke before an answer came.',
	]);
	await new Promise((resolve) => server.close(resolve));
});

import { createHmac } from 'node:crypto';

import { factsFor, gateways } from '../facts';
import { anna, receiver, served, type Got } from '../receiver';

let world: Awaited<ReturnType<typeof served>>;
let hook: Awaited<ReturnType<typeof receiver>>;
beforeEach(async () => {
	[world, hook] = [await served(), await receiver()];
});
afterEach(async () => {
	await world.close();
	await hook.close();
});

const hex = (text: string, secret: string) =>
	createHmac('sha256', secret).update(Buffer.from(text)).digest('hex');

/** Registers at a gateway; Qyvo's own test is waited for and taken away. */
async function listen(gateway: string) {
	await world.control('webhooks', { gateway, url: hook.url });
	if (gateway === 'qyvo') (await hook.until(1)).pop();
}

const change = ({ json }: Got) => (json as never as MetaBody).entry[0]?.changes[0]?.value;

interface MetaBody {
	readonly entry: ReadonlyArray<{
		readonly changes: ReadonlyArray<{
			readonly field: string;
			readonly value: Record<'messages' | 'statuses' | 'contacts', unknown[]>;
		}>;
	}>;
}

describe('Qyvo', () => {
	test('sends a test delivery when the webhook is saved, signed with its time', async () => {
		await world.control('webhooks', { gateway: 'qyvo', url: hook.url });
		const [{ headers, body, json } = {} as Got] = await hook.until(1);
		const [, time = '', signature] =
			/^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-qyvo-signature'])) ?? [];
		expect(signature).toBe(hex(`${time}.${body}`, 'qyvo-sandbox-signing-secret'));
		expect(Number(time)).toBe(Math.floor(world.time.now() / 1000));
		expect(headers['x-qyvo-event']).toBe('webhook.test');
		expect(json).toEqual({
			event: 'webhook.test',
			webhook_id: headers['x-qyvo-webhook-id'],
			timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/),
		});
	});

	test('delivers a text in the same form as its list of messages', async () => {
		await listen('qyvo');
		await world.control('inbound', { phone: anna, text: 'Hi', gateway: 'qyvo' });
		const [{ json } = {} as Got] = await hook.until(1);
		const path = '/qyvo/api/v1/triggers/new-message-received';
		const { body } = await world.ask('GET', path, undefined, 'qyvo-sandbox-token');
		expect(json).toMatchObject({
			event: 'message.received',
			tenant_id: '01HZX90000000000000000ACME',
			message: body[0],
			contact: { phone: anna, name: 'Anna Schmidt' },
		});
		expect(body[0]).toMatchObject({ type: 'text', content: { body: 'Hi' } });
	});

	test('delivers each status of a message, and the reason for a failure', async () => {
		await listen('qyvo');
		const { id, whatsappMessageId } = await world.send('qyvo');
		await world.control('clock', { advance: 2 });
		await world.control('clock', { advance: 2 });
		await world.control('inbound', { phone: anna, text: 'Thanks', gateway: 'qyvo' });
		await world.control('status', { id, status: 'failed', reason: '(#131047) Re-engagement' });
		const delivered = (await hook.until(5)).map(({ json }) => json);
		expect(delivered.map(({ event }) => event)).toEqual([
			'message.status.sent',
			'message.status.delivered',
			'message.status.read',
			'message.received',
			'message.status.failed',
		]);
		expect(delivered[4]).toMatchObject({
			message_id: id,
			whatsapp_message_id: whatsappMessageId,
			error_code: 131047,
			error_message: 'Re-engagement',
		});
	});
});

describe('Xobito', () => {
	test('signs only the body, and delivers inbound messages', async () => {
		await listen('xobito');
		const name = 'Zoë 🎉';
		await world.control('inbound', { phone: anna, text: 'Grüße', name, gateway: 'xobito' });
		const [{ headers, body, json } = {} as Got] = await hook.until(1);
		expect(headers['x-webhook-signature']).toBe(hex(body, 'xobito-sandbox-signing-secret'));
		expect(headers['x-webhook-event']).toBe('message.received');
		expect(json).toMatchObject({
			event: 'message.received',
			model: 'WhatsAppMessage',
			data: { from: '491713920012', type: 'text', text: 'Grüße', name, tenant_id: 7 },
			timestamp: expect.stringMatching(/\.\d{6}Z$/),
		});
	});

	test('delivers statuses, with the text only in the first one', async () => {
		await listen('xobito');
		const { whatsappMessageId, id } = await world.send('xobito');
		await world.control('status', { id, status: 'read' });
		const delivered = (await hook.until(3)).map(({ json }) => json as never as { data: object });
		expect(delivered).toMatchObject([
			{ event: 'message.sent', data: { message_id: whatsappMessageId, text: 'Hello' } },
			{ event: 'message.delivered', data: { status: 'delivered', error_message: null } },
			{ event: 'message.read' },
		]);
		expect(delivered[1]?.data).not.toHaveProperty('text');
	});

	test.each([
		['known', anna, 'updated', { is_opted_out: 0 }],
		['new', '+4915112345678', 'created', null],
	])('delivers an opt-out of a %s contact once', async (_, phone, event, original) => {
		await listen('xobito');
		for (let n = 0; n < 2; n++) await world.control('opt-out', { phone, gateway: 'xobito' });
		await world.settled();
		expect(hook.got.map(({ json, headers }) => [json, headers['x-webhook-event']])).toEqual([
			[
				expect.objectContaining({
					event,
					model: 'App\\Models\\Tenant\\Contact',
					data: expect.objectContaining({
						attributes: expect.objectContaining({ phone, is_opted_out: 1 }),
					}),
					original,
				}),
				undefined,
			],
		]);
	});

	test('a contact who writes STOP opts out', async () => {
		await listen('xobito');
		await world.control('inbound', { phone: anna, text: ' Stop. ', gateway: 'xobito' });
		expect((await hook.until(2)).map(({ json }) => json.event)).toEqual([
			'message.received',
			'updated',
		]);
	});
});

describe('Meta', () => {
	test('signs with the app secret, and names account, number and contact', async () => {
		await listen('metaCloud');
		await world.control('inbound', { phone: anna, text: 'Hi', gateway: 'metaCloud' });
		const [{ headers, body, json } = {} as Got] = await hook.until(1);
		expect(headers['x-hub-signature-256']).toBe(
			`sha256=${hex(body, 'metacloud-sandbox-signing-secret')}`,
		);
		const value = {
			messaging_product: 'whatsapp',
			metadata: { display_phone_number: '15550100100', phone_number_id: '106540352242922' },
			contacts: [{ profile: { name: 'Anna Schmidt' }, wa_id: '491713920012' }],
			messages: [
				{
					from: '491713920012',
					id: expect.stringMatching(/^wamid\./),
					timestamp: expect.stringMatching(/^\d{10}$/),
					type: 'text',
					text: { body: 'Hi' },
				},
			],
		};
		expect(json).toEqual({
			object: 'whatsapp_business_account',
			entry: [{ id: '102290129340398', changes: [{ value, field: 'messages' }] }],
		});
	});

	test('delivers statuses, with the errors of a failure', async () => {
		await listen('metaCloud');
		const { whatsappMessageId: id, id: own } = await world.send('metaCloud');
		await world.control('clock', { advance: 10 });
		await world.control('status', { id: own, status: 'failed' });
		const statuses = (await hook.until(3)).map((got) => change(got)?.statuses?.[0]);
		expect(statuses).toMatchObject([
			{
				...{ id, status: 'sent', recipient_id: '491713920012' },
				pricing: { billable: true, category: 'service' },
			},
			{ id, status: 'delivered', pricing: { pricing_model: 'PMP', type: 'regular' } },
			{ id, status: 'failed', errors: [{ code: 131026, title: 'Message undeliverable' }] },
		]);
	});

	test('delivers its own marketing preference, not the text', async () => {
		await listen('metaCloud');
		await world.control('opt-out', { phone: anna });
		await world.control('opt-out', { phone: anna, optedOut: false });
		await world.control('inbound', { phone: anna, text: 'STOP', gateway: 'metaCloud' });
		const delivered = (await hook.until(3)).map(({ json }) => (json as never as MetaBody).entry[0]);
		expect(delivered).toMatchObject([
			{
				changes: [{ field: 'user_preferences', value: { user_preferences: [{ value: 'stop' }] } }],
			},
			{ changes: [{ value: { user_preferences: [{ value: 'resume' }] } }] },
			{ changes: [{ field: 'messages' }] },
		]);
		await world.settled();
		expect(hook.got).toHaveLength(3);
	});
});

describe('Meta’s own payload', () => {
	test.each(['xobito', 'wacr'])('is forwarded by %s, unsigned, once', async (gateway) => {
		hook.answer(() => ({ status: 500 }));
		await world.control('webhooks', { gateway, url: hook.url, resend: true });
		await world.control('inbound', { phone: anna, text: 'Hi', gateway });
		const [got = {} as Got] = await hook.until(1);
		expect(got.json).toMatchObject({ object: 'whatsapp_business_account' });
		expect(change(got)?.messages).toMatchObject([{ type: 'text', text: { body: 'Hi' } }]);
		expect(Object.keys(got.headers).filter((name) => name.startsWith('x-'))).toEqual([]);
		await world.pass(3_600_000);
		expect(hook.got).toHaveLength(1);
	});

	test('is forwarded beside the gateway’s own deliveries', async () => {
		const other = await receiver();
		await listen('xobito');
		await world.control('webhooks', { gateway: 'xobito', url: other.url, resend: true });
		await world.control('inbound', { phone: anna, text: 'Hi', gateway: 'xobito' });
		expect((await hook.until(1))[0]?.json.event).toBe('message.received');
		expect((await other.until(1))[0]?.json).toHaveProperty('object');
		await other.close();
	});

	test('is forwarded by no other gateway', async () => {
		const asked = { gateway: 'qyvo', url: hook.url, resend: true };
		const { status, body } = await world.ask('POST', '/_sandbox/webhooks', asked);
		expect([status, body.message]).toEqual([
			400,
			'resend: only wacr, xobito forward Meta’s own payload.',
		]);
	});
});

describe('statuses', () => {
	test('are delivered as time passes', async () => {
		await listen('metaCloud');
		await world.send('metaCloud');
		await world.pass(999);
		expect(hook.got).toEqual([]);
		await world.pass(21);
		expect(hook.got).toHaveLength(1);
		await world.pass(1500);
		const statuses = hook.got.map((got) => change(got)?.statuses?.[0]);
		expect(statuses).toMatchObject([{ status: 'sent' }, { status: 'delivered' }]);
	});

	test('that were set are delivered once, also an earlier one, without those before it', async () => {
		await listen('qyvo');
		const { id } = await world.send('qyvo');
		for (const status of ['delivered', 'delivered', 'sent']) {
			await world.control('status', { id, status });
		}
		await world.settled();
		expect(hook.got.map(({ json }) => json.event)).toEqual([
			'message.status.sent',
			'message.status.delivered',
			'message.status.sent',
		]);
	});

	test('are not delivered again when the clock is set back', async () => {
		await listen('qyvo');
		await world.send('qyvo');
		await world.control('clock', { advance: 60 });
		await world.control('clock', { now: '2020-01-01T00:00:00Z' });
		await world.control('clock', { now: '2030-01-01T00:00:00Z' });
		await world.settled();
		expect(hook.got).toHaveLength(2);
	});
});

describe('a delivery that fails', () => {
	const log = async () => (await world.ask('GET', '/_sandbox/deliveries')).body.deliveries;

	test('is attempted as often as by the gateway, and logged each time', async () => {
		hook.answer(() => ({ status: 503 }));
		await listen('xobito');
		await world.control('inbound', { phone: anna, text: 'Hi', gateway: 'xobito' });
		for (const seconds of [1, 2, 60]) await world.pass(seconds * 1000);
		const common = {
			id: 'delivery-1',
			gateway: 'xobito',
			webhook: expect.any(String),
			event: 'message.received',
		};
		expect(await log()).toEqual(
			[1, 2, 3].map((attempt) => ({
				...common,
				url: hook.url,
				attempt,
				status: 503,
				at: expect.stringMatching(/Z$/),
				ms: expect.any(Number),
			})),
		);
		expect(new Set(hook.got.map(({ body }) => body)).size).toBe(1);
		await world.ask('DELETE', '/_sandbox/deliveries');
		expect(await log()).toEqual([]);
	});

	test('does not delay the next ones, and is not attempted again after it arrived', async () => {
		let seen = 0;
		hook.answer(() => ({ status: ++seen === 1 ? 500 : 200 }));
		await listen('xobito');
		for (const text of ['one', 'two']) {
			await world.control('inbound', { phone: anna, text, gateway: 'xobito' });
		}
		for (const seconds of [1, 2, 60]) await world.pass(seconds * 1000);
		const texts = hook.got.map(({ json }) => (json as never as { data: { text: string } }).data);
		expect(texts.map(({ text }) => text)).toEqual(['one', 'two', 'one']);
	});

	test('does not follow a redirect, and a missing answer is logged without a status', async () => {
		const other = await receiver();
		hook.answer(() => ({ status: 302, to: other.url }));
		await listen('xobito');
		await world.control('inbound', { phone: anna, text: 'Hi', gateway: 'xobito' });
		for (const seconds of [1, 2]) await world.pass(seconds * 1000);
		await hook.close();
		await world.control('inbound', { phone: anna, text: 'Hi', gateway: 'xobito' });
		for (const seconds of [1, 2]) await world.pass(seconds * 1000);
		const statuses = (await log()).map(({ status }: { status: unknown }) => status);
		expect(statuses).toEqual([302, 302, 302, null, null, null]);
		expect(other.got).toEqual([]);
		await other.close();
		hook = await receiver();
	});

	test('is canceled when its URL is removed', async () => {
		hook.answer(() => ({ status: 500 }));
		await listen('xobito');
		await world.control('inbound', { phone: anna, text: 'Hi', gateway: 'xobito' });
		await hook.until(1);
		await world.ask('DELETE', '/_sandbox/webhooks?gateway=xobito');
		await world.pass(60_000);
		expect(hook.got).toHaveLength(1);
	});
});

describe('the webhook URLs', () => {
	test.each([
		['https://example.com/hook', /^url: the sandbox sends to this machine only/],
		['http://10.0.0.1/hook', /not to 10\.0\.0\.1/],
		['http://evil.localhost/hook', /not to evil\.localhost/],
		['http://localhost@example.com/', /not to example\.com/],
		['ftp://127.0.0.1/', /^url: http or https only/],
		['hook', /^url: not an address/],
	])('must be on this machine: %s is refused', async (url, sentence) => {
		const { status, body } = await world.ask('POST', '/_sandbox/webhooks', {
			gateway: 'qyvo',
			url,
		});
		expect(status).toBe(400);
		expect(body.message).toMatch(sentence);
	});

	const without = gateways.filter((id) => factsFor(id).signingSecret === null);
	test.each(without)('%s has none', async (gateway) => {
		const asked = { gateway, url: hook.url };
		const { status, body } = await world.ask('POST', '/_sandbox/webhooks', asked);
		expect([status, body.message]).toEqual([
			400,
			expect.stringMatching(/^gateway: one of qyvo, .*; the others have no webhooks\.$/),
		]);
	});

	test('can be listed and removed, and outlast a reset', async () => {
		await listen('xobito');
		const list = async () => (await world.ask('GET', '/_sandbox/webhooks')).body.webhooks;
		expect(await list()).toMatchObject([
			{ gateway: 'xobito', url: hook.url, from: 'dashboard', isActive: true },
		]);
		await world.control('reset');
		expect(await list()).toHaveLength(1);
		await world.ask('DELETE', '/_sandbox/webhooks');
		expect(await list()).toEqual([]);
	});

	test('the overview shows the signing secret of each gateway', async () => {
		const { body } = await world.ask('GET', '/_sandbox');
		const secrets = body.gateways.map((one: Record<string, string>) => [one.id, one.signingSecret]);
		expect(secrets).toEqual(gateways.map((id) => [id, factsFor(id).signingSecret]));
	});
});

test('a closed sandbox delivers nothing more', async () => {
	await listen('metaCloud');
	await world.send('metaCloud');
	await world.close();
	await world.pass(60_000);
	expect(hook.got).toEqual([]);
	world = await served();
});

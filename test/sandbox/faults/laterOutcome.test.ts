import { gateways } from '../facts';
import { receiver, served } from '../receiver';
import { anna, ben, texting } from '../texting';

let world = texting();
beforeEach(() => (world = texting()));

const reason = '(#131049) This message was not delivered to maintain healthy ecosystem engagement.';

describe('a message that WhatsApp refuses later', () => {
	test.each(gateways)('is accepted by %s as usual, and does not reach the phone', async (id) => {
		const shape = ({ status, body }: { status: number; body: object }) => [
			status,
			JSON.stringify(body, (_, value: unknown) =>
				typeof value === 'object' ? value : typeof value,
			),
		];
		const before = shape(await world.text(id));
		await world.addFault({ gateway: id, phone: anna, fails: reason });
		expect(shape(await world.text(id))).toEqual(before);
		expect(shape(await world.text(id))).toEqual(before);
		expect(world.arrived()).toHaveLength(2);
		const { undelivered } = world.sandbox.store.ledger;
		expect(undelivered.map(({ gateway, phone }) => [gateway, phone])).toEqual([[id, anna]]);
	});

	test('is shown as failed by WA.CR’s lookup after a delay, with the reason', async () => {
		await world.addFault({ fails: reason });
		const { body } = await world.text('wacr');
		const { chat_message_id: id } = body['data'] as { chat_message_id: number };
		const lookUp = async () =>
			(await world.ask('wacr', 'GET', `/api/v2/messages/${id}`)).body['data'];
		expect(await lookUp()).toMatchObject({ status: 'sent', status_message: null });
		world.pass(999);
		expect(await lookUp()).toMatchObject({ status: 'sent', status_message: null });
		world.pass(1);
		expect(await lookUp()).toMatchObject({ status: 'failed', status_message: reason });
		world.pass(60_000);
		expect(await lookUp()).toMatchObject({ status: 'failed', status_message: reason });
	});

	test('is shown as failed by Mojeeb’s lookup, which has no reasons', async () => {
		await world.addFault({ fails: null });
		const { body } = await world.text('mojeeb');
		const lookUp = async () =>
			(await world.ask('mojeeb', 'GET', `/v1/whatsapp/messages/${String(body['id'])}`)).body;
		expect(await lookUp()).toMatchObject({ status: 'queued', failed_at: null });
		world.pass(1000);
		expect(await lookUp()).toMatchObject({ status: 'failed', failed_at: expect.any(String) });
	});

	test('has the requested reason even if it would have failed anyway', async () => {
		await world.addFault({ fails: reason });
		await world.text('mojeeb', ben);
		world.pass(1000);
		const { store } = world.sandbox;
		expect(store.ledger.undelivered.map((one) => store.statuses.of(one).reason)).toEqual([reason]);
	});

	test('may have no reason at Xobito', async () => {
		await world.addFault({ fails: null });
		const { body } = await world.text('xobito');
		const { message_id: id } = body['data'] as { message_id: string };
		world.pass(1000);
		const path = `/api/v1/sandbox-shop/messages/${id}/status`;
		expect((await world.ask('xobito', 'GET', path)).body).toMatchObject({
			data: { delivery_status: 'failed', error_message: null },
		});
	});

	test('belongs to its own request, even if others are sent at the same time', async () => {
		await world.control('POST', 'inbound', { phone: ben, text: 'Hello' });
		await world.addFault({ phone: anna, fails: reason, stallMs: 20, after: 'accepted' });
		const stalled = world.text('qyvo', anna);
		await world.time.untilWaiting();
		await Promise.all([1, 2, 3].map(() => world.text('qyvo', ben)));
		world.pass(20);
		await stalled;
		expect(world.arrived().map(({ phone }) => phone)).toEqual([ben, ben, ben]);
		expect(world.sandbox.store.ledger.undelivered.map(({ phone }) => phone)).toEqual([anna]);
	});

	test('may also lose its answer', async () => {
		await world.addFault({ fails: reason, after: 'accepted', status: 502 });
		expect((await world.text('qyvo')).status).toBe(502);
		expect([world.arrived().length, world.sandbox.store.ledger.undelivered.length]).toEqual([0, 1]);
	});

	test('is delivered to the webhook as failed, with the reason and without “sent” before it', async () => {
		const [served_, hook] = await Promise.all([served(), receiver()]);
		await served_.control('webhooks', { gateway: 'qyvo', url: hook.url });
		await served_.control('faults', { fails: reason });
		const { status } = await served_.ask(
			'POST',
			'/qyvo/api/v1/actions/send-text-message',
			{ phone: anna, message: 'Hi' },
			'qyvo-sandbox-token',
		);
		expect(status).toBe(200);
		await served_.pass(1020);
		const [, delivered] = hook.got;
		expect(delivered?.json).toMatchObject({
			event: 'message.status.failed',
			error_code: 131049,
			error_message: 'This message was not delivered to maintain healthy ecosystem engagement.',
		});
		await Promise.all([served_.close(), hook.close()]);
	});
});

describe('a request that arrives twice', () => {
	test('is two messages at Qyvo, and the client gets the second answer', async () => {
		await world.addFault({ twice: true });
		const { status, body } = await world.text('qyvo');
		expect([status, body['id']]).toEqual([200, world.arrived()[1]?.id]);
		expect(world.arrived().map(({ phone, body: text }) => [phone, text])).toEqual([
			[anna, 'Hi'],
			[anna, 'Hi'],
		]);
		await world.text('qyvo');
		expect(world.arrived()).toHaveLength(3);
	});

	test('is one message at Mojeeb with an idempotency key, and two without', async () => {
		await world.addFault({ twice: true, times: 2 });
		const { status, headers, body } = await world.text('mojeeb', anna, {
			'idempotency-key': 'order-1042',
		});
		expect([status, headers.get('idempotent-replayed')]).toEqual([202, 'true']);
		expect(body).toMatchObject({ status: 'queued' });
		expect(world.arrived()).toHaveLength(1);
		await world.text('mojeeb');
		expect(world.arrived()).toHaveLength(3);
	});

	test('counts twice for the limit and appears twice in the request log', async () => {
		await world.control('POST', 'rate-limit', { gateway: 'wacr', requests: 1, seconds: 60 });
		await world.addFault({ twice: true });
		expect((await world.text('wacr')).status).toBe(429);
		expect(world.arrived()).toHaveLength(1);
		expect(world.sandbox.store.requests.entries.map(({ status }) => status)).toEqual([200, 429]);
	});

	test('includes its form each time', async () => {
		await world.addFault({ twice: true });
		const form = new FormData();
		form.set('phone', anna);
		form.set('media_type', 'image');
		form.set('media_file', new File(['bytes'], 'a.png', { type: 'image/png' }));
		await world.ask('wacr', 'POST', '/api/v2/messages/media', form);
		expect(world.arrived().map(({ mediaUrl }) => mediaUrl)).toEqual([
			'upload:a.png',
			'upload:a.png',
		]);
	});

	test('may have no body, and may lose its answer', async () => {
		await world.addFault({ twice: true, times: 2, after: 'accepted', status: 502 });
		expect((await world.ask('qyvo', 'GET', '/api/v1/me')).status).toBe(502);
		expect((await world.text('qyvo')).status).toBe(502);
		expect(world.arrived()).toHaveLength(2);
	});
});

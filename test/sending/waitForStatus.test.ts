import { GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import type { Delivery, DeliveryStatus, Receipt } from '../../nodes/WhatsAppGateway/core/message';
import type { Connection } from '../../nodes/WhatsAppGateway/core/request';
import { waitForStatus, type StatusWait } from '../../nodes/WhatsAppGateway/sending/waitForStatus';

const receipt = (status: DeliveryStatus): Receipt => ({
	gateway: 'any',
	messageId: 'm1',
	whatsappMessageId: null,
	contactId: null,
	to: '+491713920012',
	userId: null,
	kind: 'text',
	sentAs: 'text',
	status,
	attempts: 1,
	idempotencyKey: null,
	messageKey: null,
	replayed: false,
	correlationId: null,
	sentText: null,
	contactCreated: null,
	sentAt: '2026-01-01T00:00:00.000Z',
	raw: null,
});

type Lookup = DeliveryStatus | Partial<Delivery> | Error;

/** Waits for a message at a gateway with these answers; the last one is repeated. */
async function wait(initial: DeliveryStatus, answers: readonly Lookup[], given: StatusWait) {
	const waited: number[] = [];
	let lookups = 0;
	const gateway = {
		name: 'Gateway',
		async status(): Promise<Delivery> {
			const answer = answers[Math.min(lookups++, answers.length - 1)] ?? 'queued';
			if (answer instanceof Error) throw answer;
			const common = { messageId: 'm1', whatsappMessageId: null, reason: null, metaCode: null };
			return typeof answer === 'string'
				? { ...common, status: answer, raw: null }
				: { ...common, status: 'failed', raw: null, ...answer };
		},
	} as unknown as Gateway;
	const awaited = await waitForStatus(receipt(initial), given, {
		gateway,
		connection: {} as Connection,
		async sleep(seconds) {
			waited.push(seconds);
		},
	});
	return { ...awaited, waited, lookups };
}

test('a status that is already reached is not looked up', async () => {
	expect(await wait('sent', ['queued'], { until: 'sent', seconds: 60 })).toMatchObject({
		status: 'sent',
		reached: true,
		lookups: 0,
	});
});

test('lookups have increasing intervals and end when the status is reached', async () => {
	const answers: Lookup[] = [
		'queued',
		'sent',
		'sent',
		{ status: 'delivered', whatsappMessageId: 'w' },
	];
	expect(await wait('queued', answers, { until: 'delivered', seconds: 60 })).toEqual({
		status: 'delivered',
		whatsappMessageId: 'w',
		reached: true,
		waited: [2, 3, 5, 5],
		lookups: 4,
	});
});

test('read also satisfies delivered', async () => {
	expect(await wait('queued', ['read'], { until: 'delivered', seconds: 60 })).toMatchObject({
		status: 'read',
		reached: true,
	});
});

test('the maximum wait is not exceeded, and the last known status is returned', async () => {
	const { waited, ...awaited } = await wait('queued', ['sent'], { until: 'read', seconds: 12 });
	expect(waited).toEqual([2, 3, 5, 2]);
	expect(awaited).toMatchObject({ status: 'sent', reached: false });
});

test('a status never goes backwards', async () => {
	const answers: Lookup[] = ['delivered', 'sent', 'queued'];
	expect(await wait('queued', answers, { until: 'read', seconds: 12 })).toMatchObject({
		status: 'delivered',
		reached: false,
	});
});

test('a failed lookup does not make the sending fail', async () => {
	const answers: Lookup[] = [new Error('no'), new GatewayError('notFound', 'Not yet.'), 'sent'];
	expect(await wait('queued', answers, { until: 'sent', seconds: 60 })).toMatchObject({
		status: 'sent',
		reached: true,
		lookups: 3,
	});
});

test('a run that is stopped during the wait does not make the sending fail', async () => {
	const gateway = { name: 'Gateway', status: async () => await Promise.reject() };
	const awaited = await waitForStatus(
		receipt('queued'),
		{ until: 'sent', seconds: 60 },
		{
			gateway: gateway as unknown as Gateway,
			connection: {} as Connection,
			sleep: async () => await Promise.reject(new GatewayError('rateLimited', 'Stopped.')),
		},
	);
	expect(awaited).toEqual({ status: 'queued', whatsappMessageId: null, reached: false });
});

test.each<[Partial<Delivery>, object]>([
	[{}, { fault: 'notDelivered', sent: 'no' }],
	[
		{ reason: 'Account locked' },
		{ fault: 'notDelivered', message: expect.stringContaining('“Account locked”') },
	],
	[{ metaCode: 131047 }, { fault: 'windowClosed', sent: 'no' }],
	[{ metaCode: 131026, reason: 'Undeliverable' }, { fault: 'notOnWhatsApp' }],
])('a message that failed later is a fault: %j', async (delivery, fault) => {
	const failed = { ...delivery, status: 'failed' as const };
	await expect(wait('queued', [failed], { until: 'sent', seconds: 60 })).rejects.toMatchObject(
		fault,
	);
});

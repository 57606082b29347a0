import type { IDataObject } from 'n8n-workflow';

import type { Kind } from '../../nodes/WhatsAppGateway/core/message';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { runNode } from './engine';
import { exampleMessages } from './exampleMessages';
import { startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => {
	await sandbox.close();
});

let phones = 0;

function kindsOf(gateway: string): readonly Kind[] {
	return Object.keys(gateways.find(({ id }) => id === gateway)?.send ?? {}) as Kind[];
}

/** Sends one message of each of the kinds; every request that sends is answered with this body. */
async function outcomesOf(
	gateway: string,
	body: unknown,
	kinds = kindsOf(gateway),
): Promise<IDataObject[]> {
	const outcomes: IDataObject[] = [];
	for (const kind of kinds) {
		const phone = `+49171392${String(phones++).padStart(4, '0')}`;
		await sandbox.inbound(phone, 'Hello');
		const [wrote] = await sandbox.received(gateway, phone);
		await sandbox.queueFault({ gateway, phone, status: 200, body });
		const { output } = await runNode({
			parameters: {
				...exampleMessages[kind].parameters,
				to: phone,
				options: { messagesPerMinute: 6000 },
			},
			credentials: sandbox.account(gateway),
			items: [{ json: { wamid: wrote?.whatsappMessageId ?? '' } }],
			settings: { onError: 'continueErrorOutput' },
		});
		outcomes.push({ kind, ...output(0)[0]?.json, ...output(1)[0]?.json });
	}
	return outcomes;
}

describe.each(gateways.map(({ name, id }) => [name, id] as const))('%s', (_name, id) => {
	beforeAll(async () => {
		await sandbox.setRateLimit(id, 1_000_000, 60);
	});

	test.each<[string, unknown]>([
		['agrees and no more', { ok: true }],
		['is n8n’s own', { message: 'Workflow was started' }],
		['is an empty list', { data: [] }],
		['is a list', [{ id: 'x' }]],
		[
			'has ids that are none',
			{ id: {}, message_id: true, messages: [{}], data: { message_id: '' } },
		],
		['speaks of success', { success: true, status: 'success', data: { status: 'sent' } }],
	])(
		'an answer that %s is no receipt, for any kind of message',
		async (_what, body) => {
			for (const outcome of await outcomesOf(id, body)) {
				expect(outcome).toMatchObject({ fault: 'unexpectedAnswer', sent: 'unknown' });
				expect(outcome['message']).toContain(new URL(sandbox.url).host);
				expect(outcome['hint']).toContain('Base URL');
			}
		},
		60_000,
	);

	test.each<[string, object]>([
		['in the answer itself', { status: 'failed' }],
		['in its data', { success: true, data: { status: 'failed' } }],
		[
			'of a message with an id',
			{
				id: 'm1',
				status: 'failed',
				messages: [{ id: 'wamid.1', message_status: 'failed' }],
				data: { message_id: 'wamid.1', status: 'failed' },
			},
		],
	])(
		'the status failed %s means that the message was not delivered',
		async (_where, body) => {
			for (const outcome of await outcomesOf(id, body)) {
				expect(outcome).toMatchObject({ fault: 'notDelivered', sent: 'no' });
			}
		},
		60_000,
	);

	test('the reason of such a failure decides its fault', async () => {
		const failed = { status: 'failed', error_code: 131026, error_message: 'Undeliverable' };
		for (const outcome of await outcomesOf(id, { ...failed, data: failed })) {
			expect(outcome).toMatchObject({ fault: 'notOnWhatsApp', sent: 'no', metaCode: 131026 });
		}
	}, 60_000);

	test('the reason of such a failure does not repeat what was written to a person', async () => {
		const { text } = exampleMessages.text.parameters;
		const failed = { status: 'failed', error_message: `Refused: “${String(text)}”` };
		for (const outcome of await outcomesOf(id, { ...failed, data: failed }, ['text'])) {
			expect(outcome).toMatchObject({ fault: 'notDelivered', sent: 'no' });
			expect(outcome['message']).not.toContain(text);
			expect(outcome['gatewayCode']).not.toContain(text);
		}
	}, 60_000);
});

test('an upload that is answered without an id sends nothing', async () => {
	const account = sandbox.account('metaCloud');
	await sandbox.queueFault({
		gateway: 'metaCloud',
		path: `/${String(account['graphApiVersion'])}/${String(account['phoneNumberId'])}/media`,
		status: 200,
		body: { ok: true },
	});
	const { output } = await runNode({
		parameters: {
			...exampleMessages.document.parameters,
			mediaSource: 'binary',
			binaryPropertyName: 'data',
		},
		credentials: account,
		items: [
			{
				json: {},
				binary: { data: { data: 'JVBERi0=', mimeType: 'application/pdf', fileName: 'a.pdf' } },
			},
		],
		settings: { onError: 'continueErrorOutput' },
	});
	expect(output(1)[0]?.json).toMatchObject({ fault: 'unexpectedAnswer', sent: 'no' });
	expect(output(1)[0]?.json['message']).toContain(new URL(sandbox.url).host);
});

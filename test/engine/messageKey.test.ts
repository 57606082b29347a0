import type { INodeParameters } from 'n8n-workflow';

import { message } from './exampleMessages';
import { text } from './nodeParameters';
import { anna, type Sandbox, startSandbox } from './sandboxClient';
import { sendOnceIn } from './sendOnce';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const send = sendOnceIn(() => sandbox);

describe('a raw message', () => {
	const raw = (given: unknown, options = {}) =>
		message('sendRaw', { rawMessage: JSON.stringify(given), options });

	test('is sent as it is, with its envelope', async () => {
		const given = {
			messaging_product: 'whatsapp',
			type: 'location',
			location: { latitude: 1, longitude: 2 },
		};
		const { receipt, delivered } = await send(raw(given, { messageKey: 'order-1' }));
		expect(receipt).toMatchObject({ kind: 'raw', to: anna, messageKey: 'order-1' });
		expect(delivered[0]).toMatchObject({ kind: 'location', body: '1, 2', callbackData: 'order-1' });
	});

	test.each<[unknown, RegExp]>([
		[{}, /The field type is empty/],
		[[], /The field type is empty/],
		[{ type: 'text' }, /has the type “text”, but no field of this name/],
		[{ type: 'text', text: {}, image: {} }, /field “image”/],
		[{ type: 'text', text: { body: 'a' }, to: '49171' }, /must not have “to”/],
		[{ type: 'text', text: { body: 'a' }, recipient: 'US.1' }, /must not have “recipient”/],
		[{ type: 'text', text: { body: 'a' }, recipient_type: 'group' }, /must be “individual”/],
		[{ type: 'text', text: { body: 'a' }, messaging_product: 'sms' }, /must be “whatsapp”/],
	])('is refused as %j', async (given, sentence) => {
		expect((await send(raw(given))).failure?.message).toMatch(sentence);
		expect(await sandbox.requestPaths()).toEqual([]);
	});
});

describe('the key that statuses bring back', () => {
	const keyed = (options: INodeParameters, to = anna) => text({ to, text: 'Hello', options });

	test.each<[string, INodeParameters, unknown]>([
		['the user’s own', { messageKey: 'order-1042' }, 'order-1042'],
		['the user’s own object', { messageKey: '={{ { b: 1, a: 2 } }}' }, '{"a":2,"b":1}'],
		[
			'a digest of a long one',
			{ messageKey: 'x'.repeat(513) },
			expect.stringMatching(/^[0-9a-f]{64}$/),
		],
		['the message’s own', {}, expect.stringMatching(/^[0-9a-f]{64}$/)],
	])('is %s', async (_what, options, key) => {
		const { receipt, delivered } = await send(keyed(options));
		expect(receipt?.['messageKey']).toEqual(key);
		expect(delivered[0]?.callbackData).toBe(receipt?.['messageKey']);
	});

	test('is that of the message whose template was sent in its place', async () => {
		const closed = '+14155550123';
		const parameters = {
			...keyed({ messageKey: 'order-1' }, closed),
			...{
				ifWindowClosed: 'sendTemplate',
				template: { __rl: true, mode: 'name', value: 'welcome_back' },
			},
			...{ language: 'en', specifyPlaceholders: 'json', valuesJson: '{"first_name": "Ben"}' },
		};
		const { receipt, delivered, failure } = await send(parameters);
		expect(failure?.message).toBeUndefined();
		expect(receipt).toMatchObject({ sentAs: 'template', messageKey: 'order-1' });
		expect(delivered[0]?.callbackData).toBe('order-1');
	});

	test('is none where the gateway carries none', async () => {
		const { receipt } = await send(keyed({ messageKey: 'order-1' }), undefined, 'mojeeb');
		expect(receipt).toMatchObject({ messageKey: null });
	});
});

test('typing is shown only if the user wants it', async () => {
	const [received] = await sandbox.received('metaCloud', anna);
	const mark = async (options: INodeParameters) =>
		await send({
			...{ resource: 'message', operation: 'markAsRead', options },
			whatsappMessageId: received?.whatsappMessageId ?? '',
		});
	expect((await mark({ showTyping: true })).receipt).toMatchObject({ read: true });
	expect((await mark({})).receipt).toMatchObject({ read: true });
});

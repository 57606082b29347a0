import type { INodeParameters } from 'n8n-workflow';

import type { Kind } from '../../nodes/WhatsAppGateway/core/message';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { operations } from '../../nodes/WhatsAppGateway/operations';
import { profileOf } from '../gateways/profiles';
import { exampleMessages } from './exampleMessages';
import { runItems } from './engine';
import { templateJson, text } from './nodeParameters';
import { anna, ben, chloe, people, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const { template, specifyPlaceholders, valuesJson, language } = templateJson('order_confirmation', [
	'Ben',
	'A-1042',
	'5 €',
]);

/** A message and its fallback template for a closed window. */
const orElse = (
	ifWindowClosed: string,
	parameters: INodeParameters,
	more: INodeParameters = {},
): INodeParameters => ({
	...parameters,
	ifWindowClosed,
	template,
	specifyPlaceholders,
	valuesJson,
	language,
	...more,
});

const shown =
	'Hi Ben, thank you for your order A-1042. The total is 5 €. We will write again when it ships.';

const receiptFields = [
	'attempts',
	'contactCreated',
	'contactId',
	'correlationId',
	'gateway',
	'idempotencyKey',
	'kind',
	'messageId',
	'messageKey',
	'raw',
	'replayed',
	'sentAs',
	'sentAt',
	'sentText',
	'status',
	'to',
	'userId',
	'whatsappMessageId',
];

const send = async (gateway: string, parameters: INodeParameters, items: object[] = [{}]) =>
	await runItems(sandbox.account(gateway), parameters, items, 'continueErrorOutput');

const closed = { fault: expect.stringMatching(/^(?:windowClosed|notDelivered)$/) };

/** Kinds that need no open window or that no template can replace. */
const withoutFallback: readonly string[] = ['template', 'reaction'];

describe.each(gateways.map((gateway) => [gateway.name, gateway] as const))(
	'%s',
	(_name, gateway) => {
		const { id } = gateway;
		const { refusesLater = false } = profileOf(id);
		const supported = (Object.keys(gateway.send) as Kind[]).filter(
			(kind) => !withoutFallback.includes(kind),
		);
		const toBen = (kind: Kind) => ({ ...exampleMessages[kind].parameters, to: ben });

		test.each(supported)('%s: Stop keeps the fault', async (kind) => {
			const { output } = await send(id, orElse('stop', toBen(kind)));
			if (refusesLater) expect(output()[0]?.json).toMatchObject({ status: 'queued', sentAs: kind });
			else expect(output(1)[0]?.json).toMatchObject({ ...closed, sent: 'no' });
			expect(await sandbox.delivered()).toEqual([]);
		});

		test.each(supported)(
			'%s: the template is sent instead, and nothing else arrives',
			async (kind) => {
				const { output } = await send(id, orElse('sendTemplate', toBen(kind)));
				expect(output(1)).toEqual([]);
				const receipt = output()[0]?.json ?? {};
				expect(receipt).toMatchObject({ gateway: id, to: ben, kind, sentAs: 'template' });
				expect(receipt['status']).toMatch(/^(?:queued|sent)$/);
				expect(Object.keys(receipt).sort()).toEqual(receiptFields);
				expect((await sandbox.delivered()).map((one) => [one.phone, one.kind, one.body])).toEqual([
					[ben, 'template', shown],
				]);
			},
			20_000,
		);

		test.each(supported)(
			'%s: it is output as not delivered',
			async (kind) => {
				const { output } = await send(id, orElse('outputAsNotDelivered', toBen(kind)));
				expect(output(1)).toEqual([]);
				const item = output()[0]?.json ?? {};
				expect(item).toMatchObject({
					...closed,
					gateway: id,
					to: ben,
					kind,
					sentAs: kind,
					status: 'failed',
					replayed: false,
					message: expect.stringMatching(/\.$/),
					hint: expect.stringMatching(/approved template/),
				});
				expect(Object.keys(item).sort()).toEqual(
					[...receiptFields, 'fault', 'hint', 'message', 'metaCode'].sort(),
				);
				expect(await sandbox.delivered()).toEqual([]);
			},
			20_000,
		);

		test('an open window needs no template', async () => {
			const { output } = await send(id, orElse('sendTemplate', text({ to: anna, text: 'Hello' })));
			expect(output()[0]?.json).toMatchObject({ kind: 'text', sentAs: 'text' });
			expect((await sandbox.delivered()).map(({ kind }) => kind)).toEqual(['text']);
		}, 20_000);
	},
);

describe('a message that WhatsApp refuses after the gateway accepted it', () => {
	test('is replaced by the template if a closed window is, or may be, the reason', async () => {
		const reasons: ReadonlyArray<string | null> = [
			'(#131047) Re-engagement message',
			null,
			'(#131026) Message undeliverable',
		];
		const phones = people.slice(0, 3);
		await sandbox.openWindows(phones);
		for (const [n, fails] of reasons.entries()) {
			await sandbox.queueFault({ gateway: 'wacr', phone: phones[n], fails });
		}
		const { output } = await send(
			'wacr',
			orElse('sendTemplate', text({ options: { waitUntil: 'delivered' } })),
			phones.map((phone) => ({ phone, text: 'Hello' })),
		);
		expect(output().map(({ json }) => [json['to'], json['kind'], json['sentAs']])).toEqual(
			phones.slice(0, 2).map((phone) => [phone, 'text', 'template']),
		);
		expect(output(1)[0]?.json).toMatchObject({
			fault: 'notOnWhatsApp',
			metaCode: 131026,
			to: phones[2],
		});
		const arrived = (await sandbox.delivered()).map(({ phone, kind }) => [phone, kind]);
		expect(arrived.sort()).toEqual(phones.slice(0, 2).map((phone) => [phone, 'template']));
	}, 60_000);
});

describe('no template is sent', () => {
	test.each<[string, object, string[]]>([
		['after', { after: 'accepted' }, ['text']],
		['before', {}, []],
	])(
		'if the outcome is unknown: the connection broke %s the message was accepted',
		async (_when, fault, arrived) => {
			for (const choice of ['sendTemplate', 'outputAsNotDelivered']) {
				await sandbox.reset();
				await sandbox.queueFault({ gateway: 'qyvo', phone: anna, reset: true, ...fault });
				const { output } = await send('qyvo', orElse(choice, text({ to: anna, text: 'Hello' })));
				expect(output(1)[0]?.json).toMatchObject({ fault: 'unknownOutcome', sent: 'unknown' });
				expect((await sandbox.delivered()).map(({ kind }) => kind)).toEqual(arrived);
			}
		},
	);

	test('if the message is refused for another reason', async () => {
		const body = { error: '(#131026) Message undeliverable' };
		await sandbox.queueFault({ gateway: 'qyvo', phone: anna, status: 422, body });
		const { output } = await send(
			'qyvo',
			orElse('sendTemplate', text({ to: anna, text: 'Hello' })),
		);
		expect(output(1)[0]?.json).toMatchObject({ fault: 'notOnWhatsApp', sent: 'no' });
		expect(await sandbox.delivered()).toEqual([]);
	});

	test('after a template, which has no such field', async () => {
		const offering = operations
			.filter(({ fields }) => fields.some(({ name }) => name === 'ifWindowClosed'))
			.map(({ value }) => value);
		expect(offering).toEqual([
			'sendAndWait',
			'sendContactCard',
			'sendInteractive',
			'sendLocation',
			'sendMedia',
			'sendRaw',
			'sendText',
		]);
		const body = { error: '(#131047) Re-engagement message' };
		await sandbox.queueFault({ gateway: 'qyvo', phone: anna, status: 422, body });
		const parameters = templateJson('order_confirmation', ['Anna', 'A-1', '5 €'], { to: anna });
		const { output } = await send('qyvo', orElse('sendTemplate', parameters));
		expect(output(1)[0]?.json).toMatchObject({ fault: 'windowClosed' });
		expect(await sandbox.delivered()).toEqual([]);
	});
});

describe('the fallback template', () => {
	const named = (name: string) => ({ template: { __rl: true, mode: 'name', value: name } });

	test.each<[string, INodeParameters, string]>([
		['is chosen', named('={{ "" }}'), 'No template is selected in the field Template.'],
		['exists', named('gone'), 'Qyvo has no template “gone”.'],
		[
			'is approved',
			{ ...named('winter_sale'), valuesJson: '["Ben"]' },
			'WhatsApp has not approved the template “winter_sale” (its status is pending).',
		],
		[
			'has all of its values',
			{ valuesJson: '["Ben"]' },
			'The template “order_confirmation” has no value for {{2}} (“…you for your order {{2}}. The total…”), {{3}} (“…order …. The total is {{3}}. We will…”).',
		],
	])('is checked before anything is sent: that it %s', async (_what, more, sentence) => {
		const { failure } = await runItems(
			sandbox.account('qyvo'),
			orElse('sendTemplate', text(), more),
			[anna, ben].map((phone) => ({ phone, text: 'Hello' })),
		);
		expect(failure?.message).toBe(sentence);
		expect((await sandbox.requestPaths()).filter((path) => path.includes('send-'))).toEqual([]);
	});

	test('gives its own fault if it is refused', async () => {
		await sandbox.queueFault({
			gateway: 'qyvo',
			path: '/api/v1/actions/send-template-message',
			status: 422,
			body: { error: '(#132015) Template is paused' },
		});
		const { output } = await send('qyvo', orElse('sendTemplate', text({ to: ben, text: 'Hello' })));
		expect(output(1)[0]?.json).toMatchObject({
			fault: 'templatePaused',
			metaCode: 132015,
			sent: 'no',
			to: ben,
		});
	});

	test('is not sent again if its outcome is unknown', async () => {
		const path = '/api/v1/actions/send-template-message';
		await sandbox.queueFault({ gateway: 'qyvo', path, after: 'accepted', reset: true });
		const { output } = await send('qyvo', orElse('sendTemplate', text({ to: ben, text: 'Hello' })));
		expect(output(1)[0]?.json).toMatchObject({ fault: 'unknownOutcome', sent: 'unknown' });
		expect(await sandbox.delivered()).toHaveLength(1);
	});

	test('may differ for each item, in the order of the items', async () => {
		const { output } = await send(
			'qyvo',
			orElse('sendTemplate', text(), { valuesJson: '={{ [$json.name, "A-1", "5 €"] }}' }),
			[
				{ phone: ben, text: 'Hello', name: 'Ben' },
				{ phone: anna, text: 'Hello', name: 'Anna' },
				{ phone: chloe, text: 'Hello', name: 'Chloe' },
			],
		);
		expect(output().map(({ json }) => json['sentAs'])).toEqual(['template', 'text', 'template']);
		const bodies = (await sandbox.delivered())
			.filter(({ kind }) => kind === 'template')
			.map(({ body }) => body.slice(0, 9));
		expect(bodies.sort()).toEqual(['Hi Ben, t', 'Hi Chloe,']);
	});

	test('is not sent with Preview Only', async () => {
		const preview = text({ to: ben, text: 'Hello', options: { previewOnly: true } });
		const { output } = await send('qyvo', orElse('sendTemplate', preview));
		expect(output()[0]?.json).toMatchObject({ preview: true, kind: 'text' });
		expect((await sandbox.requestPaths()).filter((path) => path.includes('send-'))).toEqual([]);
	});
});

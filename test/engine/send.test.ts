import type { INode, INodeParameters } from 'n8n-workflow';

import { runItems } from './engine';
import { templateFields, templateJson, text } from './nodeParameters';
import { anna, ben, chloe, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const run = async (parameters: INodeParameters, items: object[], onError?: INode['onError']) =>
	await runItems(sandbox.credentials, parameters, items, onError);

describe('Send Template', () => {
	test('fills the placeholder fields item by item and returns a complete receipt', async () => {
		const { run: result, output } = await run(
			templateFields('order_confirmation', {
				'order_confirmation.1': '={{ $json.customer }}',
				'order_confirmation.2': '={{ $json.order }}',
				'order_confirmation.3': '={{ $json.total.toFixed(2) }} €',
			}),
			[
				{ phone: '0171 392-0012', customer: 'Anna', order: 'A-1042', total: 59.9 },
				{ phone: '001 (415) 555 0123', customer: 'Ben', order: 'A-1043', total: 7 },
			],
		);
		expect(result.status).toBe('success');
		const delivered = await sandbox.delivered();
		expect(delivered.map(({ phone }) => phone).sort()).toEqual([ben, anna]);
		const toAnna = delivered.find(({ phone }) => phone === anna);
		expect(toAnna?.template).toEqual({ name: 'order_confirmation', language: 'en' });
		expect(toAnna?.text).toContain('Anna');
		expect(toAnna?.text).toContain('A-1042');
		expect(toAnna?.text).toContain('59.90 €');

		expect(output().map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(output()[0]?.json).toEqual({
			gateway: 'qyvo',
			messageId: expect.stringMatching(/^01/),
			whatsappMessageId: toAnna?.whatsappMessageId,
			contactId: expect.stringMatching(/^01/),
			to: anna,
			userId: null,
			kind: 'template',
			sentAs: 'template',
			status: 'sent',
			attempts: 1,
			idempotencyKey: null,
			messageKey: null,
			replayed: false,
			correlationId: null,
			sentText: null,
			contactCreated: null,
			sentAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
			raw: expect.objectContaining({ status: 'sent' }),
		});
	});

	test('accepts values as JSON, including named placeholders', async () => {
		await run(
			templateJson(
				'appointment_reminder',
				'={{ { first_name: $json.name, date: "3 May", time: 9 } }}',
			),
			[{ phone: chloe, name: 'Chloe' }],
		);
		const [message] = await sandbox.delivered();
		expect(message?.text).toContain('Chloe');
		expect(message?.text).toContain('3 May');
	});

	test('accepts a list of values in the order of the placeholders', async () => {
		await run(templateJson('order_confirmation', ['Anna', 'A-1', '5 €']), [{ phone: anna }]);
		expect((await sandbox.delivered())[0]?.text).toContain('A-1');
	});

	test('accepts a template chosen by an expression, different for each item', async () => {
		const { output } = await run(templateJson('={{ $json.template }}', '={{ $json.values }}'), [
			{ phone: anna, template: 'order_confirmation', values: ['Anna', 'A-1', '5 €'] },
			{ phone: ben, template: 'welcome_back', values: { first_name: 'Ben' } },
		]);
		expect(output()).toHaveLength(2);
		const names = (await sandbox.delivered()).map(({ template }) => template?.name).sort();
		expect(names).toEqual(['order_confirmation', 'welcome_back']);
	});

	test('fetches a template once for all items that use it', async () => {
		const items = Array.from({ length: 8 }, () => ({ phone: anna }));
		await run(templateJson('order_confirmation', ['Anna', 'A-1', '5 €']), items);
		const paths = await sandbox.requestPaths();
		expect(paths.filter((path) => path.endsWith('template-message'))).toHaveLength(8);
		expect(paths.filter((path) => path.endsWith('/get-template'))).toHaveLength(1);
	});

	test('sends the chosen language', async () => {
		await run(templateJson('welcome_back', ['Anna'], { language: 'de' }), [{ phone: anna }]);
		expect((await sandbox.delivered())[0]?.template?.language).toBe('de');
	});

	test.each([
		[
			'a missing value',
			templateJson('order_confirmation', { 1: 'Anna', 3: '5 €' }),
			'The template “order_confirmation” has no value for {{2}} (“…you for your order {{2}}. The total…”).',
		],
		[
			'an empty value',
			templateJson('order_confirmation', { 1: 'Anna', 2: '  ', 3: '5 €' }),
			'The template “order_confirmation” has no value for {{2}} (“…you for your order {{2}}. The total…”).',
		],
		[
			'an extra value',
			templateJson('order_confirmation', { 1: 'Anna', 2: 'A-1', 3: '5 €', coupon: 'X' }),
			'The template “order_confirmation” has no placeholder {{coupon}}; it has {{1}}, {{2}}, {{3}}.',
		],
		[
			'values that were typed for another template',
			templateFields('order_confirmation', { 'welcome_back.first_name': 'Anna' }),
			'The fields were filled in for another template than “order_confirmation”.',
		],
		[
			'a template that is not approved',
			templateJson('winter_sale', ['Anna']),
			'WhatsApp has not approved the template “winter_sale” (its status is pending).',
		],
		[
			'a template that does not exist',
			templateJson('order_confirmatoin', ['Anna']),
			'Qyvo has no template “order_confirmatoin”.',
		],
		[
			'a language that does not exist',
			templateJson('welcome_back', ['Anna'], { language: 'nl' }),
			'The template “welcome_back” does not exist in the language “nl”.',
		],
		[
			'a line break with the option to stop',
			templateJson('order_confirmation', ['Anna', 'A-1\nA-2', '5 €'], {
				options: { whitespace: 'stop' },
			}),
			'The value for {{2}} contains a line break, which WhatsApp refuses in templates.',
		],
	])('refuses %s before anything is sent', async (_what, parameters, sentence) => {
		const { failure } = await run(parameters, [{ phone: anna }]);
		expect(failure?.message).toBe(sentence);
		expect(failure?.description).toBeTruthy();
		expect((await sandbox.requestPaths()).filter((path) => path.includes('send-'))).toEqual([]);
	});

	test('replaces a line break with a space and names the item', async () => {
		const { hints } = await run(
			templateJson('order_confirmation', '={{ ["Anna", $json.order, "5 €"] }}'),
			[
				{ phone: anna, order: 'A-1' },
				{ phone: ben, order: 'A-2\r\n\tgift' },
			],
		);
		const [toBen] = (await sandbox.delivered()).filter(({ phone }) => phone === ben);
		expect(toBen?.text).toContain('A-2 gift');
		expect(hints).toEqual([
			expect.stringMatching(/^Item 1: In the value for \{\{2\}\}, a line break/),
		]);
	});

	test('does not use an old value for a placeholder of the same name', async () => {
		const { failure } = await run(
			templateFields('parcel_shipped', {
				'parcel_shipped.1': null,
				'parcel_shipped.2': 'DHL',
				'order_confirmation.1': 'Anna',
			}),
			[{ phone: anna }],
		);
		expect(failure?.message).toBe(
			'The template “parcel_shipped” has no value for {{1}} (“Parcel {{1}} is on its way to you with…”).',
		);
	});
});

describe('Send Text', () => {
	test('delivers to a recipient who wrote within the last 24 hours', async () => {
		const { output } = await run(text(), [{ phone: anna, text: 'It is *ready*.' }]);
		expect(output()[0]?.json).toMatchObject({ to: anna, kind: 'text', status: 'sent' });
		expect((await sandbox.delivered()).map((message) => message.text)).toEqual(['It is *ready*.']);
	});

	test('reports a closed window with a hint to send a template', async () => {
		const { failure } = await run(text(), [{ phone: ben, text: 'Hello' }]);
		expect(failure?.message).toBe(
			'This person has not written to you in the last 24 hours, so WhatsApp accepts only a template.',
		);
		expect(failure?.description).toContain('Send Template');
	});

	test('succeeds after the recipient writes', async () => {
		await sandbox.inbound(ben, 'Hi there');
		const { output } = await run(text(), [{ phone: ben, text: 'Hello' }]);
		expect(output()).toHaveLength(1);
	});

	test.each([
		['', 'The field Text is empty.'],
		['   \n ', 'The field Text is empty.'],
		['x'.repeat(4097), 'Text has 4097 characters; WhatsApp allows at most 4096.'],
	])('refuses an invalid text (%#)', async (body, sentence) => {
		const { failure } = await run(text(), [{ phone: anna, text: body }]);
		expect(failure?.message).toBe(sentence);
	});

	test('keeps the order of the messages to one recipient', async () => {
		const phones = [anna, ben, chloe];
		await Promise.all(phones.map(async (phone) => await sandbox.inbound(phone, 'Hi')));
		const items = Array.from({ length: 30 }, (_, n) => ({ phone: phones[n % 3], text: `${n}` }));
		const { output } = await run(text(), items);
		expect(output().map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
		const delivered = await sandbox.delivered();
		for (const phone of phones) {
			const numbers = delivered
				.filter((message) => message.phone === phone)
				.map((message) => Number(message.text));
			expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
			expect(numbers).toHaveLength(10);
		}
	});
});

describe('Preview Only', () => {
	test('returns the filled template and sends nothing', async () => {
		const { output } = await run(
			templateJson('order_confirmation', ['Anna', 'A-1', '5 €'], {
				options: { previewOnly: true },
			}),
			[{ phone: ben }],
		);
		expect(output()[0]?.json).toMatchObject({ preview: true, to: ben, kind: 'template' });
		expect(output()[0]?.json['body']).toContain('Anna');
		expect(await sandbox.delivered()).toEqual([]);
	});

	test('returns the text and sends nothing', async () => {
		const { output } = await run(text({ options: { previewOnly: true } }), [
			{ phone: ben, text: 'Hi' },
		]);
		expect(output()[0]?.json).toMatchObject({ preview: true, to: ben, body: 'Hi' });
		expect(await sandbox.requestPaths()).toEqual([]);
	});
});

import fc from 'fast-check';

import {
	compareByApproval,
	type Template,
	type TemplateButton,
	type TemplateHeader,
} from '../../nodes/WhatsAppGateway/core/template';
import { placeholderLabel } from '../../nodes/WhatsAppGateway/whatsapp/placeholderLabel';
import { findPlaceholders } from '../../nodes/WhatsAppGateway/whatsapp/placeholders';
import { toTemplateStatus } from '../../nodes/WhatsAppGateway/whatsapp/statusNames';
import {
	fillText,
	previewTemplate,
	componentValues,
} from '../../nodes/WhatsAppGateway/whatsapp/templatePreview';
import { template } from './exampleTemplate';

const textHeader = (text: string): TemplateHeader => ({ format: 'text', text, mediaUrl: null });
const link = (text: string, url: string): TemplateButton => ({ type: 'URL', text, url });
const reply = (text: string): TemplateButton => ({ type: 'QUICK_REPLY', text, url: null });

test.each<[string | null, string]>([
	['APPROVED', 'approved'],
	['approved', 'approved'],
	['PENDING', 'pending'],
	['IN_APPEAL', 'pending'],
	['REJECTED', 'rejected'],
	['PAUSED', 'paused'],
	['DISABLED', 'disabled'],
	['PENDING_DELETION', 'disabled'],
	['LIMIT_EXCEEDED', 'unknown'],
	['', 'unknown'],
	[null, 'unknown'],
])('Meta’s status %p is %s', (word, status) => {
	expect(toTemplateStatus(word)).toBe(status);
});

describe('the placeholders of a text', () => {
	test.each<[string, string[]]>([
		['Hi {{1}}, {{2}}', ['1', '2']],
		['Hi {{ first_name }}', ['first_name']],
		['Hi {{\tname\n}}', ['name']],
		['{{1}} and {{1}} and {{ 1 }} again', ['1']],
		['no blanks', []],
		['', []],
		['{1} {{}} {{ }} {{a-b}} {{a b}} }}1{{', []],
		['{{{1}}}', ['1']],
		['{{1}}{{2}}', ['1', '2']],
		['{{constructor}} {{toString}} {{__proto__}}', ['constructor', 'toString', '__proto__']],
	])('in %j are %j', (text, names) => {
		expect(findPlaceholders(text).map(({ name }) => name)).toEqual(names);
	});

	test.each<[string, string[]]>([
		['{{2}} before {{1}}', ['1', '2']],
		['{{10}} {{9}} {{2}} {{1}}', ['1', '2', '9', '10']],
		['{{zip}} {{city}}, {{area}}', ['zip', 'city', 'area']],
	])('in %j are ordered by number, or by name as in the text: %j', (text, names) => {
		expect(findPlaceholders(text).map(({ name }) => name)).toEqual(names);
	});
});

describe('the placeholders of a template', () => {
	const head = { component: 'header', index: null } as const;
	const body = { component: 'body', index: null, input: 'text' } as const;

	test.each<[string, Template, object[]]>([
		[
			'a text header',
			template('Hi {{1}}', textHeader('News for {{1}}')),
			[
				{ key: 'header_1', name: '1', ...head, input: 'text', before: 'News for ', after: '' },
				{ key: '1', name: '1', ...body, before: 'Hi ', after: '' },
			],
		],
		[
			'a header with a picture',
			template('Hi', { format: 'image', text: null, mediaUrl: 'https://a.example/b.png' }),
			[{ key: 'header_image', name: '', ...head, input: 'image', before: '', after: '' }],
		],
		[
			'a header with a place',
			template('Hi', { format: 'location', text: null, mediaUrl: null }),
			[
				['header_latitude', 'latitude', 'latitude', 'Latitude'],
				['header_longitude', 'longitude', 'longitude', 'Longitude'],
				['header_location_name', 'name', 'text', 'Name of the place'],
				['header_location_address', 'address', 'text', 'Address of the place'],
			].map(([key, name, input, label]) => ({
				...{ key, name, ...head, input, label },
				...{ before: '', after: '' },
			})),
		],
		[
			'a text header without text',
			template('Hi', { format: 'text', text: null, mediaUrl: null }),
			[],
		],
		[
			'buttons',
			template('Hi', null, [reply('Stop'), link('Track', 'https://a.example/{{1}}')]),
			[
				{
					key: 'button_0',
					name: 'payload',
					optional: true,
					component: 'button',
					index: 0,
					input: 'text',
					before: 'Stop: ',
					after: '',
				},
				{
					key: 'button_1',
					name: '1',
					component: 'button',
					index: 1,
					input: 'text',
					before: 'Track: …',
					after: '',
				},
			],
		],
		[
			'codes to copy',
			template('Hi', null, [
				{ type: 'COPY_CODE', text: 'Copy offer', url: null },
				{ type: 'OTP', text: 'Copy code', url: null },
				{ type: 'PHONE_NUMBER', text: 'Call us', url: null },
			]),
			['Copy offer: ', 'Copy code: '].map((before, index) => ({
				key: `button_${index}`,
				name: 'code',
				component: 'button',
				index,
				input: 'text',
				before,
				after: '',
			})),
		],
	])('with %s are found', (_what, { placeholders }, expected) => {
		expect(placeholders).toEqual(expected);
	});

	test('have unique keys even if their names are similar', () => {
		const { placeholders } = template('{{2}} {{1}}', textHeader('{{1}}'), [
			link('One', 'https://a.example/{{1}}'),
			link('Two', 'https://a.example/{{1}}'),
		]);
		const keys = placeholders.map(({ key }) => key);
		expect(keys).toEqual(['header_1', '1', '2', 'button_0', 'button_1']);
	});
});

describe('the label of a placeholder', () => {
	const order =
		'Hi {{1}}, thank you for your order {{2}}. The total is {{3}}. We will write again when it ships.';
	const german =
		'Liebe {{ vorname }}, Ihr Termin am {{ datum }} um {{ uhrzeit }} Uhr ist bestätigt.';
	const invoice =
		'Dear {{customer_name}}, your invoice {{invoice_number}} of {{amount}} is due on {{due_date}}.';

	test.each([
		[order, '1', 'Hi {{1}}, thank you for…'],
		[order, '2', '…your order {{2}}. The…'],
		[order, '3', '…The total is {{3}}. We…'],
		[german, 'vorname', 'Liebe {{vorname}}, Ihr…'],
		[german, 'datum', '…Termin am {{datum}} um…'],
		[german, 'uhrzeit', '…am … um {{uhrzeit}} Uhr…'],
		[invoice, 'customer_name', 'Dear {{customer_name}}…'],
		[invoice, 'amount', '…of {{amount}} is due on…'],
		[invoice, 'due_date', '…is due on {{due_date}}.'],
		['Your code is {{1}}.', '1', 'Your code is {{1}}.'],
		['{{1}} is your verification code.', '1', '{{1}} is your…'],
		['Order {{2}} for {{1}}', '2', 'Order {{2}} for …'],
		['Hello {{first_name}}, nice to see you!', 'first_name', 'Hello {{first_name}}…'],
		['*Hello*\n\n{{1}}\n\n_Bye_', '1', '*Hello* {{1}} _Bye_'],
		['One\nTwo\t{{1}}\n\nThree', '1', 'One Two {{1}} Three'],
		['مرحبا {{1}}، طلبك رقم {{2}} جاهز', '2', '…، طلبك رقم {{2}} جاهز'],
		['{{1}}', '1', '{{1}}'],
		['https://shop.example/track/{{1}}', '1', '…{{1}}'],
		['Donaudampfschifffahrt {{1}}-Gesellschaftskapitän', '1', '…{{1}}…'],
		[`${'😀'.repeat(20)}{{1}}${'😀'.repeat(20)}`, '1', '…{{1}}…'],
		[
			'Dear {{the_name_of_the_customer}}, hello',
			'the_name_of_the_customer',
			'…{{the_name_of_the_customer}}…',
		],
	])('in %j: {{%s}} is labelled %s', (text, name, label) => {
		const placeholder = findPlaceholders(text).find((one) => one.name === name);
		expect(placeholder && placeholderLabel(placeholder)).toBe(label);
	});

	test.each<[Template, string[]]>([
		[
			template('Hi', { format: 'document', text: null, mediaUrl: null }),
			['Document: link or file', 'Document file name'],
		],
		[template('Hi', textHeader('News for {{1}}')), ['News for {{1}}']],
		[template('Hi', null, [link('Track', 'https://a.example/{{1}}')]), ['Track: …{{1}}']],
	])('names the file or the button’s text (%#)', ({ placeholders }, labels) => {
		expect(placeholders.map((one) => placeholderLabel(one))).toEqual(labels);
	});

	test('is one short line that names its placeholder, for any text', () => {
		const part = fc.string({ unit: 'grapheme', maxLength: 60 });
		fc.assert(
			fc.property(part, fc.stringMatching(/^[a-z0-9_]{1,12}$/), part, (before, name, after) => {
				const placeholder = findPlaceholders(`{{${name}}}`)[0];
				const label = placeholder && placeholderLabel({ ...placeholder, before, after });
				expect(label).toContain(`{{${name}}}`);
				expect(label?.length).toBeLessThanOrEqual(28);
				expect(label).not.toMatch(/[\r\n\t]/);
				expect(label).not.toMatch(/\p{Surrogate}/u);
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('filling', () => {
	const likeAnObject = '{{toString}} {{constructor}} {{__proto__}}';

	test.each<[string, Record<string, string>, string]>([
		['Hi {{1}}', { 1: 'Anna' }, 'Hi Anna'],
		['{{ name }}, {{name}}', { name: 'Anna' }, 'Anna, Anna'],
		['{{1}} {{2}} {{3}}', { 1: '{{2}}', 2: '$&' }, '{{2}} $& {{3}}'],
		['({{1}})', { 1: '' }, '()'],
		[likeAnObject, {}, likeAnObject],
		['{{a-b}} {1} {{}}', { 1: 'x', 'a-b': 'x' }, '{{a-b}} {1} {{}}'],
	])('%j with %j gives %j', (text, values, filled) => {
		expect(fillText(text, values)).toBe(filled);
	});

	test('inserts every value and changes nothing else', () => {
		const plain = fc.string().map((text) => text.replace(/[{}]/g, ''));
		const name = fc.oneof(
			fc.stringMatching(/^[a-z0-9_]{1,8}$/),
			fc.constantFrom('1', '2', '__proto__', 'constructor', 'toString', 'hasOwnProperty'),
		);
		const value = fc.oneof(fc.string(), fc.constantFrom('{{1}}', '{{name}}', '$1', '$&', '}}'));
		const inner = fc.constantFrom('', ' ', '\t');
		fc.assert(
			fc.property(
				plain,
				fc.array(fc.record({ name, value, after: plain, inner })),
				(before, parts) => {
					const values = Object.fromEntries(parts.map((part) => [part.name, part.value]));
					const text = parts.map(
						(part) => `{{${part.inner}${part.name}${part.inner}}}${part.after}`,
					);
					const filled = parts.map((part) => `${values[part.name]}${part.after}`);
					expect(fillText(before + text.join(''), values)).toBe(before + filled.join(''));
				},
			),
			{ numRuns: 1000 },
		);
	});

	test('uses only the values of its own component', () => {
		const many = template('{{1}} {{toString}}', textHeader('{{1}}'), [
			link('Go', 'https://a.example/{{1}}'),
		]);
		const values = { header_1: 'head', 1: 'body', button_0: 'button' };
		expect(componentValues(many, values, 'header')).toEqual({ 1: 'head' });
		expect(componentValues(many, values, 'body')).toEqual({ 1: 'body' });
		expect(componentValues(many, values, 'button', { index: 0 })).toEqual({ 1: 'button' });
		expect(componentValues(many, values, 'button', { index: 1 })).toEqual({});
	});
});

describe('a preview', () => {
	test('shows the complete message as the recipient will see it', () => {
		const whole = {
			...template('Hi {{1}}, your {{2}}', textHeader('News for {{1}}'), [
				link('Track', 'https://a.example/{{1}}'),
				reply('Stop'),
			]),
			footer: 'Your shop',
		};
		const values = { header_1: 'you', 1: 'Anna', 2: '{{1}}', button_0: 'A-1' };
		expect(previewTemplate(whole, values)).toEqual({
			header: 'News for you',
			body: 'Hi Anna, your {{1}}',
			footer: 'Your shop',
			buttons: ['Track: https://a.example/A-1', 'Stop'],
		});
	});

	test.each<[TemplateHeader | null, string | null]>([
		[null, null],
		[{ format: 'location', text: null, mediaUrl: null }, '[location]'],
		[textHeader('News'), 'News'],
	])('of the header %j is %j', (header, shown) => {
		expect(previewTemplate(template('Hi', header), {}).header).toBe(shown);
	});

	test('keeps a placeholder without a value visible', () => {
		const body = 'Hi {{1}} {{toString}}';
		expect(previewTemplate(template(body), {}).body).toBe(body);
	});
});

test('approved templates come first, then the order is alphabetical', () => {
	const named = (name: string, status: Template['status']) => ({ ...template(''), name, status });
	const sorted = [
		named('b', 'pending'),
		named('c', 'approved'),
		named('a', 'unknown'),
		named('b', 'approved'),
	].sort(compareByApproval);
	expect(sorted.map(({ name, status }) => `${name} ${status}`)).toEqual([
		'b approved',
		'c approved',
		'a unknown',
		'b pending',
	]);
});

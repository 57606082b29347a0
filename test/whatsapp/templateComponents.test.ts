import fc from 'fast-check';

import { GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import type {
	FileSource,
	Placeholder,
	Template,
	TemplateButton,
	TemplateHeader,
	TemplateParts,
	TemplateSupport,
} from '../../nodes/WhatsAppGateway/core/template';
import { placeholderLabel } from '../../nodes/WhatsAppGateway/whatsapp/placeholderLabel';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { withTimeZone } from '../../nodes/WhatsAppGateway/whatsapp/localTime';
import { readMetaComponents } from '../../nodes/WhatsAppGateway/whatsapp/metaTemplateParts';
import { templatePlaceholders } from '../../nodes/WhatsAppGateway/whatsapp/placeholders';
import { readProductSections } from '../../nodes/WhatsAppGateway/whatsapp/productSections';
import { documentName, readFileValue } from '../../nodes/WhatsAppGateway/whatsapp/templateFiles';
import {
	isOneTimePassword,
	unfillableParts,
} from '../../nodes/WhatsAppGateway/whatsapp/templateParts';
import { previewTemplate } from '../../nodes/WhatsAppGateway/whatsapp/templatePreview';
import { checkValues, readJsonValues } from '../../nodes/WhatsAppGateway/whatsapp/templateValues';
import { templateWithoutLookup } from '../../nodes/WhatsAppGateway/whatsapp/templateWithoutLookup';
import { template } from './exampleTemplate';

const header = (format: TemplateHeader['format'], text: string | null = null): TemplateHeader => ({
	format,
	text,
	mediaUrl: null,
});
const button = (type: string, url: string | null = null): TemplateButton => ({
	type,
	text: type.toLowerCase(),
	url,
});

function templateOf(parts: Partial<Template>): Template {
	const whole = { ...template('Hi'), ...parts };
	return { ...whole, placeholders: templatePlaceholders(whole) };
}

const keysOf = ({ placeholders }: Template) =>
	placeholders.map(({ key, optional }) => `${key}${optional ? '?' : ''}`);

const flower = {
	header: header('image'),
	body: 'Tulips for {{1}}, today {{2}}.',
	buttons: [button('URL', 'a/{{1}}')],
};
const product = { header: header('product'), body: '', buttons: [button('SPM')] };

/** Every kind of part with the keys of its values; `?` for an optional one. */
const kinds: ReadonlyArray<readonly [string, Partial<Template>, string[]]> = [
	['image', { header: header('image') }, ['header_image']],
	['video', { header: header('video') }, ['header_video']],
	['gif', { header: header('gif') }, ['header_gif']],
	['document', { header: header('document') }, ['header_document', 'header_document_name?']],
	[
		'location',
		{ header: header('location') },
		['header_latitude', 'header_longitude', 'header_location_name', 'header_location_address'],
	],
	['product', { header: header('product') }, ['header_product', 'header_catalog']],
	[
		'named header',
		{ header: header('text', 'For {{who}}'), body: 'Hi {{who}}' },
		['header_who', 'who'],
	],
	['offer', { offer: { text: 'Sale', hasExpiration: true } }, ['offer_expires_at']],
	['offer without an end', { offer: { text: 'Sale', hasExpiration: false } }, []],
	['flow', { buttons: [button('FLOW')] }, ['button_0_flow_token?', 'button_0_flow_data?']],
	['catalog', { buttons: [button('CATALOG')] }, ['button_0_thumbnail?']],
	['products', { buttons: [button('MPM')] }, ['button_0_products', 'button_0_thumbnail?']],
	['order status', { hasOrderStatus: true }, ['order_status']],
	['order', { buttons: [button('ORDER_DETAILS')] }, ['button_0_order']],
	['call', { buttons: [button('VOICE_CALL')] }, ['button_0_minutes?', 'button_0_payload?']],
	['coupon', { buttons: [button('COPY_CODE')] }, ['button_0']],
	[
		'buttons without values',
		{ buttons: ['PHONE_NUMBER', 'SPM', 'REQUEST_CONTACT_INFO'].map((type) => button(type)) },
		[],
	],
	['password', { body: '{{1}}', buttons: [button('OTP')] }, ['1', 'button_0?']],
	[
		'cards',
		{ body: '{{1}}', cards: [flower, flower] },
		[
			...['1', 'card_1_header_image', 'card_1_1', 'card_1_2', 'card_1_button_0'],
			...['card_2_header_image', 'card_2_1', 'card_2_2', 'card_2_button_0'],
		],
	],
	['product cards', { cards: [product] }, ['card_1_header_product', 'card_1_header_catalog']],
];

test.each(kinds)('a template with %s has a key for each value', (_what, parts, keys) => {
	expect(keysOf(templateOf(parts))).toEqual(keys);
});

test.each(kinds)('with %s, each field has a short label of its own', (_what, parts) => {
	const labels = templateOf(parts).placeholders.map((one) => placeholderLabel(one));
	expect(new Set(labels).size).toBe(labels.length);
	for (const label of labels) {
		expect(label).toMatch(/\S/);
		expect(label.length).toBeLessThanOrEqual(28);
	}
});

const withoutCodes = kinds.filter(([what]) => !['password', 'coupon'].includes(what));

test.each(withoutCodes)('a template with %s can be sent without a lookup', (_what, parts) => {
	const known = templateOf(parts);
	const given = Object.fromEntries(known.placeholders.map(({ key }) => [key, 'x']));
	const derived = templateWithoutLookup('name', 'en', given);
	const roles = ({ placeholders }: Template) =>
		placeholders
			.map(({ key, name, input, component, card, index }) =>
				JSON.stringify({ key, name, input, component, card, index }),
			)
			.sort();
	expect(roles(derived)).toEqual(roles(known));
	const support = gateways.find(({ id }) => id === 'metaCloud')?.templates?.support;
	expect(support && unfillableParts(derived, support)).toEqual([]);
});

describe('what a gateway cannot fill', () => {
	const none: TemplateSupport = { headers: ['text'], buttons: ['URL'], files: [] };

	test.each<[Partial<Template>, string[]]>([
		[{}, []],
		[{ header: header('text', 'Hi {{1}}'), buttons: [button('URL', 'a/{{1}}')] }, []],
		[{ buttons: [button('PHONE_NUMBER'), button('QUICK_REPLY'), button('VOICE_CALL')] }, []],
		[{ buttons: [button('URL', 'a')] }, []],
		[{ header: header('location') }, ['the header with a location']],
		[{ header: header('gif') }, ['the header with a GIF']],
		[{ cards: [flower] }, ['the cards of the carousel']],
		[{ offer: { text: 'a', hasExpiration: true } }, ['the end of the limited-time offer']],
		[{ offer: { text: 'a', hasExpiration: false } }, []],
		[{ buttons: [button('FLOW')] }, ['the button “flow” of the type FLOW']],
		[{ buttons: [button('REMINDER')] }, ['the button “reminder” of the type REMINDER']],
		[{ unknownParts: ['the component NEWS'] }, ['the component NEWS']],
	])('%j: %j', (parts, unfillable) => {
		expect(unfillableParts(templateOf(parts), none)).toEqual(unfillable);
	});

	test('names the card', () => {
		const cards = [flower, { ...flower, header: header('location') }];
		expect(
			unfillableParts(templateOf({ cards }), { ...none, headers: ['image'], cards: true }),
		).toEqual(['the header with a location of card 2']);
	});

	test('is everything that Meta’s list has and nobody knows, whatever its name', () => {
		const known = ['HEADER', 'BODY', 'FOOTER', 'BUTTONS', 'CAROUSEL', 'LIMITED_TIME_OFFER'];
		const name = fc.stringMatching(/^[A-Z][A-Z_]{3,20}$/).filter((type) => !known.includes(type));
		fc.assert(
			fc.property(name, (type) => {
				const read = (components: object[]) => {
					const parts = readMetaComponents(components);
					return unfillableParts(templateOf(parts), none);
				};
				if (type === 'CALL_PERMISSION_REQUEST') return;
				expect(read([{ type }])).toEqual([`the component ${type}`]);
				expect(read([{ type: 'HEADER', format: `X${type}` }])).toEqual([
					`the header of the format X${type}`,
				]);
				const buttons = [{ type: `X${type}`, text: 'Go' }];
				expect(read([{ type: 'BUTTONS', buttons }])).toEqual([
					`the button “Go” of the type X${type}`,
				]);
			}),
		);
	});

	test('is nothing for Meta’s documented components', () => {
		const support = gateways.find(({ id }) => id === 'metaCloud')?.templates?.support;
		const names = kinds.flatMap(([what, parts]) =>
			support && unfillableParts(templateOf(parts), support).length > 0 ? [what] : [],
		);
		expect(names).toEqual([]);
	});
});

test.each<[Partial<Template>, boolean]>([
	[{ category: 'AUTHENTICATION' }, true],
	[{ category: 'authentication' }, true],
	[{ buttons: [button('OTP')] }, true],
	[
		{
			buttons: [
				button('URL', 'https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}'),
			],
		},
		true,
	],
	[{ category: 'MARKETING', buttons: [button('COPY_CODE')] }, false],
	[{ category: null, buttons: [button('URL', 'https://shop.example/otp/{{1}}')] }, false],
])('whether %j is a one-time password: %s', (parts, expected) => {
	expect(isOneTimePassword(templateOf(parts))).toBe(expected);
});

const check = (parts: Partial<Template>, given: Record<string, unknown>) =>
	checkValues(templateOf(parts), given, 'replace');

function faultOf(attempt: () => unknown): GatewayError {
	try {
		throw new Error(`It went well: ${JSON.stringify(attempt())}`);
	} catch (error) {
		if (error instanceof GatewayError) return error;
		throw error;
	}
}

describe('a one-time password', () => {
	const password = { body: '{{1}} is your code.', buttons: [button('OTP')] };

	test('is one value for the body and the button', () => {
		expect(check(password, { 1: '123456' }).values).toEqual({ 1: '123456', button_0: '123456' });
		expect(check(password, { 1: '1', button_0: '1' }).values).toEqual({ 1: '1', button_0: '1' });
	});

	test('cannot be two', () => {
		const { fault, message } = faultOf(() => check(password, { 1: '1', button_0: '2' }));
		expect([fault, message]).toEqual([
			'templateParameters',
			'The values for {{1}} and {{button_0}} differ; both are the same code.',
		]);
	});

	test.each([[['1']], [['1', '1']]])('may be in a list once or twice: %j', (list) => {
		const { values } = check(password, readJsonValues(list, templateOf(password)));
		expect(values).toEqual({ 1: '1', button_0: '1' });
	});

	test('has at most 15 characters', () => {
		expect(faultOf(() => check(password, { 1: '1'.repeat(16) })).message).toBe(
			'The value for {{button_0}} has 16 characters; WhatsApp allows at most 15 for a code.',
		);
	});
});

describe('a value is checked by what it is', () => {
	const place = { header_location_name: 'a', header_location_address: 'b' };
	const location = { header: header('location') };
	const link = { buttons: [button('URL', 'https://shop.example/track/{{1}}')] };
	const products = { buttons: [button('MPM')] };
	const many = (count: number) =>
		Array.from({ length: count }, (_, index) => `p${index}`).join(',');

	test.each<[Partial<Template>, Record<string, unknown>, string]>([
		[
			location,
			{ ...place, header_latitude: '90.1', header_longitude: 1 },
			'{{header_latitude}} is no latitude',
		],
		[
			location,
			{ ...place, header_latitude: '52,5', header_longitude: 1 },
			'{{header_latitude}} is no latitude',
		],
		[
			location,
			{ ...place, header_latitude: 'north', header_longitude: 1 },
			'{{header_latitude}} is no latitude',
		],
		[
			location,
			{ ...place, header_latitude: 1, header_longitude: -181 },
			'{{header_longitude}} is no longitude',
		],
		[
			{ offer: { text: 'a', hasExpiration: true } },
			{ offer_expires_at: 'tomorrow' },
			'{{offer_expires_at}} is no time',
		],
		[
			{ offer: { text: 'a', hasExpiration: true } },
			{ offer_expires_at: '2999-01-01' },
			'{{offer_expires_at}} is no time',
		],
		[
			{ offer: { text: 'a', hasExpiration: true } },
			{ offer_expires_at: '2020-01-01T00:00:00Z' },
			'{{offer_expires_at}} is a time in the past',
		],
		[
			{ buttons: [button('COPY_CODE')] },
			{ button_0: 'A'.repeat(16) },
			'{{button_0}} has 16 characters; WhatsApp allows at most 15',
		],
		[
			{ header: header('product') },
			{ header_product: 'a, b', header_catalog: '1' },
			'{{header_product}} is not the ID of one',
		],
		[products, { button_0_products: ' ; ' }, '{{button_0_products}} names no products'],
		[products, { button_0_products: '[{"title":' }, '{{button_0_products}} names no products'],
		[products, { button_0_products: 'New: ' }, '{{button_0_products}} names no products'],
		[
			products,
			{ button_0_products: many(31) },
			'{{button_0_products}} has 1 sections with 31 products',
		],
		[
			products,
			{ button_0_products: 'New: a; b' },
			'{{button_0_products}} has several sections, and one without a title',
		],
		[
			products,
			{ button_0_products: `${'T'.repeat(25)}: a` },
			'{{button_0_products}} has the section',
		],
		[
			{ buttons: [button('FLOW')] },
			{ button_0_flow_data: 'x' },
			'{{button_0_flow_data}} is no JSON object',
		],
		[
			{ buttons: [button('ORDER_DETAILS')] },
			{ button_0_order: '[]' },
			'{{button_0_order}} is no JSON object',
		],
		[
			{ buttons: [button('VOICE_CALL')] },
			{ button_0_minutes: '0' },
			'{{button_0_minutes}} is no number of minutes',
		],
		[
			{ buttons: [button('VOICE_CALL')] },
			{ button_0_minutes: '43201' },
			'{{button_0_minutes}} is no number of minutes',
		],
		[link, { button_0: 'https://other.example/1' }, '{{button_0}} is a whole link'],
		[link, { button_0: 'x'.repeat(2000) }, '{{button_0}} has 2000 characters'],
		[
			{ cards: [flower] },
			{ card_1_header_image: 'a', card_1_1: 'a', card_1_button_0: 'b' },
			'{{card_1_2}}',
		],
	])('%j with %j is refused: %s', (parts, given, sentence) => {
		const { fault, message } = faultOf(() => check(parts, given));
		expect(fault).toBe('templateParameters');
		expect(message).toContain(sentence);
	});

	test.each<[Partial<Template>, Record<string, unknown>, Record<string, string>]>([
		[
			{ offer: { text: 'a', hasExpiration: true } },
			{ offer_expires_at: '2999-01-01T01:00:00+01:00' },
			{ offer_expires_at: '2999-01-01T00:00:00.000Z' },
		],
		[
			{ offer: { text: 'a', hasExpiration: true } },
			{ offer_expires_at: 32_472_144_000 },
			{ offer_expires_at: '2999-01-01T00:00:00.000Z' },
		],
		[
			{ offer: { text: 'a', hasExpiration: true } },
			{ offer_expires_at: '32472144000000' },
			{ offer_expires_at: '2999-01-01T00:00:00.000Z' },
		],
		[
			{ buttons: [button('FLOW')] },
			{ button_0_flow_data: { name: 'Anna' } },
			{ button_0_flow_data: '{"name":"Anna"}' },
		],
		[products, { button_0_products: ['a', 'b'] }, { button_0_products: '["a","b"]' }],
		[link, { button_0: 'https://shop.example/track/A-1' }, { button_0: 'A-1' }],
		[link, { button_0: 'a\ud800' }, { button_0: 'a%EF%BF%BD' }],
		[link, { button_0: 'a b/ü?x=1%20' }, { button_0: 'a%20b/%C3%BC?x=1%20' }],
	])('%j with %j is sent as %j', (parts, given, values) => {
		expect(check(parts, given).values).toEqual(values);
	});

	test.each<[Partial<Template>, Record<string, string>, string]>([
		[
			{ header: header('text', '{{1}}') },
			{ header_1: 'x'.repeat(61) },
			'The filled header of the template has 61 characters; WhatsApp allows at most 60.',
		],
		[
			{ cards: [{ ...flower, header: null, buttons: [] }] },
			{ card_1_1: 'x'.repeat(159), card_1_2: 'y' },
			'Card 1: The filled text has 180 characters; WhatsApp allows at most 160.',
		],
		[
			{ body: '{{1}}', offer: { text: 'a', hasExpiration: false } },
			{ 1: 'x'.repeat(601) },
			'The filled template with a limited-time offer has 601 characters; WhatsApp allows at most 600.',
		],
	])('the filled texts of %j are not too long', (parts, given, message) => {
		expect(faultOf(() => check(parts, given))).toMatchObject({ fault: 'invalidRequest', message });
	});
});

describe('the file of a header', () => {
	const placeholder = templateOf({ header: header('document') }).placeholders[0] as Placeholder;
	const all: FileSource[] = ['url', 'id', 'data'];

	test.each<[string, string[], object]>([
		['https://a.example/b.pdf', [], { url: 'https://a.example/b.pdf' }],
		['HTTP://a.example/b?x=1', [], { url: 'HTTP://a.example/b?x=1' }],
		['1013859600285441', [], { id: '1013859600285441' }],
		['data', ['data'], { field: 'data' }],
		['123456', ['123456'], { field: '123456' }],
	])('%s, with the item’s files %j, is %j', (value, fields, file) => {
		expect(readFileValue(placeholder, value, all, fields)).toEqual(file);
	});

	test.each([
		'b.pdf',
		'file:///etc/passwd',
		'https://',
		'https://localhost',
		'data:image/png,x',
		'12',
	])('cannot be %s', (value) => {
		const fault = faultOf(() => readFileValue(placeholder, value, all, ['invoice']));
		expect(fault.message).toBe(
			'The value for {{header_document}} is not the URL of a file, and the item has no file of this name.',
		);
		expect(fault.hint).toContain('The item has: invoice.');
	});

	test.each<[string, string[]]>([
		['1013859600285441', []],
		['data', ['data']],
	])('cannot be %s where the gateway takes addresses only', (value, fields) => {
		expect(faultOf(() => readFileValue(placeholder, value, ['url'], fields))).toMatchObject({
			message: 'The file for {{header_document}} cannot be given this way at this gateway.',
			hint: 'Enter a public URL that begins with https:// and that WhatsApp can download from.',
		});
	});

	test.each<[Parameters<typeof documentName>[0], string | undefined, string | null]>([
		[{ url: 'https://a.example/files/invoice%201042.pdf?x=1' }, undefined, 'invoice 1042.pdf'],
		[{ url: 'https://a.example/files/1042' }, undefined, null],
		[{ url: 'https://a.example/%E0%A4%A.pdf' }, undefined, '%E0%A4%A.pdf'],
		[{ url: 'https://a.example/a.pdf' }, 'Your invoice.pdf', 'Your invoice.pdf'],
		[{ id: '1' }, undefined, null],
		[
			{ data: Buffer.from('x'), mimeType: 'application/pdf', name: 'scan.pdf' },
			undefined,
			'scan.pdf',
		],
	])('%j is named: given %s, shown %s', (file, given, name) => {
		expect(documentName(file, given)).toBe(name);
	});
});

test.each<[string, unknown]>([
	['A-1, A-2', [{ title: null, products: ['A-1', 'A-2'] }]],
	[
		'New: A-1, A-2; Old: B-1',
		[
			{ title: 'New', products: ['A-1', 'A-2'] },
			{ title: 'Old', products: ['B-1'] },
		],
	],
	[
		'New: A-1\nOld: B-1\n',
		[
			{ title: 'New', products: ['A-1'] },
			{ title: 'Old', products: ['B-1'] },
		],
	],
	['["A-1", 2]', [{ title: null, products: ['A-1', '2'] }]],
	['[{"title":"New","products":["A-1"]}]', [{ title: 'New', products: ['A-1'] }]],
	[
		'[{"title":"New","product_items":[{"product_retailer_id":"A-1"}]}]',
		[{ title: 'New', products: ['A-1'] }],
	],
	['{"title":"New","products":["A-1"]}', [{ title: 'New', products: ['A-1'] }]],
	['', undefined],
	['{}', undefined],
	['[]', undefined],
])('the products %j are read as %j', (text, sections) => {
	expect(readProductSections(text)).toEqual(sections);
});

test.each<[unknown, string, unknown]>([
	['2027-03-31T18:00:00', 'Europe/Berlin', '2027-03-31T16:00:00.000Z'],
	['2027-01-31 18:00', 'Europe/Berlin', '2027-01-31T17:00:00.000Z'],
	['2027-03-28T03:00:00', 'Europe/Berlin', '2027-03-28T01:00:00.000Z'],
	['2027-01-31T00:00', 'Asia/Kathmandu', '2027-01-30T18:15:00.000Z'],
	['2027-01-31T18:00:00Z', 'Europe/Berlin', '2027-01-31T18:00:00Z'],
	['2027-13-41T18:00', 'Europe/Berlin', '2027-13-41T18:00'],
	['tomorrow', 'Europe/Berlin', 'tomorrow'],
	[5, 'Europe/Berlin', 5],
])('the local time %j in %s is %j', (given, zone, moment) => {
	expect(withTimeZone(given, zone)).toBe(moment);
});

test('a preview shows every part', () => {
	const parts: TemplateParts = {
		header: header('location'),
		body: 'Hi {{1}}',
		offer: { text: 'Sale', hasExpiration: true },
		buttons: [button('COPY_CODE'), button('MPM')],
		cards: [flower],
	};
	const values = {
		header_latitude: '1.5',
		header_longitude: '2',
		header_location_name: 'Shop',
		header_location_address: 'Street 1',
		1: 'Anna',
		offer_expires_at: '2999-01-01T00:00:00.000Z',
		button_0: 'SALE',
		button_1_products: 'New: A-1',
		card_1_header_image: 'https://a.example/b.png',
		card_1_1: 'x',
		card_1_2: 'y',
		card_1_button_0: 'z',
	};
	expect(previewTemplate(templateOf(parts), values)).toEqual({
		header: '[location Shop, Street 1, 1.5 2]',
		offer: 'Sale until 2999-01-01T00:00:00.000Z',
		body: 'Hi Anna',
		footer: null,
		buttons: ['copy_code: SALE', 'mpm: New – A-1'],
		cards: [
			{
				header: '[image https://a.example/b.png]',
				body: 'Tulips for x, today y.',
				buttons: ['url: a/z'],
			},
		],
	});
});

import type { IBinaryData, INodeParameters } from 'n8n-workflow';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { seedTemplates, type SeedTemplate } from '../../sandbox/state/seed';
import { profileOf } from '../gateways/profiles';
import { form, nodeType, runItems, runNode } from './engine';
import { templateFields, templateJson } from './nodeParameters';
import { anna, ben, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const picture = 'https://shop.example/a.jpg';
const order = {
	reference_id: 'A-1',
	type: 'digital-goods',
	currency: 'INR',
	total_amount: { value: 100, offset: 100 },
	order: { status: 'pending', items: [] },
};

/** The values of each template with a part of its own, and what the person sees of it. */
const whole: ReadonlyArray<readonly [string, Record<string, unknown>, string]> = [
	[
		'delivery_nearby',
		{
			header_latitude: 52.5163,
			header_longitude: '13.3777',
			header_location_name: 'Our shop',
			header_location_address: 'Pariser Platz 1',
			first_name: 'Anna',
			parcel: 'A-1',
		},
		'[location Our shop, Pariser Platz 1 (52.5163, 13.3777)]\nHi Anna, parcel A-1 waits for you here.',
	],
	[
		'invoice_ready',
		{ header_document: 'https://shop.example/files/invoice-1042.pdf', 1: 'Anna', 2: 'A-1' },
		'[document invoice-1042.pdf]\nHi Anna, here is your invoice A-1.',
	],
	[
		'invoice_ready',
		{ header_document: 'https://shop.example/1', header_document_name: 'A-1.pdf', 1: 'a', 2: 'b' },
		'[document A-1.pdf]\nHi a, here is your invoice b.',
	],
	[
		'assembly_video',
		{ header_video: 'https://shop.example/a.mp4' },
		'[video]\nThis is how it is put together.',
	],
	[
		'happy_holidays',
		{ header_gif: 'https://shop.example/a.mp4', 1: 'Anna' },
		'[gif]\nHappy holidays, Anna!',
	],
	[
		'spring_cards',
		{
			1: 'Anna',
			card_1_header_image: picture,
			card_1_1: 'you',
			card_1_2: '5 €',
			card_1_button_0: 'tulips',
			card_2_header_image: picture,
			card_2_1: 'her',
			card_2_2: '9 €',
			card_2_button_0: 'roses',
			card_2_button_1: 'more',
		},
		'Hi Anna, spring is here.\n[image] Tulips for you, today 5 €.\n[image] Roses for her, today 9 €.',
	],
	[
		'product_cards',
		{
			1: 'Anna',
			card_1_header_product: 'SKU-1',
			card_1_header_catalog: '194836987003835',
			card_2_header_product: 'SKU-2',
			card_2_header_catalog: '194836987003835',
		},
		'Picked for you, Anna.\n[product SKU-1]\n[product SKU-2]',
	],
	[
		'flash_sale',
		{
			header_image: picture,
			1: 'Anna',
			offer_expires_at: '2999-01-01T00:00:00Z',
			button_0: 'SALE25',
			button_1: 'SALE25',
		},
		'[image]\nGood news, Anna: 25 % off everything.',
	],
	['feedback_form', {}, 'How was your stay?'],
	[
		'feedback_form',
		{ button_0_flow_token: 'stay-1', button_0_flow_data: { room: 12 } },
		'How was your stay?',
	],
	['browse_catalog', { 1: '5 €' }, 'Now 5 € off for every plant.'],
	['browse_catalog', { 1: '5 €', button_0_thumbnail: 'SKU-1' }, 'Now 5 € off for every plant.'],
	[
		'cart_reminder',
		{
			header_first_name: 'Anna',
			first_name: 'Anna',
			button_0_products: 'New: SKU-1, SKU-2; Popular: SKU-3',
		},
		'Still thinking, Anna?\nYour cart is waiting for you, Anna.',
	],
	[
		'back_in_stock',
		{ header_product: 'SKU-1', header_catalog: '194836987003835', 1: 'Anna' },
		'[product SKU-1]\nIt is back, Anna.',
	],
	['may_we_call', { 1: 'Anna' }, 'Hi Anna, may we call you?'],
	['call_us', {}, 'Call us whenever you like.'],
	['call_us', { button_0_minutes: 100, button_0_payload: 'A-1' }, 'Call us whenever you like.'],
	['payment_due', { 1: 'Anna', button_0_order: order }, 'Hi Anna, your bill is ready.'],
	[
		'payment_status',
		{ 1: 'Anna', order_status: { reference_id: 'A-1', order: { status: 'shipped' } } },
		'Hi Anna, thank you for paying.',
	],
	['login_code', { 1: '123456' }, '*123456* is your verification code.'],
];

const items = [{ json: { phone: anna } }];
const meta = () => sandbox.account('metaCloud');

test.each(whole)('Meta sends %s whole, from JSON (%#)', async (name, values, shown) => {
	const { output, failure } = await runNode({
		parameters: templateJson(name, values),
		credentials: meta(),
		items,
	});
	expect(failure).toBeUndefined();
	expect(output()[0]?.json).toMatchObject({ kind: 'template', status: 'sent' });
	expect((await sandbox.delivered()).map(({ text }) => text)).toEqual([shown]);
});

test.each(whole)('and from the fields of the form: %s (%#)', async (name, values, shown) => {
	const parameters: INodeParameters = { template: { __rl: true, mode: 'list', value: name } };
	const mapped = await nodeType.methods?.resourceMapping?.['getPlaceholders']?.call(
		form(parameters, meta()),
	);
	const fields = (mapped?.fields ?? []).map(({ id, required }) => [
		id.replace(`${name}.`, ''),
		required,
	]);
	expect(fields).toEqual(
		expect.arrayContaining(Object.keys(values).map((key) => [key, expect.any(Boolean) as boolean])),
	);
	const missing = fields.filter(
		([key, required]) => required === true && !((key as string) in values),
	);
	expect(missing).toEqual([]);
	const texts = Object.entries(values).map(([key, value]) => [
		`${name}.${key}`,
		typeof value === 'object' ? JSON.stringify(value) : String(value),
	]);
	const { failure } = await runNode({
		parameters: templateFields(name, Object.fromEntries(texts) as Record<string, string>),
		credentials: meta(),
		items,
	});
	expect(failure).toBeUndefined();
	expect((await sandbox.delivered()).map(({ text }) => text)).toEqual([shown]);
});

test('the form of a password asks for the code once', async () => {
	const parameters: INodeParameters = {
		template: { __rl: true, mode: 'list', value: 'login_code' },
	};
	const mapped = await nodeType.methods?.resourceMapping?.['getPlaceholders']?.call(
		form(parameters, meta()),
	);
	expect(mapped?.fields.map(({ id }) => id)).toEqual(['login_code.1']);
});

describe('a value that cannot be sent stops before the first request that sends', () => {
	const good = Object.fromEntries(whole.map(([name, values]) => [name, values]));
	test.each<[string, Record<string, unknown>, string]>([
		[
			'delivery_nearby',
			{ header_latitude: '152' },
			'The value for {{header_latitude}} is no latitude.',
		],
		[
			'flash_sale',
			{ offer_expires_at: '2020-01-01T00:00:00Z' },
			'The value for {{offer_expires_at}} is a time in the past.',
		],
		[
			'flash_sale',
			{ button_0: 'A'.repeat(16) },
			'The value for {{button_0}} has 16 characters; WhatsApp allows at most 15 for an offer’s code.',
		],
		[
			'spring_cards',
			{ card_2_header_image: 'roses' },
			'The value for {{card_2_header_image}} is not the URL of a file, and the item has no file of this name.',
		],
		[
			'spring_cards',
			{ card_2_2: '' },
			'The template “spring_cards” has no value for {{card_2_2}} (“Card 2: Roses for …, today {{2}}.”).',
		],
		[
			'cart_reminder',
			{ button_0_products: '' },
			'The template “cart_reminder” has no value for {{button_0_products}} (“View items: product IDs”).',
		],
		[
			'payment_due',
			{ button_0_order: 'tomorrow' },
			'The value for {{button_0_order}} is no JSON object.',
		],
	])('%s with %j: %s', async (name, wrong, message) => {
		const values = { ...good[name], ...wrong };
		const { failure } = await runItems(
			meta(),
			{ ...templateJson(name, '={{ JSON.stringify($json.values) }}') },
			[
				{ phone: ben, values: good[name] },
				{ phone: anna, values },
			],
		);
		expect(failure?.message).toContain(message);
		expect(await sandbox.delivered()).toEqual([]);
	});
});

const pdf: IBinaryData = {
	data: 'JVBERi0xLjQ=',
	mimeType: 'application/pdf',
	fileName: 'invoice A-1.pdf',
};

describe('the file of a header from binary data', () => {
	const values = { header_document: 'invoice', 1: 'Anna', 2: 'A-1' };

	test.each(['metaCloud', 'wacr', 'xobito'])('is uploaded by %s, with its name', async (id) => {
		const { failure } = await runNode({
			parameters: templateJson('invoice_ready', values),
			credentials: sandbox.account(id),
			items: [{ json: { phone: anna }, binary: { invoice: pdf } }],
		});
		expect(failure).toBeUndefined();
		expect((await sandbox.delivered()).map(({ header, mediaUrl }) => [header, mediaUrl])).toEqual([
			['[document invoice A-1.pdf]', 'upload:invoice A-1.pdf'],
		]);
	});

	test('is refused where the gateway takes addresses only, before any message', async () => {
		const { failure } = await runNode({
			parameters: templateJson('invoice_ready', values),
			credentials: sandbox.account('mojeeb'),
			items: [{ json: { phone: anna }, binary: { invoice: pdf } }],
		});
		expect(failure?.message).toBe(
			'The file for {{header_document}} cannot be given this way at this gateway.',
		);
		expect(failure?.description).toContain('Enter a public URL');
		expect(await sandbox.delivered()).toEqual([]);
	});

	test('is checked like every other file', async () => {
		const { failure } = await runNode({
			parameters: templateJson('new_collection', { header_image: 'invoice', 1: 'Anna' }),
			credentials: meta(),
			items: [{ json: { phone: anna }, binary: { invoice: pdf } }],
		});
		expect(failure?.message).toBe(
			'The file for {{header_image}}: WhatsApp does not accept the type application/pdf for an image.',
		);
	});

	test('may be an earlier upload of Meta’s', async () => {
		const upload = new FormData();
		upload.set('messaging_product', 'whatsapp');
		upload.set('file', new File(['%PDF-'], 'earlier.pdf', { type: 'application/pdf' }));
		const answer = await sandbox.sandbox.fetch(
			new Request(`${sandbox.url}/metaCloud/v24.0/106540352242922/media`, {
				method: 'POST',
				headers: { authorization: 'Bearer meta-sandbox-token' },
				body: upload,
			}),
		);
		const { id } = (await answer.json()) as { id: string };
		const { failure } = await runNode({
			parameters: templateJson('invoice_ready', { ...values, header_document: id }),
			credentials: meta(),
			items,
		});
		expect(failure).toBeUndefined();
		expect((await sandbox.delivered()).map(({ mediaUrl }) => mediaUrl)).toEqual([
			'upload:earlier.pdf',
		]);
	});
});

/** Meta itself fills every part that it documents. */
const others = gateways.filter(({ id }) => id !== 'metaCloud');

describe.each(others.map(({ name, id, templates }) => [name, id, templates?.support] as const))(
	'%s',
	(name, id, support) => {
		const templates: readonly SeedTemplate[] = seedTemplates;
		// The lists of some gateways show neither cards nor every component of Meta's.
		const showsCards = id !== 'qyvo';
		const beyond = templates.filter(({ header, cards, buttons = [] }) => {
			const needed = buttons.some(({ type }) =>
				['COPY_CODE', 'FLOW', 'CATALOG', 'MPM', 'ORDER_DETAILS'].includes(type),
			);
			const isKnown = buttons.every(({ type }) => support?.buttons.includes(type));
			return (
				(cards !== undefined && showsCards && support?.cards !== true) ||
				(header !== undefined && !support?.headers.includes(header.type.toLowerCase() as 'text')) ||
				(needed && !isKnown)
			);
		});

		test.each(beyond.map((template) => [template.name]))(
			'refuses %s before anything is sent, and names the part',
			async (template) => {
				const { failure } = await runNode({
					parameters: templateJson(template, {}, { language: 'en' }),
					credentials: sandbox.account(id),
					items,
				});
				expect(failure?.message).toMatch(
					new RegExp(
						`^${name.replace('/', '.')} cannot fill the (?:header with|cards|button|component) .*“${template}”\\.$`,
					),
				);
				const { sendPath } = profileOf(id);
				const sent = (await sandbox.requests()).filter(
					({ method, path }) => method === 'POST' && path.includes(sendPath),
				);
				expect(sent).toEqual([]);
				expect(await sandbox.delivered()).toEqual([]);
			},
		);

		test('says so in the form', async () => {
			const refused = beyond[0]?.name ?? '';
			const parameters: INodeParameters = {
				template: { __rl: true, mode: 'list', value: refused },
			};
			const mapped = await nodeType.methods?.resourceMapping?.['getPlaceholders']?.call(
				form(parameters, sandbox.account(id)),
			);
			expect(mapped).toEqual({
				fields: [],
				emptyFieldsNotice: expect.stringMatching(
					new RegExp(
						`^${name.replace('/', '.')} cannot fill the .* in “${refused}”: select another template\\.$`,
					),
				) as string,
			});
		});
	},
);

test.each([
	['qyvo', 'spring_cards'],
	['qyvo', 'payment_status'],
	['mojeeb', 'payment_status'],
	['wacr', 'flash_sale'],
	['xobito', 'payment_status'],
])(
	'%s: what the list of %s does not show, WhatsApp refuses, and nothing is sent',
	async (id, name) => {
		const values: Record<string, string> =
			name === 'flash_sale'
				? { header_image: picture, 1: 'Anna', button_0: 'SALE', button_1: 'SALE' }
				: { 1: 'Anna' };
		const { output } = await runNode({
			parameters: templateJson(name, values, { language: 'en' }),
			credentials: sandbox.account(id),
			items,
			settings: { onError: 'continueErrorOutput' },
		});
		const refused = [...output(0), ...output(1)].map(({ json }) => json);
		if (id === 'mojeeb') expect(refused).toMatchObject([{ status: expect.any(String) as string }]);
		else expect(refused).toMatchObject([{ fault: expect.any(String) as string, sent: 'no' }]);
		if (id !== 'mojeeb') expect(await sandbox.delivered()).toEqual([]);
	},
);

test('a language that is left open stops before the first message', async () => {
	const { failure } = await runItems(
		meta(),
		templateJson('welcome_back', { first_name: 'Anna' }, { language: '={{ $json.language }}' }),
		[
			{ phone: ben, language: 'de' },
			{ phone: anna, language: '' },
		],
	);
	expect(failure?.message).toContain('exists in several languages, and none is chosen');
	expect(await sandbox.delivered()).toEqual([]);
});

test('another gateway that can send the template is named', async () => {
	const { failure } = await runNode({
		parameters: templateJson('spring_cards', {}),
		credentials: sandbox.account('xobito'),
		items,
	});
	expect(failure?.description).toContain('a credential of Meta Cloud API');
});

test('a local time is one of the workflow’s time zone', async () => {
	const values = {
		...whole.find(([name]) => name === 'flash_sale')?.[1],
		offer_expires_at: '2999-06-01T12:00',
	};
	const { output, failure } = await runNode({
		parameters: { ...templateJson('flash_sale', values), options: { previewOnly: true } },
		credentials: meta(),
		items,
	});
	expect(failure).toBeUndefined();
	expect(output()[0]?.json).toMatchObject({
		preview: true,
		header: `[image ${picture}]`,
		offer: expect.stringMatching(/^Flash sale until 2999-0[56]-\d\dT\d\d:00:00.000Z$/) as string,
		buttons: ['Copy offer code: SALE25', 'Shop now: https://shop.example/sale?code=SALE25'],
	});
});

test('Template: Get shows every part and what cannot be filled', async () => {
	const get = async (name: string, gateway: string) => {
		const { output } = await runNode({
			parameters: {
				resource: 'template',
				operation: 'get',
				template: { __rl: true, mode: 'name', value: name },
				options: {},
			},
			credentials: sandbox.account(gateway),
			items,
		});
		return output()[0]?.json;
	};
	expect(await get('spring_cards', 'metaCloud')).toMatchObject({
		cards: [{ body: 'Tulips for {{1}}, today {{2}}.' }, { body: 'Roses for {{1}}, today {{2}}.' }],
		cannotFill: [],
		preview: { cards: [{ header: '[image]' }, { header: '[image]' }] },
	});
	expect(await get('spring_cards', 'xobito')).toMatchObject({
		cannotFill: ['the cards of the carousel'],
	});
});

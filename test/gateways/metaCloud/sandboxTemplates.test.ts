import { sandboxed } from '../../sandbox/ask';

type Component = Readonly<Record<string, unknown>>;

const access = { authorization: 'Bearer meta-sandbox-token' };
const path = '/metaCloud/v24.0/106540352242922/messages';
const marketing = '/metaCloud/v24.0/106540352242922/marketing_messages';

const send = async (name: string, components: readonly Component[], to = path) =>
	await sandboxed().ask(
		'POST',
		to,
		{
			messaging_product: 'whatsapp',
			to: '491713920012',
			type: 'template',
			template: { name, language: { code: 'en' }, components },
		},
		access,
	);

const text = (value: string) => ({ type: 'text', text: value });
const named = (name: string, value: string) => ({ ...text(value), parameter_name: name });
const body = (...parameters: object[]) => ({ type: 'body', parameters });
const header = (parameter: object) => ({ type: 'header', parameters: [parameter] });
const button = (sub_type: string, index: number, ...parameters: object[]) => ({
	type: 'button',
	sub_type,
	index: String(index),
	...(parameters.length > 0 && { parameters }),
});
const action = (value: object) => ({ type: 'action', action: value });
const link = (type: string, more: object = {}) => ({
	type,
	[type]: { link: `https://shop.example/a.${type}`, ...more },
});
const place = {
	latitude: 52.5163,
	longitude: 13.3777,
	name: 'Our shop',
	address: 'Pariser Platz 1',
};
const location = (more: object = {}) =>
	header({ type: 'location', location: { ...place, ...more } });
const product = (more: object = {}) => ({
	type: 'product',
	product: { product_retailer_id: 'SKU-1', catalog_id: '194836987003835', ...more },
});
const coupon = (code: string) => button('copy_code', 0, { type: 'coupon_code', coupon_code: code });
const offer = (end: unknown) => ({
	type: 'limited_time_offer',
	parameters: [{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: end } }],
});
const future = Date.UTC(2999, 0, 1);
const card = (card_index: number, ...components: object[]) => ({ card_index, components });
const carousel = (...cards: object[]) => ({ type: 'carousel', cards });
const flowerCard = (index: number) =>
	card(index, header(link('image')), body(text('you'), text('5 €')), button('url', 0, text('a-1')));
const sections = [{ title: 'New', product_items: [{ product_retailer_id: 'SKU-1' }] }];
const products = (more: object = {}) =>
	button('mpm', 0, action({ thumbnail_product_retailer_id: 'SKU-1', sections, ...more }));
const forAnna = [header(named('first_name', 'Anna')), body(named('first_name', 'Anna'))];
const order = {
	reference_id: 'A-1',
	type: 'digital-goods',
	currency: 'INR',
	total_amount: { value: 100, offset: 100 },
	order: { status: 'pending', items: [] },
};

/** What has become of an order. */
const orderStatus = (given: object) => ({
	type: 'order_status',
	parameters: [{ type: 'order_status', order_status: { reference_id: 'A-1', order: given } }],
});
const arrives = body(named('first_name', 'Anna'), named('parcel', 'A-1'));
const saleBody = [header(link('image')), body(text('Anna'))];

describe('a whole template is taken', () => {
	test.each<[string, Component[]]>([
		['delivery_nearby', [location(), arrives]],
		['delivery_nearby', [location({ latitude: '52.5163', longitude: '13.3777' }), arrives]],
		[
			'invoice_ready',
			[header(link('document', { filename: 'a.pdf' })), body(text('a'), text('b'))],
		],
		['assembly_video', [header(link('video'))]],
		['spring_cards', [body(text('Anna')), carousel(flowerCard(0), flowerCard(1))]],
		[
			'product_cards',
			[body(text('Anna')), carousel(card(0, header(product())), card(1, header(product())))],
		],
		[
			'flash_sale',
			[...saleBody, offer(future), coupon('SALE25'), button('url', 1, text('SALE25'))],
		],
		['feedback_form', [button('flow', 0, action({}))]],
		['feedback_form', [button('FLOW', 0, action({ flow_token: 't', flow_action_data: { a: 1 } }))]],
		['browse_catalog', [body(text('5 €'))]],
		[
			'browse_catalog',
			[body(text('5 €')), button('CATALOG', 0, action({ thumbnail_product_retailer_id: 'a' }))],
		],
		['cart_reminder', [...forAnna, products()]],
		['back_in_stock', [header(product()), body(text('Anna'))]],
		['may_we_call', [body(text('Anna'))]],
		['call_us', []],
		['call_us', [button('voice_call', 0, { type: 'ttl_minutes', ttl_minutes: 100 })]],
		[
			'payment_due',
			[body(text('Anna')), button('order_details', 0, action({ order_details: order }))],
		],
		['payment_status', [body(text('Anna')), orderStatus({ status: 'shipped' })]],
	])('%s (%#)', async (name, components) => {
		expect(await send(name, components)).toMatchObject({
			status: 200,
			body: { messages: [{ message_status: 'accepted' }] },
		});
	});

	test('happy_holidays, by marketing_messages', async () => {
		const parts = [header(link('gif')), body(text('Anna'))];
		expect((await send('happy_holidays', parts, marketing)).status).toBe(200);
	});
});

describe('an incomplete template is refused with Meta’s code', () => {
	const flower = [body(text('Anna'))];
	test.each<[string, string, Component[], number]>([
		['no location', 'delivery_nearby', [arrives], 132012],
		['a picture for a location', 'delivery_nearby', [header(link('image')), arrives], 132012],
		['no name of the place', 'delivery_nearby', [location({ name: '' }), arrives], 131008],
		['no place on earth', 'delivery_nearby', [location({ latitude: 91 }), arrives], 100],
		['no document', 'invoice_ready', [body(text('a'), text('b'))], 132012],
		[
			'an unknown upload',
			'invoice_ready',
			[header({ type: 'document', document: { id: '1' } }), body(text('a'), text('b'))],
			100,
		],
		['a value too few', 'invoice_ready', [header(link('document')), body(text('a'))], 132000],
		[
			'a named value without its name',
			'cart_reminder',
			[header(text('Anna')), forAnna[1] ?? {}, products()],
			100,
		],
		['a line break', 'may_we_call', [body(text('a\nb'))], 132018],
		['an empty value', 'may_we_call', [body(text(' '))], 131008],
		['no cards', 'spring_cards', flower, 132000],
		['a card too few', 'spring_cards', [...flower, carousel(flowerCard(0))], 132000],
		[
			'a card without its picture',
			'spring_cards',
			[
				...flower,
				carousel(flowerCard(0), card(1, body(text('a'), text('b')), button('url', 0, text('a')))),
			],
			132012,
		],
		[
			'a card without its values',
			'spring_cards',
			[
				...flower,
				carousel(flowerCard(0), card(1, header(link('image')), button('url', 0, text('a')))),
			],
			132000,
		],
		[
			'a card without its link',
			'spring_cards',
			[
				...flower,
				carousel(flowerCard(0), card(1, header(link('image')), body(text('a'), text('b')))),
			],
			131008,
		],
		[
			'the same card twice',
			'spring_cards',
			[...flower, carousel(flowerCard(0), flowerCard(0))],
			131008,
		],
		[
			'no catalog',
			'product_cards',
			[
				...flower,
				carousel(card(0, header(product())), card(1, header(product({ catalog_id: '' })))),
			],
			131008,
		],
		[
			'no end of the offer',
			'flash_sale',
			[...saleBody, coupon('A'), button('url', 1, text('A'))],
			131008,
		],
		[
			'an end in words',
			'flash_sale',
			[...saleBody, offer('tomorrow'), coupon('A'), button('url', 1, text('A'))],
			131008,
		],
		[
			'an end in the past',
			'flash_sale',
			[...saleBody, offer(1), coupon('A'), button('url', 1, text('A'))],
			131009,
		],
		['no code', 'flash_sale', [...saleBody, offer(future), button('url', 1, text('A'))], 131008],
		[
			'a long code',
			'flash_sale',
			[...saleBody, offer(future), coupon('A'.repeat(16)), button('url', 1, text('A'))],
			100,
		],
		['no flow', 'feedback_form', [], 131008],
		['another button', 'feedback_form', [button('url', 0, text('a'))], 131009],
		[
			'a catalog’s picture without a product',
			'browse_catalog',
			[body(text('5 €')), button('catalog', 0, action({}))],
			131008,
		],
		['no products', 'cart_reminder', forAnna, 131008],
		[
			'no thumbnail',
			'cart_reminder',
			[...forAnna, products({ thumbnail_product_retailer_id: undefined })],
			131008,
		],
		['no product', 'back_in_stock', [body(text('Anna'))], 132012],
		[
			'an unknown button',
			'back_in_stock',
			[header(product()), body(text('Anna')), button('spm', 0, text('a'))],
			131009,
		],
		[
			'a call of a year',
			'call_us',
			[button('voice_call', 0, { type: 'ttl_minutes', ttl_minutes: 525_600 })],
			131009,
		],
		['no order', 'payment_due', [body(text('Anna'))], 131008],
		[
			'an order without its amount',
			'payment_due',
			[
				body(text('Anna')),
				button(
					'order_details',
					0,
					action({ order_details: { ...order, total_amount: undefined } }),
				),
			],
			131008,
		],
		['no status of the order', 'payment_status', [body(text('Anna'))], 131008],
		[
			'a status that is not known',
			'payment_status',
			[body(text('Anna')), orderStatus({ status: 'lost' })],
			100,
		],
		['a status that is not asked for', 'call_us', [orderStatus({ status: 'shipped' })], 132012],
		['a GIF by messages', 'happy_holidays', [header(link('gif')), body(text('Anna'))], 100],
	])('%s: %s', async (_what, name, components, code) => {
		const { status, body: answer } = await send(name, components);
		expect([status, answer]).toEqual([400, { error: expect.objectContaining({ code }) as object }]);
	});

	test('a utility template by marketing_messages', async () => {
		expect((await send('may_we_call', [body(text('Anna'))], marketing)).status).toBe(400);
	});
});

test('the list shows every part with Meta’s names', async () => {
	const { body: listed } = await sandboxed().ask(
		'GET',
		'/metaCloud/v24.0/102290129340398/message_templates?limit=100',
		undefined,
		access,
	);
	const { data } = listed as { data: Array<{ name: string; components: Component[] }> };
	const types = (name: string) =>
		data.find((row) => row.name === name)?.components.map(({ type }) => type);
	expect(types('spring_cards')).toEqual(['BODY', 'CAROUSEL']);
	expect(types('flash_sale')).toEqual(['HEADER', 'BODY', 'LIMITED_TIME_OFFER', 'BUTTONS']);
	expect(types('may_we_call')).toEqual(['BODY', 'CALL_PERMISSION_REQUEST']);
	expect(types('payment_status')).toEqual(['BODY']);
	expect(data.find(({ name }) => name === 'payment_status')).toMatchObject({
		sub_category: 'ORDER_STATUS',
	});
});

import { sandboxed } from '../../sandbox/ask';

const anna = '+491713920012';
const ben = '+14155550123';
const chloe = '+447700900456';

type Json = Record<string, unknown>;

let { sandbox } = sandboxed();
let { store } = sandbox;
beforeEach(() => {
	({ sandbox } = sandboxed());
	({ store } = sandbox);
});

async function request(method: string, path: string, init: RequestInit = {}) {
	const response = await sandbox.fetch(
		new Request(`http://127.0.0.1/wacr/api/v2${path}`, {
			method,
			...init,
			headers: { authorization: 'Bearer wacr-sandbox-token', ...init.headers },
		}),
	);
	const body = (await response.json()) as { data: Json; meta: Json; error: Json };
	return { status: response.status, headers: response.headers, body };
}

const ask = async (method: string, path: string, body?: unknown) =>
	await request(method, path, {
		headers: { 'content-type': 'application/json' },
		...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	});
const text = async (body: unknown) => await ask('POST', '/messages/text', body);
const template = async (body: object) =>
	await ask('POST', '/messages/template', { phone: ben, language: 'en', ...body });
const interactive = async (body: object) =>
	await ask('POST', '/messages/interactive', { phone: anna, body_text: 'When?', ...body });
const media = async (body: object) =>
	await ask('POST', '/messages/media', { phone: anna, ...body });
const listed = async (path: string) => (await ask('GET', path)).body.data as unknown as Json[];
const idOf = async (phone: string) =>
	(await listed(`/contacts?search=${phone.replace('+', '')}`))[0]?.['id'] as number;

const last = () => store.ledger.messages.at(-1);
const refusal = (code: string, errors?: Json) => ({
	success: false,
	error: { code, message: expect.any(String), ...(errors && { errors }) },
});
const integer = expect.any(Number);

describe('access', () => {
	test.each(['', 'wrong', 'wacr-sandbox-tokem', 'wacr-sandbox-token-and-more'])(
		'is denied for the token “%s”',
		async (token) => {
			const headers = { authorization: `Bearer ${token}` };
			const { status, body } = await request('GET', '/account', { headers });
			expect([status, body]).toEqual([401, refusal('UNAUTHORIZED')]);
		},
	);

	test('shows the account and its limits', async () => {
		expect((await ask('GET', '/account')).body.data).toMatchObject({ name: 'Sandbox Shop' });
		expect((await ask('GET', '/account/limits')).body.data).toMatchObject({
			limits: {
				contacts: { limit: -1, is_unlimited: true },
				api_calls_per_minute: { limit: 60, is_unlimited: false },
			},
		});
	});

	test('shows how much of the plan is used', async () => {
		const { contacts, staff } = (await ask('GET', '/account/usage')).body.data as Json;
		expect(contacts).toMatchObject({ current: expect.any(Number), limit: -1, is_unlimited: true });
		expect(staff).toEqual({
			...{ current: 1, limit: 3, remaining: 2, percentage_used: 33.33, is_unlimited: false },
		});
	});

	test('to an unknown path is refused', async () => {
		const { status, body } = await ask('GET', '/conversations');
		expect([status, body]).toEqual([404, refusal('NOT_FOUND')]);
	});

	test('is granted 60 times in any 60 seconds, then refused with the time to wait', async () => {
		for (let n = 0; n < 60; n++) expect((await ask('GET', '/account')).status).toBe(200);
		const { status, headers, body } = await ask('GET', '/account');
		expect([status, body]).toEqual([429, refusal('RATE_LIMIT_EXCEEDED')]);
		store.clock.advance(Number(headers.get('retry-after')) * 1000);
		expect((await ask('GET', '/account')).status).toBe(200);
	});
});

describe('a text', () => {
	test('is accepted while the window is open, and answered with both IDs', async () => {
		const { status, body } = await text({ phone: '+49 (171) 3920-012', message: 'Hi *Anna*' });
		expect(status).toBe(200);
		expect(body.data).toEqual({
			message_id: last()?.whatsappMessageId,
			contact_id: await idOf(anna),
			phone: '491713920012',
			message: 'Hi *Anna*',
			status: 'sent',
			sent_at: last()?.at,
			chat_id: integer,
			chat_message_id: integer,
		});
		expect(last()).toMatchObject({ phone: anna, kind: 'text', text: 'Hi *Anna*' });
	});

	test('has its known merge fields filled, and keeps unknown ones', async () => {
		const message = '@{contact_first_name} @{contact_last_name} @{contact_phone} @{contact_shoe}';
		const { body } = await text({ phone: anna, message });
		expect(body.data['message']).toBe(`Anna Schmidt ${anna} @{contact_shoe}`);
		expect(last()?.body).toBe(`Anna Schmidt ${anna} @{contact_shoe}`);
	});

	test.each([ben, chloe, '+4915112345678'])(
		'to %s with a closed window is refused without a reason',
		async (phone) => {
			const before = store.ledger.messages.length;
			const { status, body } = await text({ phone, message: 'Hi' });
			expect([status, body]).toEqual([500, refusal('MESSAGE_SEND_FAILED')]);
			expect(JSON.stringify(body)).not.toMatch(/window|24|13\d{4}/);
			expect(store.ledger.messages).toHaveLength(before);
		},
	);

	test('is refused for a recipient who opted out', async () => {
		store.contacts.findOrCreate('wacr', anna).optedOut = true;
		const { status, body } = await text({ phone: anna, message: 'Hi' });
		expect([status, body]).toEqual([403, refusal('CONTACT_OPTED_OUT')]);
		expect((await template({ phone: anna, template_name: 'parcel_shipped' })).body).toEqual(
			refusal('CONTACT_OPTED_OUT'),
		);
	});

	test('creates a contact for a new number', async () => {
		store.ledger.record('wacr', 'inbound', '+4915112345678', { kind: 'text', body: 'Hello' });
		const { body } = await text({ phone: '+4915112345678', message: 'Hi' });
		expect(body.data['contact_id']).toBe(await idOf('+4915112345678'));
	});

	test('is refused for an unknown contact', async () => {
		const { status, body } = await text({ phone: anna, message: 'Hi', contact_id: 9999 });
		expect([status, body]).toEqual([404, refusal('NOT_FOUND')]);
	});

	test.each([
		[{}, ['phone', 'message']],
		[{ phone: anna, message: ' ' }, ['message']],
		[{ phone: anna, message: 5 }, ['message']],
		[{ phone: anna, message: 'x'.repeat(4097) }, ['message']],
		[{ phone: '+49171392', message: 'Hi' }, ['phone']],
		[{ phone: '+49 171 392 00 12 00 12', message: 'Hi' }, ['phone']],
		[{ phone: 'call-me-at-home', message: 'Hi' }, ['phone']],
		[{ phone: anna, message: 'Hi', contact_id: 'x' }, ['contact_id']],
		['{"phone":', ['body']],
		['[]', ['body']],
		['', ['phone', 'message']],
	])('is refused if a field is invalid (%#)', async (sent, fields) => {
		const { status, body } = await text(sent);
		const errors = Object.fromEntries(fields.map((field) => [field, [expect.any(String)]]));
		expect([status, body]).toEqual([422, refusal('VALIDATION_ERROR', errors)]);
	});

	test.each([
		['', 'is required'],
		['   ', 'format is invalid'],
		['123', 'format is invalid'],
		['+4917139', 'must be at least 10 characters'],
	])('is refused for the number “%s”, whose format is checked first', async (phone, rule) => {
		const { body } = await text({ phone, message: 'Hi' });
		expect(body.error['errors']).toEqual({ phone: [`The phone field ${rule}.`] });
	});

	test('is accepted as a form of either type', async () => {
		const fields = { phone: anna, message: 'Hi' };
		const form = new FormData();
		for (const [name, value] of Object.entries(fields)) form.set(name, value);
		for (const body of [form, new URLSearchParams(fields)]) {
			expect((await request('POST', '/messages/text', { body })).status).toBe(200);
		}
	});
});

describe('a template', () => {
	const order = { template_name: 'order_confirmation', field_1: 'Ben', field_2: 'A-1042' };

	test('reaches a recipient with a closed window, with its own text', async () => {
		const { status, body } = await template({ ...order, field_3: '$5' });
		expect(status).toBe(200);
		expect(body.data).toMatchObject({
			template_name: 'order_confirmation',
			chat_message_id: integer,
		});
		expect(last()).toMatchObject({
			header: 'Order update',
			body: 'Hi Ben, thank you for your order A-1042. The total is $5. We will write again when it ships.',
			footer: 'Reply STOP to unsubscribe.',
			template: { name: 'order_confirmation', language: 'en' },
		});
	});

	test('with named placeholders fills them in the order of the text', async () => {
		await template({
			template_name: 'appointment_reminder',
			field_1: '@{contact_first_name}',
			field_2: 'Monday',
			field_3: '10:00',
		});
		expect(last()?.body).toBe('Hi Ben, this is a reminder of your appointment on Monday at 10:00.');
	});

	test('with a file in its header shows the file', async () => {
		const collection = { template_name: 'new_collection', field_1: 'Ben' };
		expect((await template(collection)).body.error['errors']).toEqual({
			header_image_url: ['The header_image_url field is required.'],
		});
		await template({ ...collection, header_image_url: 'https://shop.example/a.jpg' });
		expect(last()).toMatchObject({ header: '[image]', mediaUrl: 'https://shop.example/a.jpg' });
	});

	test.each([
		['order_confirmation', { field_1: 'Ben' }, ['field_2', 'field_3']],
		['order_confirmation', { ...order, field_3: 5 }, ['field_3']],
		['parcel_shipped', { field_1: 'A', field_2: 'B' }, ['button_0']],
		['login_code', { field_1: '482913' }, ['button_0']],
		['autumn_offer', { field_1: 'Ben' }, ['button_0']],
	])('%s is refused without its required fields (%#)', async (template_name, given, fields) => {
		const { status, body } = await template({ ...given, template_name });
		expect([status, Object.keys(body.error['errors'] as object)]).toEqual([422, fields]);
	});

	test.each([
		['winter_sale', 'en'],
		['welcome_back', 'fr'],
		['welcome_back', 'nl'],
		['nothing', 'en'],
	])('%s in %s, which is not approved, is not found', async (template_name, language) => {
		const { status, body } = await template({ template_name, language, field_1: 'Ben' });
		expect([status, body]).toEqual([404, refusal('NOT_FOUND')]);
	});

	test.each([
		['A\nB', '(#132018)'],
		['A     B', '(#132018)'],
		['x'.repeat(1000), '(#132005)'],
	])('is refused by Meta for the value %j', async (field_2, code) => {
		const { status, body } = await template({ ...order, field_2, field_3: '$5' });
		expect([status, body.error]).toEqual([
			500,
			{ code: 'MESSAGE_SEND_FAILED', message: expect.stringContaining(code) },
		]);
	});
});

describe('an interactive message', () => {
	test('appears on the phone as buttons', async () => {
		const { status, body } = await interactive({
			type: 'button',
			header_text: 'Delivery',
			footer_text: 'Reply soon.',
			buttons: [
				{ id: 'am', title: 'Morning' },
				{ id: 'pm', title: 'Afternoon' },
			],
		});
		expect([status, body.data['type']]).toEqual([200, 'button']);
		expect(last()).toMatchObject({
			kind: 'buttons',
			text: 'Delivery\nWhen?\nReply soon.',
			buttons: ['Morning', 'Afternoon'],
		});
	});

	test('appears on the phone as a list', async () => {
		const rows = [{ id: 'm1', title: '8 to 10', description: 'Early' }];
		const { status } = await interactive({
			type: 'list',
			list_button_text: 'Choose',
			sections: [{ title: 'Monday', rows }],
		});
		expect(status).toBe(200);
		expect(last()).toMatchObject({
			kind: 'list',
			list: { button: 'Choose', sections: [{ title: 'Monday', rows }] },
		});
	});

	test.each([
		[{}, ['type']],
		[{ type: 'cta_url' }, ['type']],
		[{ type: 'button' }, ['buttons']],
		[{ type: 'button', buttons: [{ id: 'a' }] }, ['buttons.0.title']],
		[{ type: 'button', buttons: [{ id: 'a', title: 'x'.repeat(21) }] }, ['buttons.0.title']],
		[{ type: 'button', buttons: Array(4).fill({ id: 'a', title: 'A' }) }, ['buttons']],
		[{ type: 'list' }, ['list_button_text', 'sections']],
		[
			{ type: 'list', list_button_text: 'Choose', sections: [{ rows: [{ id: 'a', title: 'A' }] }] },
			['sections.0.title'],
		],
		[
			{ type: 'list', list_button_text: 'Choose', sections: [{ title: 'A', rows: [] }] },
			['sections.0.rows'],
		],
		[
			{ type: 'button', header_text: 'x'.repeat(61), buttons: [{ id: 'a', title: 'A' }] },
			['header_text'],
		],
	])('is refused if a field is invalid (%#)', async (sent, fields) => {
		const { status, body } = await interactive(sent);
		expect([status, Object.keys(body.error['errors'] as object)]).toEqual([422, fields]);
	});
});

describe('a file', () => {
	test('is accepted by URL', async () => {
		const { status } = await media({
			media_type: 'document',
			media_url: 'https://shop.example/i.pdf',
			caption: 'Your invoice.',
			filename: 'invoice.pdf',
		});
		expect(status).toBe(200);
		expect(last()).toMatchObject({
			kind: 'document',
			header: '[document invoice.pdf]',
			mediaUrl: 'https://shop.example/i.pdf',
			body: 'Your invoice.',
		});
	});

	test('is accepted as an upload', async () => {
		const form = new FormData();
		form.set('phone', anna);
		form.set('media_type', 'image');
		form.set('caption', 'Have a look.');
		form.set('media_file', new File(['bytes'], 'a.png', { type: 'image/png' }));
		const { status, body } = await request('POST', '/messages/media', { body: form });
		expect([status, body.data['phone']]).toEqual([200, '491713920012']);
		expect(last()).toMatchObject({ kind: 'image', mediaUrl: 'upload:a.png', body: 'Have a look.' });
	});

	test.each([
		[{ media_type: 'image' }, ['media_url']],
		[{ media_type: 'image', media_url: 'a.jpg' }, ['media_url']],
		[{ media_type: 'image', media_url: 'HTTP://A.example' }, ['media_url']],
		[{ media_type: 'sticker', media_url: 'https://shop.example/a.webp' }, ['media_type']],
		[{ media_url: 'https://shop.example/a.jpg' }, ['media_type']],
		[
			{ phone: '+49 171 392 00 12', media_type: 'image', media_url: 'https://shop.example/a.jpg' },
			['phone'],
		],
	])('is refused if a field is invalid (%#)', async (sent, fields) => {
		const { status, body } = await media(sent);
		expect([status, Object.keys(body.error['errors'] as object)]).toEqual([422, fields]);
	});

	test('is refused while the window is closed', async () => {
		const file = { media_type: 'image', media_url: 'https://shop.example/a.jpg' };
		expect((await media({ ...file, phone: ben })).body).toEqual(refusal('MESSAGE_SEND_FAILED'));
	});
});

describe('the messages', () => {
	test('are looked up by record ID, not by wamid', async () => {
		const { body } = await text({ phone: anna, message: 'Hi' });
		const { chat_message_id, message_id } = body.data;
		const path = `/messages/${String(chat_message_id)}`;
		expect((await ask('GET', path)).body.data).toMatchObject({
			id: chat_message_id,
			message_id,
			type: 'text',
			message: 'Hi',
			status: 'sent',
			status_message: null,
		});
		store.clock.advance(3000);
		expect((await ask('GET', path)).body.data).toMatchObject({ status: 'delivered' });
		const message = last();
		if (message) {
			store.statuses.set(message, {
				status: 'failed',
				reason: '(#131026) Message undeliverable',
			});
		}
		expect((await ask('GET', path)).body.data).toMatchObject({
			status: 'failed',
			status_message: '(#131026) Message undeliverable',
		});
		expect((await ask('GET', `/messages/${String(message_id)}`)).status).toBe(404);
	});

	test('are listed by direction and time, newest first', async () => {
		await text({ phone: anna, message: 'Hi' });
		expect((await listed('/messages')).map(({ message }) => message)).toEqual([
			'Hi',
			'Hello, I have a question.',
			'Hello, I have a question.',
		]);
		const inbound = await listed('/messages?filter[direction]=inbound&per_page=1&sort=created_at');
		expect(inbound).toEqual([expect.objectContaining({ sender_id: '14155550123' })]);
		const since = new Date(store.clock.now() - 2 * 3_600_000).toISOString();
		const late = await listed(
			`/messages?filter[direction]=inbound&filter[created_at][gte]=${encodeURIComponent(since)}`,
		);
		expect(late.map(({ sender_id }) => sender_id)).toEqual(['491713920012']);
	});

	test('have one type for buttons and lists', async () => {
		await interactive({ type: 'button', buttons: [{ id: 'a', title: 'A' }] });
		expect(await listed('/messages?filter[type]=interactive')).toHaveLength(1);
	});
});

describe('the templates', () => {
	test('are listed page by page, one row for each language', async () => {
		const { body } = await ask('GET', '/templates?per_page=5&page=2');
		expect(body.data).toHaveLength(5);
		expect(body.meta).toEqual({
			pagination: { current_page: 2, per_page: 5, total: 33, last_page: 7, has_more: true },
		});
		expect((await ask('GET', '/templates?per_page=5&page=7')).body.meta).toMatchObject({
			pagination: { has_more: false },
		});
	});

	test('are returned with their components, by WhatsApp’s ID', async () => {
		const [row] = await listed('/templates?search=parcel&filter[status]=approved');
		expect(row).toMatchObject({
			id: integer,
			template_id: expect.stringMatching(/^\d{15}$/),
			template_name: 'parcel_shipped',
			language: 'en',
			body_text: 'Parcel {{1}} is on its way to you with {{2}}.',
			body_params_count: 2,
			buttons: [{ type: 'URL', text: 'Track parcel', url: 'https://shop.example/track/{{1}}' }],
		});
		const path = `/templates/${String(row?.['template_id'])}`;
		expect((await ask('GET', path)).body.data).toEqual(row);
		expect((await ask('GET', `/templates/${String(row?.['id'])}`)).status).toBe(404);
	});
});

describe('contacts', () => {
	const given = {
		firstname: 'Chloe',
		lastname: 'Martin',
		type: 'lead',
		source_id: 1,
		status_id: 2,
	};

	test('are created once, with all fields that WA.CR requires', async () => {
		const { status, body } = await ask('POST', '/contacts', { ...given, phone: chloe });
		expect(status).toBe(201);
		expect(body.data).toMatchObject({ ...given, id: integer, phone: chloe });
		const second = await ask('POST', '/contacts', { ...given, phone: chloe });
		expect([second.status, second.body.error['errors']]).toEqual([
			422,
			{ phone: ['The phone has already been taken.'] },
		]);
		const none = await ask('POST', '/contacts', {});
		expect(Object.keys(none.body.error['errors'] as object).sort()).toEqual(
			['firstname', 'lastname', 'phone', 'source_id', 'status_id', 'type'].sort(),
		);
	});

	test('are updated in the given fields', async () => {
		const path = `/contacts/${await idOf(ben)}`;
		const { body } = await ask('PATCH', path, {
			email: 'ben@shop.example',
			lastname: 'Cartwright',
		});
		expect(body.data).toMatchObject({
			firstname: 'Ben',
			lastname: 'Cartwright',
			email: 'ben@shop.example',
		});
		const refused = await ask('PATCH', path, { email: 'ben', source_id: 77, groups: [5] });
		expect(Object.keys(refused.body.error['errors'] as object).sort()).toEqual([
			'email',
			'groups',
			'source_id',
		]);
		expect((await ask('PATCH', '/contacts/9999', {})).status).toBe(404);
	});

	test.each([
		['artw', 1],
		['BEN@SHOP', 1],
		['14155550', 1],
		['acme', 1],
		// The fields are searched one by one.
		['Ben Cartwright', 0],
	])('are searched for “%s” in each field', async (search, count) => {
		await ask('PATCH', `/contacts/${await idOf(ben)}`, {
			...{ lastname: 'Cartwright', email: 'ben@shop.example', company: 'Acme' },
		});
		expect(await listed(`/contacts?search=${encodeURIComponent(search)}`)).toHaveLength(count);
	});

	test('include their groups on request', async () => {
		const [id, made] = [await idOf(ben), await ask('POST', '/groups', { name: 'vip' })];
		expect([made.status, made.body.data]).toEqual([201, { id: 1, name: 'vip' }]);
		expect((await ask('POST', '/groups', { name: 'VIP' })).status).toBe(422);
		await ask('POST', '/groups/1/contacts', { contact_ids: [id] });
		const shown = async (query: string) => (await ask('GET', `/contacts/${id}${query}`)).body.data;
		expect(await shown('')).not.toHaveProperty('groups');
		expect(await shown('?include=groups')).toMatchObject({ groups: [{ id: 1, name: 'vip' }] });
		expect(await listed('/contacts?filter[group_id]=1')).toHaveLength(1);
		await ask('DELETE', '/groups/1/contacts', { contact_ids: [id] });
		expect(await shown('?include=groups')).toMatchObject({ groups: [] });
		expect(await listed('/contacts?filter[group_id]=1')).toEqual([]);
	});

	test('that do not exist cannot be added to a group', async () => {
		await ask('POST', '/groups', { name: 'vip' });
		expect((await ask('POST', '/groups/1/contacts', { contact_ids: [9999] })).status).toBe(422);
		expect((await ask('POST', '/groups/1/contacts', {})).status).toBe(422);
		expect((await ask('POST', '/groups/7/contacts', { contact_ids: [1] })).status).toBe(404);
	});

	test('have sources and statuses to choose from', async () => {
		expect((await listed('/sources'))[0]).toEqual({ id: 1, name: 'API' });
		expect((await listed('/statuses'))[0]).toMatchObject({ id: 1, name: 'New' });
	});
});

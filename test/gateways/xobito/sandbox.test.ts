import { sandboxed } from '../../sandbox/ask';

const anna = '+491713920012';
const ben = '+14155550123';
const chloe = '+447700900456';
const token = 'xobito-sandbox-token';

type Json = Record<string, unknown>;

let { sandbox } = sandboxed();
let { store } = sandbox;
beforeEach(() => {
	({ sandbox } = sandboxed());
	({ store } = sandbox);
});

async function request(path: string, init: RequestInit = {}) {
	const response = await sandbox.fetch(
		new Request(`http://127.0.0.1/xobito/api/v1${path}`, {
			...init,
			headers: { authorization: `Bearer ${token}`, ...init.headers },
		}),
	);
	const body = (await response.json()) as { data: Json } & Json;
	return { status: response.status, headers: response.headers, body };
}

const ask = async (method: string, path: string, body?: unknown, workspace = 'sandbox-shop') =>
	await request(`/${workspace}${path}`, {
		method,
		headers: { 'content-type': 'application/json' },
		...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	});
const send = async (body: object) =>
	await ask('POST', '/messages/send', { phone_number: anna, message_body: 'When?', ...body });
const template = async (body: object) =>
	await ask('POST', '/messages/template', {
		phone_number: ben,
		template_language: 'en',
		...body,
	});
const media = async (body: object) =>
	await ask('POST', '/messages/media', { phone_number: anna, ...body });
const form = async (path: string, parts: Record<string, string | File>) => {
	const body = new FormData();
	for (const [name, part] of Object.entries(parts)) body.set(name, part);
	return await request(`/sandbox-shop${path}`, { method: 'POST', body });
};
const rows = async (path: string, workspace?: string) =>
	(await ask('GET', path, undefined, workspace)).body.data['data'] as Json[];

const last = () => store.ledger.messages.at(-1);
const wamid = expect.stringMatching(/^wamid\./);
const integer = expect.any(Number);
const envelope = (message: string, errors?: unknown) => ({
	status: 'error',
	message,
	...(errors !== undefined && { errors }),
});
const notSent = [500, envelope('Failed to send message')];

describe('access', () => {
	test('checks the workspace before the token', async () => {
		const { status, body } = await request('/acme/templates', { headers: { authorization: '' } });
		expect([status, body]).toEqual([400, envelope('Invalid tenant subdomain')]);
	});

	test.each([
		['', 'API token is required'],
		['Bearer wrong', 'Invalid API token'],
		['Bearer xobito-sandbox-tokem', 'Invalid API token'],
		[`Bearer ${token}-and-more`, 'Invalid API token'],
	])('is denied for the header “%s”', async (authorization, message) => {
		const { status, body } = await request('/sandbox-shop/templates', {
			headers: { authorization },
		});
		expect([status, body]).toEqual([401, envelope(message)]);
		expect(store.requests.entries.at(-1)).toMatchObject({ authorized: false });
	});

	test('is granted for the credential’s probe', async () => {
		const { status, body } = await ask('GET', '/templates?per_page=1');
		expect(status).toBe(200);
		expect(body.data).toMatchObject({ current_page: 1, per_page: 1, data: [expect.anything()] });
	});

	test('is limited to the abilities of the token', async () => {
		const headers = { authorization: `Bearer ${token}-read-only` };
		expect((await request('/sandbox-shop/contacts', { headers })).status).toBe(200);
		const { status, body } = await request('/sandbox-shop/messages/send', {
			method: 'POST',
			headers,
		});
		expect([status, body]).toEqual([
			403,
			envelope('Token does not have the required ability: messages.send'),
		]);
	});

	test('is limited to 60 requests in 60 seconds, with the wait only in the body', async () => {
		for (let n = 0; n < 60; n++) await ask('GET', '/sources');
		const { status, body, headers } = await ask('GET', '/sources');
		expect([status, body]).toEqual([429, { message: 'Too many requests', retry_after: integer }]);
		expect(headers.get('retry-after')).toBeNull();
		store.clock.advance(Number(body['retry_after']) * 1000);
		expect((await ask('GET', '/sources')).status).toBe(200);
	});

	test('is denied for unknown paths and methods in Laravel’s format', async () => {
		const there = await ask('GET', '/carrier-pigeons');
		expect([there.status, there.body]).toEqual([
			404,
			{ message: 'The route api/v1/sandbox-shop/carrier-pigeons could not be found.' },
		]);
		const single = await ask('GET', '/contacts/1');
		expect([single.status, single.headers.get('allow')]).toEqual([405, 'PUT, DELETE']);
	});
});

describe('a text', () => {
	test('is accepted while the window is open, and appears on the phone unchanged', async () => {
		const { status, body } = await send({ message_body: 'Hi *Anna* 👋' });
		expect([status, body]).toEqual([
			200,
			{
				status: 'success',
				message: 'Message sent successfully',
				data: {
					message_id: wamid,
					contact_id: integer,
					phone: anna,
					status: 'sent',
					sent_at: expect.stringMatching(/T[\d:]+\.\d{6}Z$/),
					chat_id: integer,
					contact_created: false,
				},
			},
		]);
		expect(last()).toMatchObject({ phone: anna, kind: 'text', text: 'Hi *Anna* 👋' });
	});

	test('is answered with WhatsApp’s own answer in the other workspace', async () => {
		const sent = { phone_number: anna, message_body: 'Hi' };
		const { body } = await ask('POST', '/messages/send', sent, 'sandbox-shop-v3');
		expect(body.data).toEqual({
			contact_id: integer,
			phone: anna,
			contact_created: false,
			whatsapp_response: {
				messaging_product: 'whatsapp',
				contacts: [{ input: anna, wa_id: '491713920012' }],
				messages: [{ id: wamid }],
			},
		});
	});

	test('is refused without a code while the window is closed', async () => {
		const { status, body } = await send({ phone_number: ben });
		expect([status, body]).toEqual(notSent);
		expect(last()?.direction).toBe('inbound');
	});

	test('is sent even to a recipient who opted out', async () => {
		store.contacts.findOrCreate('xobito', anna).optedOut = true;
		expect((await send({})).status).toBe(200);
		expect((await rows('/contacts')).find(({ phone }) => phone === anna)).toMatchObject({
			is_opted_out: 1,
		});
	});

	test.each<[object, Json]>([
		[
			{ phone_number: null, message_body: ' ' },
			{
				phone_number: ['The phone number field is required.'],
				message_body: ['The message body field is required.'],
			},
		],
		[
			{ phone_number: 'home, sweet' },
			{ phone_number: ['The phone number field format is invalid.'] },
		],
		[
			{ message_body: 'x'.repeat(4097) },
			{ message_body: ['The message body field must not be greater than 4096 characters.'] },
		],
		[{ message_type: 'list' }, { message_type: ['The selected message type is invalid.'] }],
		[
			{ header: 'Hi', buttons: [{ id: 'a', title: 'A' }] },
			{
				header: ['The header field is prohibited when message type is text.'],
				buttons: ['The buttons field is prohibited when message type is text.'],
			},
		],
	])('is refused if a field is invalid (%#)', async (sent, errors) => {
		const { status, body } = await send(sent);
		expect([status, body]).toEqual([422, envelope('Validation failed', errors)]);
	});

	test.each(['{"phone":', '[]', '"text"', 'null', ''])(
		'is refused for the body %j',
		async (sent) => {
			expect((await ask('POST', '/messages/send', sent)).status).toBe(422);
		},
	);

	test('has no fields if it is URL-encoded', async () => {
		const { status, body } = await request('/sandbox-shop/messages/send', {
			method: 'POST',
			body: new URLSearchParams({ phone_number: anna, message_body: 'Hi' }),
		});
		expect([status, body['errors']]).toMatchObject([
			422,
			{ phone_number: ['The phone number field is required.'] },
		]);
	});

	test('stores the given contact fields', async () => {
		await send({ contact: { firstname: 'Anna', lastname: 'Meier', groups: 'vip, new' } });
		const found = (await rows('/contacts')).find(({ phone }) => phone === anna);
		expect(found).toMatchObject({ firstname: 'Anna', lastname: 'Meier', group_id: [1, 2] });
		expect(await rows('/groups')).toMatchObject([{ name: 'vip' }, { name: 'new' }]);
	});
});

describe('buttons', () => {
	const buttons = [
		{ id: 'yes', title: 'Yes' },
		{ id: 'no', title: 'No' },
	];

	test('appear below the text', async () => {
		await send({ message_type: 'interactive', header: 'Delivery', footer: 'Acme', buttons });
		expect(last()).toMatchObject({
			header: 'Delivery',
			body: 'When?',
			footer: 'Acme',
			buttons: ['Yes', 'No'],
		});
	});

	test('open a page', async () => {
		const link = { button_text: 'Track it', button_url: 'https://acme.example/1' };
		expect((await send({ message_type: 'cta_url', ...link })).status).toBe(200);
		expect(last()).toMatchObject({ kind: 'ctaUrl', buttons: ['Track it'] });
		const wrong = await send({ message_type: 'cta_url', ...link, button_url: 'acme' });
		expect(wrong.body['errors']).toEqual({
			button_url: ['The button url field must be a valid URL.'],
		});
	});

	test.each<[unknown, string]>([
		[undefined, 'buttons'],
		[[...buttons, ...buttons], 'buttons'],
		[[buttons[0], buttons[0]], 'buttons'],
		[[{ id: 'yes', title: 'x'.repeat(21) }], 'buttons.0.title'],
		[[{ title: 'Yes' }], 'buttons.0.id'],
	])('are refused if a field is invalid (%#)', async (given, field) => {
		const { status, body } = await send({ message_type: 'interactive', buttons: given });
		expect([status, body['errors']]).toEqual([422, { [field]: [expect.any(String)] }]);
	});

	test('are refused by WhatsApp below a text that is too long', async () => {
		const { status, body } = await send({
			message_type: 'interactive',
			message_body: 'x'.repeat(1025),
			buttons,
		});
		expect([status, body['errors']]).toEqual([500, expect.stringContaining('(#131009)')]);
	});
});

describe('a file', () => {
	test.each([
		['image', 'https://acme.example/a.jpg', 'Autumn', '[image]'],
		['video', 'https://acme.example/a.mp4', 'Look', '[video]'],
		['audio', 'https://acme.example/a.mp3', undefined, '[audio]'],
		['document', 'https://acme.example/a.pdf', 'Invoice', '[document]'],
	])('is accepted by URL: %s', async (kind, url, caption, header) => {
		const { body } = await media({ media_type: kind, media_url: url, caption });
		expect(body['message']).toBe('Media message sent successfully');
		expect(last()).toMatchObject({ kind, header, mediaUrl: url, body: caption ?? '' });
	});

	test('is accepted as a form', async () => {
		const { status } = await form('/messages/media', {
			phone_number: anna,
			media_type: 'document',
			filename: 'invoice.pdf',
			media_file: new File(['%PDF-'], 'scan.pdf', { type: 'application/pdf' }),
		});
		expect(status).toBe(200);
		expect(last()).toMatchObject({ header: '[document invoice.pdf]', mediaUrl: 'upload:scan.pdf' });
	});

	test('is refused if it is empty or too large', async () => {
		const upload = async (content: Uint8Array<ArrayBuffer>) =>
			await form('/messages/media', {
				phone_number: anna,
				media_type: 'image',
				media_file: new File([content], 'a.jpg', { type: 'image/jpeg' }),
			});
		expect((await upload(new Uint8Array())).status).toBe(422);
		const { body } = await upload(new Uint8Array(5120 * 1024 + 1));
		expect(body['errors']).toEqual({
			media_file: ['The media file field must not be greater than 5120 kilobytes.'],
		});
	});

	test.each<[object, string]>([
		[{ media_type: 'sticker', media_url: 'https://acme.example/a.webp' }, 'media_type'],
		[{ media_type: 'image' }, 'media_url'],
		[{ media_type: 'image', media_url: 'a.jpg' }, 'media_url'],
		[
			{ media_type: 'audio', media_url: 'https://acme.example/a.mp3', caption: 'Listen' },
			'caption',
		],
	])('is refused if a field is invalid (%#)', async (sent, field) => {
		const { status, body } = await media(sent);
		expect([status, body['errors']]).toEqual([422, { [field]: [expect.any(String)] }]);
	});

	test('is refused while the window is closed', async () => {
		const { status, body } = await media({
			phone_number: ben,
			media_type: 'image',
			media_url: 'https://acme.example/a.jpg',
		});
		expect([status, body]).toEqual(notSent);
	});
});

describe('a template', () => {
	test('reaches a recipient with a closed window, with the template’s text', async () => {
		const { status, body } = await template({
			template_name: 'order_confirmation',
			field_1: 'Ben',
			field_2: 'A-1042',
			field_3: '$5',
		});
		expect([status, body['message']]).toEqual([200, 'Template message sent successfully']);
		expect(last()).toMatchObject({
			text: 'Order update\nHi Ben, thank you for your order A-1042. The total is $5. We will write again when it ships.\nReply STOP to unsubscribe.',
			template: { name: 'order_confirmation', language: 'en' },
		});
	});

	test('fills its named placeholders in the order of the text, in each language', async () => {
		await template({ template_name: 'welcome_back', template_language: 'de', field_1: 'Ben' });
		expect(last()?.body).toBe('Hallo Ben, schön, dass Sie wieder da sind!');
		await template({
			template_name: 'appointment_reminder',
			field_1: 'Ben',
			field_2: 'Friday',
			field_3: '10:00',
		});
		expect(last()?.body).toContain(
			'Hi Ben, this is a reminder of your appointment on Friday at 10',
		);
	});

	test('creates a contact for a new number', async () => {
		const sent = { phone_number: chloe, template_name: 'new_collection', field_1: 'Chloe' };
		const url = 'https://acme.example/a.jpg';
		const { body } = await template({ ...sent, header_image_url: url });
		expect(body.data).toMatchObject({ contact_created: true, phone: chloe });
		expect(last()).toMatchObject({ header: '[image]', mediaUrl: url });
	});

	test('accepts its header’s file as a form', async () => {
		await form('/messages/template', {
			phone_number: ben,
			template_name: 'new_collection',
			template_language: 'en',
			field_1: 'Ben',
			header_image_file: new File(['x'], 'autumn.jpg', { type: 'image/jpeg' }),
		});
		expect(last()).toMatchObject({ header: '[image]', mediaUrl: 'upload:autumn.jpg' });
	});

	test.each<[object, string]>([
		[{ template_name: 'order_confirmation', field_1: 'Ben', field_3: '$5' }, 'field_2'],
		[{ template_name: 'new_collection', field_1: 'Ben' }, 'header_image_url'],
		[{ template_name: 'parcel_shipped', field_1: '7', field_2: 'DHL' }, 'button_0'],
		[{ template_name: 'autumn_offer', field_1: 'Ben', button_0: 'x'.repeat(16) }, 'button_0'],
		[{ template_name: 'autumn_offer', template_language: 'e' }, 'template_language'],
		[{ template_name: 'autumn_offer', from_phone_number_id: '1' }, 'from_phone_number_id'],
		[{ template_name: 'autumn_offer', phone_number: '+4917139200121234' }, 'phone_number'],
	])('is refused if a value is missing or wrong (%#)', async (sent, field) => {
		const { status, body } = await template(sent);
		expect([status, body['errors']]).toEqual([422, { [field]: [expect.any(String)] }]);
	});

	test.each([
		['A-1\nA-2', '(#132018)'],
		['x'.repeat(1024), '(#132005)'],
	])('is refused by WhatsApp for the value %j', async (value, code) => {
		const { status, body } = await template({
			template_name: 'order_confirmation',
			field_1: 'Ben',
			field_2: value,
			field_3: '$5',
		});
		expect([status, body['errors']]).toEqual([500, expect.stringContaining(code)]);
	});

	test.each([
		['winter_sale', 'en', 'Template is not approved'],
		['welcome_back', 'fr', 'Template is not approved'],
		['welcome_back', 'nl', 'Template not found'],
		['nobody_knows', 'en', 'Template not found'],
	])('is refused if it cannot be sent: %s in %s', async (name, language, message) => {
		const sent = { template_name: name, template_language: language, field_1: 'Ben' };
		const { status, body } = await template(sent);
		expect([status, body]).toEqual([422, envelope(message)]);
	});
});

describe('the templates', () => {
	test('are listed page by page, one row for each language', async () => {
		const { body } = await ask('GET', '/templates?per_page=5&page=2');
		expect(body.data).toMatchObject({ current_page: 2, last_page: 7, total: 33, from: 6, to: 10 });
		expect(body.data['next_page_url']).toContain('page=3');
		expect(await rows('/templates?per_page=100')).toHaveLength(33);
		expect(await rows('/templates?page=9')).toEqual([]);
	});

	test('have their buttons as text, and in the other workspace as a list', async () => {
		const [first, third] = await Promise.all(
			[undefined, 'sandbox-shop-v3'].map(async (workspace) =>
				(await rows('/templates', workspace)).find(
					({ template_name: name }) => name === 'parcel_shipped',
				),
			),
		);
		const buttons = [
			{ type: 'URL', text: 'Track parcel', url: 'https://shop.example/track/{{1}}' },
		];
		expect(JSON.parse(String(first?.['buttons_data']))).toEqual(buttons);
		expect(third).toMatchObject({ buttons_data: buttons, body_params_count: 2 });
	});
});

describe('the lookups', () => {
	test('show the status of a message', async () => {
		const { body } = await send({});
		const id = encodeURIComponent(String(body.data['message_id']));
		const status = async () =>
			(await ask('GET', `/messages/${id}/status`)).body.data['delivery_status'];
		expect(await status()).toBe('pending');
		store.clock.advance(1000);
		expect(await status()).toBe('sent');
		store.clock.advance(2000);
		expect(await status()).toBe('delivered');
		const message = store.ledger.findOutbound(() => true);
		if (message !== undefined) {
			store.statuses.set(message, { status: 'failed', reason: 'Message undeliverable' });
		}
		expect((await ask('GET', `/messages/${id}/status`)).body.data).toMatchObject({
			delivery_status: 'failed',
			error_message: 'Message undeliverable',
		});
	});

	test('give notFound for an unknown message', async () => {
		const { status, body } = await ask('GET', '/messages/wamid.x%3D/status');
		expect([status, body]).toEqual([404, envelope('Message not found')]);
	});

	test.each([
		[anna, { format_valid: true, country: 'DE', national_number: '1713920012', e164: anna }],
		['0171', { format_valid: false, country: null, e164: null, reason: expect.any(String) }],
	])('check the format of %s', async (phone, verdict) => {
		const { status, body } = await ask('POST', '/phone/validate', { phone_number: phone });
		expect([status, body.data]).toEqual([200, expect.objectContaining(verdict)]);
	});

	test('are not offered by the other workspace', async () => {
		for (const [method, path] of [
			['GET', '/messages/wamid.x/status'],
			['POST', '/phone/validate'],
		] as const) {
			const { status, body } = await ask(method, path, undefined, 'sandbox-shop-v3');
			expect([status, Object.keys(body)]).toEqual([404, ['message']]);
		}
	});
});

describe('contacts', () => {
	const fields = {
		firstname: 'Chloe',
		lastname: 'Martin',
		phone: chloe,
		type: 'lead',
		source_id: 2,
		status_id: 1,
	};
	const create = async (body: object) => await ask('POST', '/contacts', { ...fields, ...body });

	test('are created once, and their groups are created', async () => {
		const { status, body } = await create({ groups: 'vip, press', email: 'c@acme.example' });
		expect([status, body]).toEqual([
			201,
			{
				status: 'success',
				message: 'Contact created successfully',
				data: expect.objectContaining({ ...fields, id: integer, group_id: [1, 2] }),
			},
		]);
		const second = await create({});
		expect([second.status, second.body['errors']]).toEqual([
			422,
			{ phone: ['The phone has already been taken.'] },
		]);
		expect(await rows('/contacts')).toHaveLength(3);
	});

	test.each<[object, string]>([
		[{ firstname: undefined }, 'firstname'],
		[{ type: 'guest' }, 'type'],
		[{ source_id: undefined }, 'source_id'],
		[{ status_id: 9 }, 'status_id'],
		[{ phone: '+4477009004561234567890' }, 'phone'],
		[{ email: 'chloe' }, 'email'],
	])('are refused if a field is invalid (%#)', async (change, field) => {
		const { status, body } = await create(change);
		expect([status, body['errors']]).toEqual([422, { [field]: [expect.any(String)] }]);
	});

	test('are updated, and keep the fields that are left out', async () => {
		const { body } = await create({ groups: 'vip' });
		const path = `/contacts/${String(body.data['id'])}`;
		const changed = await ask('PUT', path, { lastname: 'Dupont', groups: 'press' });
		expect(changed.body.data).toEqual({ ...body.data, lastname: 'Dupont', group_id: [2] });
		expect((await ask('PUT', path, { groups: '' })).body.data).toMatchObject({ group_id: [] });
		expect((await ask('PUT', '/contacts/999', {})).status).toBe(404);
	});

	test('are deleted, and can be created again', async () => {
		const { body } = await create({ groups: 'vip' });
		const path = `/contacts/${String(body.data['id'])}`;
		expect((await ask('DELETE', path)).status).toBe(200);
		expect((await ask('DELETE', path)).status).toBe(404);
		expect(await rows('/contacts')).toHaveLength(2);
		expect((await create({})).body.data).toMatchObject({ group_id: [] });
	});
});

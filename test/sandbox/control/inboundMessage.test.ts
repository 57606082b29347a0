import { createHash } from 'node:crypto';

import { anna, receiver, served } from '../receiver';

let world: Awaited<ReturnType<typeof served>>;
let hook: Awaited<ReturnType<typeof receiver>>;
beforeEach(async () => {
	[world, hook] = [await served(), await receiver()];
});
afterEach(async () => {
	await world.close();
	await hook.close();
});

type Row = Record<string, unknown>;
const metaRow = async (at = 0): Promise<Row> => {
	const { json } = (await hook.until(at + 1))[at] ?? {};
	return (
		json as never as { entry: [{ changes: [{ value: { messages: [Row]; contacts: [Row] } }] }] }
	).entry[0].changes[0].value.messages[0];
};
const listen = async (gateway: string) =>
	await world.control('webhooks', { gateway, url: hook.url });
const write = async (given: object) =>
	(await world.control('inbound', { phone: anna, ...given })).messages;
const qyvoList = async (query = '') =>
	(
		await world.ask(
			'GET',
			`/qyvo/api/v1/triggers/new-message-received${query}`,
			undefined,
			'qyvo-sandbox-token',
		)
	).body;
const wacrList = async (query = 'filter[direction]=inbound') =>
	(await world.ask('GET', `/wacr/api/v2/messages?${query}`, undefined, 'wacr-sandbox-token')).body;

const buttons = {
	type: 'interactive',
	interactive: {
		type: 'button',
		body: { text: 'Shall we?' },
		action: {
			buttons: [
				{ type: 'reply', reply: { id: 'yes', title: 'Yes' } },
				{ type: 'reply', reply: { id: 'no', title: 'No' } },
			],
		},
	},
};

const list = {
	type: 'interactive',
	interactive: {
		type: 'list',
		body: { text: 'Which one?' },
		action: {
			button: 'Choose',
			sections: [
				{
					rows: [
						{ id: 's', title: 'Small', description: '1 kg' },
						{ id: 'l', title: 'Large' },
					],
				},
			],
		},
	},
};

/** An offer with a quick reply through some gateway; what the tap gives as its id. */
const offers: ReadonlyArray<[string, string, string, object, string]> = [
	[
		'metaCloud',
		'/metaCloud/v24.0/106540352242922/messages',
		'meta-sandbox-token',
		{
			messaging_product: 'whatsapp',
			to: anna,
			type: 'template',
			template: {
				name: 'autumn_offer',
				language: { code: 'en' },
				components: [
					{ type: 'body', parameters: [{ type: 'text', text: 'Anna' }] },
					{
						type: 'button',
						sub_type: 'copy_code',
						index: '0',
						parameters: [{ type: 'coupon_code', coupon_code: 'A20' }],
					},
					{
						type: 'button',
						sub_type: 'quick_reply',
						index: '1',
						parameters: [{ type: 'payload', payload: 'stop-offers' }],
					},
				],
			},
		},
		'stop-offers',
	],
	[
		'wacr',
		'/wacr/api/v2/messages/template',
		'wacr-sandbox-token',
		{
			phone: anna,
			template_name: 'autumn_offer',
			language: 'en',
			field_1: 'Anna',
			button_0: 'A20',
		},
		'Not interested',
	],
	[
		'xobito',
		'/xobito/api/v1/sandbox-shop/messages/template',
		'xobito-sandbox-token',
		{
			phone_number: anna,
			template_name: 'autumn_offer',
			template_language: 'en',
			field_1: 'Anna',
			button_0: 'A20',
			button_1: 'stop-offers',
		},
		'stop-offers',
	],
	[
		'mojeeb',
		'/mojeeb/v1/whatsapp/templates',
		'mojeeb-sandbox-token',
		{
			agent_id: '0b9f8a52-7f6e-4c1d-9a3b-5d2e8f7a6c41',
			from: '+15550100200',
			to: anna,
			type: 'template',
			template: {
				name: 'autumn_offer',
				language: 'en',
				parameters: { '1': 'Anna' },
				buttons: [
					{ index: 0, type: 'COPY_CODE', coupon_code: 'A20' },
					{ index: 1, type: 'QUICK_REPLY', payload: 'stop-offers' },
				],
			},
		},
		'stop-offers',
	],
];

describe('a tap', () => {
	test('on a button has its ID, title and message, only at its gateway', async () => {
		await listen('metaCloud');
		const { id, whatsappMessageId, replies } = await world.send('metaCloud', buttons);
		expect(replies).toEqual([
			{ id: 'yes', title: 'Yes' },
			{ id: 'no', title: 'No' },
		]);
		const messages = await write({ tap: { message: id, id: 'no' } });
		expect(messages).toMatchObject([
			{
				gateway: 'metaCloud',
				kind: 'button_reply',
				body: 'No',
				about: whatsappMessageId,
				reply: { id: 'no', title: 'No', description: null },
			},
		]);
		expect(await metaRow()).toMatchObject({
			context: { from: '15550100100', id: whatsappMessageId },
			type: 'interactive',
			interactive: { type: 'button_reply', button_reply: { id: 'no', title: 'No' } },
		});
	});

	test('on a row has its description', async () => {
		await listen('metaCloud');
		const { whatsappMessageId } = await world.send('metaCloud', list);
		await write({ tap: { message: whatsappMessageId, id: 's' } });
		await write({ tap: { message: whatsappMessageId, id: 'l' } });
		expect([await metaRow(0), await metaRow(1)]).toMatchObject([
			{
				interactive: {
					type: 'list_reply',
					list_reply: { id: 's', title: 'Small', description: '1 kg' },
				},
			},
			{ interactive: { list_reply: { id: 'l', title: 'Large' } } },
		]);
	});

	test.each(offers)('on a quick reply of %s gives the payload or the text', async (...offer) => {
		const [gateway, path, token, body, id] = offer;
		const { status, text } = await world.ask('POST', path, body, token);
		expect([status < 300, text]).toEqual([true, text]);
		const message = world.sandbox.store.ledger.messages.at(-1);
		expect(message?.replies).toEqual([{ id, title: 'Not interested' }]);
		const [tapped] = await write({ tap: { message: message?.id, id } });
		expect(tapped).toMatchObject({ gateway, kind: 'button', reply: { id } });
	});

	test('on a quick reply is of type button at Meta', async () => {
		await listen('metaCloud');
		const [, path = '', token, body] = offers[0] ?? [];
		await world.ask('POST', path, body, token);
		const message = world.sandbox.store.ledger.messages.at(-1);
		await write({ tap: { message: message?.id, id: 'stop-offers' } });
		expect(await metaRow()).toMatchObject({
			type: 'button',
			button: { payload: 'stop-offers', text: 'Not interested' },
			context: { id: message?.whatsappMessageId },
		});
	});

	test('appears in the lists for polling', async () => {
		const path = '/wacr/api/v2/messages/interactive';
		const asked = {
			phone: anna,
			type: 'button',
			body_text: 'Shall we?',
			buttons: [{ id: 'yes', title: 'Yes' }],
		};
		await world.ask('POST', path, asked, 'wacr-sandbox-token');
		const message = world.sandbox.store.ledger.messages.at(-1);
		await write({ tap: { message: message?.id, id: 'yes' } });
		const { data } = await wacrList();
		expect(data[0]).toMatchObject({
			id: expect.any(Number),
			direction: 'inbound',
			type: 'interactive',
			message: 'Yes',
			contact: { phone: anna, name: 'Anna Schmidt' },
			reply: { id: 'yes', title: 'Yes' },
			ref_message_id: message?.whatsappMessageId,
			sent_at: expect.stringMatching(/Z$/),
		});
	});

	test('at Xobito names the button and its message', async () => {
		await listen('xobito');
		const { id, whatsappMessageId } = await world.send('xobito', {
			message_type: 'interactive',
			buttons: [{ id: 'yes', title: 'Yes' }],
		});
		await write({ tap: { message: id, id: 'yes' } });
		expect((await hook.until(1))[0]?.json).toMatchObject({
			event: 'message.received',
			data: {
				type: 'interactive',
				button_reply: { id: 'yes', title: 'Yes' },
				ref_message_id: whatsappMessageId,
			},
		});
	});
});

describe('a file', () => {
	test('at Meta is fetched by its ID with the token', async () => {
		await listen('metaCloud');
		const media = { type: 'document', fileName: 'bill.pdf', caption: 'Here', bytes: 5000 };
		await write({ gateway: 'metaCloud', media });
		const { type, document } = (await metaRow()) as { type: string; document: Row };
		expect([type, document]).toEqual([
			'document',
			{
				caption: 'Here',
				filename: 'bill.pdf',
				mime_type: 'application/pdf',
				sha256: expect.any(String),
				id: expect.stringMatching(/^\d+$/),
			},
		]);
		const path = `/metaCloud/v24.0/${String(document['id'])}`;
		expect((await world.ask('GET', path)).status).toBe(401);
		const { body } = await world.ask('GET', path, undefined, 'meta-sandbox-token');
		expect(body).toMatchObject({
			mime_type: 'application/pdf',
			file_size: 5000,
			id: document['id'],
		});
		expect(body.url).toMatch(`${world.url}/metaCloud/`);
		expect((await fetch(body.url)).status).toBe(401);
		const file = await fetch(body.url, { headers: { authorization: 'Bearer meta-sandbox-token' } });
		const bytes = Buffer.from(await file.arrayBuffer());
		expect([file.headers.get('content-type'), bytes.length]).toEqual(['application/pdf', 5000]);
		const hash = createHash('sha256').update(bytes);
		expect(hash.copy().digest('hex')).toBe(body.sha256);
		expect(hash.digest('base64')).toBe(document['sha256']);
	});

	test('that is unknown to Meta is refused', async () => {
		const asked = ['GET', '/metaCloud/v24.0/123', undefined, 'meta-sandbox-token'] as const;
		expect((await world.ask(...asked)).status).toBe(400);
	});

	test('at the other gateways has a public URL that does not change', async () => {
		await write({ media: { type: 'image', caption: 'Broken' } });
		const [{ type, content }] = await qyvoList('?message_type=image');
		expect(type).toBe('image');
		expect(content).toMatchObject({ mime_type: 'image/jpeg', caption: 'Broken' });
		expect(content.url).toMatch(`${world.url}/qyvo/storage/`);
		const read = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());
		expect(await read(content.url)).toHaveLength(1000);
		expect(await read(content.url)).toEqual(await read(content.url));
		const { data } = await wacrList();
		expect(data[0]).toMatchObject({ type: 'image', message: 'Broken' });
		expect(await read(data[0].url)).toHaveLength(1000);
		expect((await fetch(`${world.url}/qyvo/storage/1/file`)).status).toBe(404);
	});
});

test('a location has its name', async () => {
	await listen('metaCloud');
	const location = { latitude: 52.5163, longitude: 13.3777, name: 'Our shop' };
	await write({ location });
	expect(await metaRow()).toMatchObject({ type: 'location', location });
	const [{ type, content }] = await qyvoList();
	expect([type, content]).toEqual(['location', { ...location, address: null }]);
});

test('a reply names the quoted message', async () => {
	await listen('metaCloud');
	const { whatsappMessageId: replyTo } = await world.send('metaCloud');
	const messages = await write({ text: 'That one', replyTo });
	expect(messages).toMatchObject([{ gateway: 'metaCloud', about: replyTo }]);
	expect(await metaRow()).toMatchObject({ context: { id: replyTo }, text: { body: 'That one' } });
});

test('a contact with a hidden number has an ID instead', async () => {
	await listen('metaCloud');
	const messages = await write({ text: 'Hi', hidden: true });
	expect(messages).toMatchObject([
		{ gateway: 'metaCloud', phone: anna, hiddenAs: expect.stringMatching(/^DE\.\d{10}$/) },
	]);
	const row = await metaRow();
	expect(row).not.toHaveProperty('from');
	expect(row).toMatchObject({ from_user_id: messages[0].hiddenAs });
	expect(hook.got[0]?.json).toMatchObject({
		entry: [
			{
				changes: [
					{
						value: {
							contacts: [
								{
									profile: { name: 'Anna Schmidt', username: 'anna.schmidt' },
									user_id: messages[0].hiddenAs,
								},
							],
						},
					},
				],
			},
		],
	});
	expect(hook.got[0]?.body).not.toContain('491713920012');
});

test('a contact’s new name is stored', async () => {
	await world.control('inbound', { phone: '+4915112345678', text: 'Hi', name: 'Ida' });
	const [{ contact_name: name }] = await qyvoList();
	expect(name).toBe('Ida');
	const { body } = await world.ask('GET', '/_sandbox/phones');
	expect(body.phones.at(-1)).toMatchObject({ phone: '+4915112345678', name: 'Ida' });
});

describe('WA.CR’s list', () => {
	test('is paged, newest first, back to a given time', async () => {
		world.time.pass(5);
		const since = new Date(world.time.now()).toISOString();
		for (const text of ['one', 'two', 'three']) await write({ text });
		const query = `filter[direction]=inbound&filter[created_at][gte]=${since}&per_page=2`;
		const first = await wacrList(query);
		const second = await wacrList(`${query}&page=2`);
		const received = [...first.data, ...second.data].map(({ message }: Row) => message);
		expect(received).toEqual(['three', 'two', 'one']);
		expect(first.meta.pagination).toMatchObject({ total: 3, has_more: true });
		expect(second.meta.pagination).toMatchObject({ has_more: false });
		const ids = [...first.data, ...second.data].map(({ id }: Row) => id);
		expect(new Set(ids).size).toBe(3);
	});
});

test.each([
	[{ text: 'Hi', location: { latitude: 1, longitude: 1 } }, /^text: .* only one of them/],
	[{ tap: { message: '01J', id: 'yes' } }, /^tap\.message: the id of a message/],
	[{ media: { type: 'gif' } }, /^media\.type: one of image/],
	[{ media: { type: 'audio', caption: 'Hm' } }, /^media\.caption: /],
	[{ media: { type: 'image', bytes: -1 } }, /^media\.bytes: /],
	[{ media: { type: 'image', size: 1 } }, /^media\.size: not a field here/],
	[{ location: { latitude: 91, longitude: 0 } }, /^location\.latitude: /],
	[{ text: 'Hi', replyTo: 'wamid.none' }, /^replyTo: the id of a message/],
	[{ text: 'Hi', hidden: true, gateway: 'qyvo' }, /^gateway: only metaCloud/],
	[{ text: 'Hi', hidden: 'yes' }, /^hidden: true or false/],
	[{ text: 'Hi', number: 'third' }, /^number: one of main, second\.$/],
	[{ text: 'Hi', number: 'second', gateway: 'qyvo' }, /^gateway: only metaCloud/],
])('a bad message is refused and names the field: %j', async (given, sentence) => {
	const { status, body } = await world.ask('POST', '/_sandbox/inbound', { phone: anna, ...given });
	expect(status).toBe(400);
	expect(body.message).toMatch(sentence);
});

test('a tap on an unknown button or on another phone is refused', async () => {
	const { id } = await world.send('metaCloud', buttons);
	const tap = async (phone: string, button: string) =>
		(await world.ask('POST', '/_sandbox/inbound', { phone, tap: { message: id, id: button } })).body
			.message;
	expect(await tap(anna, 'maybe')).toBe('tap.id: the message has these: yes, no.');
	expect(await tap('+14155550123', 'yes')).toBe(
		`tap.message: that message is on the phone ${anna}.`,
	);
});

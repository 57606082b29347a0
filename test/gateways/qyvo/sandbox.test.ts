import { sandboxed } from '../../sandbox/ask';

const anna = '+491713920012';
const ben = '+14155550123';

let { sandbox, ask } = sandboxed();
beforeEach(() => ({ sandbox, ask } = sandboxed()));

const qyvo = async (method: string, path: string, body?: unknown, token = 'qyvo-sandbox-token') =>
	await ask(method, `/qyvo/api/v1${path}`, body, { authorization: `Bearer ${token}` });
const text = async (body: unknown) => await qyvo('POST', '/actions/send-text-message', body);
const template = async (body: object) =>
	await qyvo('POST', '/actions/send-template-message', { phone: ben, ...body });

const idOf = async (name: string) => {
	const { body } = await qyvo('POST', '/actions/list-templates', {});
	return (body as Array<{ id: string; name: string }>).find((one) => one.name === name)?.id;
};

const minute = 60_000;
const windowClosed = expect.stringContaining('(#131047)');

describe('access', () => {
	test.each(['', 'wrong', 'qyvo-sandbox-tokem', 'qyvo-sandbox-token-and-more'])(
		'is denied for the token “%s”',
		async (token) => {
			const { status, body } = await qyvo('GET', '/me', undefined, token);
			expect([status, body]).toEqual([401, { message: 'Unauthenticated.' }]);
		},
	);

	test('is denied without a token', async () => {
		expect((await ask('GET', '/qyvo/api/v1/me')).status).toBe(401);
	});

	test('shows the account', async () => {
		const { status, body } = await qyvo('GET', '/me');
		expect(status).toBe(200);
		expect(body).toMatchObject({ id: 42, tenant: { name: 'Sandbox Shop' } });
	});
});

describe('a text', () => {
	test('is accepted while the window is open, and appears on the phone unchanged', async () => {
		const { status, body, headers } = await text({ phone: anna, message: 'Hi *Anna* 👋' });
		expect([status, body]).toEqual([
			200,
			{
				id: expect.stringMatching(/^01J1Z\d{21}$/),
				status: 'sent',
				whatsapp_message_id: expect.stringMatching(/^wamid\./),
				contact_id: expect.stringMatching(/^01J1Y\d{21}$/),
			},
		]);
		expect(headers.get('x-ratelimit-limit')).toBe('120');
		expect(headers.get('x-ratelimit-remaining')).toBe('119');
		expect(sandbox.store.ledger.messages.at(-1)).toMatchObject({
			phone: anna,
			text: 'Hi *Anna* 👋',
		});
	});

	test('is refused while the window is closed', async () => {
		const { status, body } = await text({ phone: ben, message: 'Hi' });
		expect([status, body]).toEqual([422, { error: windowClosed }]);
	});

	test('is accepted until 24 hours after the contact wrote, and refused at 24 hours', async () => {
		await ask('POST', '/_sandbox/inbound', { phone: ben, text: 'Hello' });
		sandbox.store.clock.advance(24 * 60 * minute - 1000);
		expect((await text({ phone: ben, message: 'Hi' })).status).toBe(200);
		sandbox.store.clock.advance(1000);
		expect((await text({ phone: ben, message: 'Hi' })).status).toBe(422);
	});

	test.each([
		[{}, { phone: ['The phone field is required.'], message: ['The message field is required.'] }],
		[{ phone: anna, message: '' }, { message: ['The message field is required.'] }],
		[{ phone: anna, message: 5 }, { message: ['The message field must be a string.'] }],
		[
			{ phone: 'home', message: 'Hi' },
			{ phone: ['The phone field must be a valid phone number.'] },
		],
		[
			{ phone: anna, message: 'x'.repeat(4097) },
			{ message: ['The message field must not be greater than 4096 characters.'] },
		],
	])('is refused if a field is invalid (%#)', async (sent, errors) => {
		const { status, body } = await text(sent);
		expect([status, body]).toEqual([422, { message: 'The given data was invalid.', errors }]);
	});

	test.each(['{"phone":', '[]', '"text"', 'null', ''])(
		'is refused for the body %j',
		async (sent) => {
			expect((await text(sent)).status).toBe(422);
		},
	);

	test.each(['multipart/form-data; boundary=x', 'application/x-www-form-urlencoded'])(
		'is refused as a form of the type %s',
		async (type) => {
			const { status, body } = await ask(
				'POST',
				'/qyvo/api/v1/actions/send-text-message',
				`phone=${encodeURIComponent(anna)}&message=Hi`,
				{ authorization: 'Bearer qyvo-sandbox-token', 'content-type': type },
			);
			expect([status, body]).toMatchObject([
				422,
				{ errors: { body: ['The body must be a JSON object.'] } },
			]);
		},
	);

	test('accepts a number in several formats', async () => {
		const { body } = await text({ phone: '0049 (171) 392-0012', message: 'Hi' });
		expect(body).toMatchObject({ status: 'sent' });
	});
});

describe('a template', () => {
	test('reaches a recipient with a closed window, with the template’s text', async () => {
		const { status } = await template({
			template_id: await idOf('order_confirmation'),
			variables: { 1: 'Ben', 2: 'A-1042', 3: '$5' },
		});
		expect(status).toBe(200);
		expect(sandbox.store.ledger.messages.at(-1)).toMatchObject({
			header: 'Order update',
			text: 'Order update\nHi Ben, thank you for your order A-1042. The total is $5. We will write again when it ships.\nReply STOP to unsubscribe.',
			template: { name: 'order_confirmation', language: 'en' },
		});
	});

	test.each([
		['de', 'de', 'Hallo Ben, schön, dass Sie wieder da sind!'],
		['fr', 'en', 'Hello Ben, nice to see you again!'],
		['nl', 'en', 'Hello Ben, nice to see you again!'],
		[undefined, 'en', 'Hello Ben, nice to see you again!'],
	])('requested in %s is sent in %s', async (language, sent, shown) => {
		await template({
			template_id: await idOf('welcome_back'),
			language,
			variables: { first_name: 'Ben' },
		});
		expect(sandbox.store.ledger.messages.at(-1)).toMatchObject({
			template: { language: sent },
			text: shown,
		});
	});

	test('is refused if a value is missing, with the expected values', async () => {
		const { status, body } = await template({
			template_id: await idOf('order_confirmation'),
			variables: { 1: 'Ben' },
		});
		expect([status, body]).toEqual([
			422,
			{
				error: 'Template requires variables that were not provided.',
				expected_placeholders: ['1', '2', '3'],
				missing: ['2', '3'],
			},
		]);
	});

	test.each([
		['', '(#131008)'],
		['A-1\nA-2', '(#132012)'],
		['A-1\tA-2', '(#132012)'],
		['A     B', '(#132012)'],
		['x'.repeat(1024), '(#132005)'],
	])('is refused by Meta for the value %j', async (value, code) => {
		const { status, body } = await template({
			template_id: await idOf('order_confirmation'),
			variables: { 1: 'Ben', 2: value, 3: '$5' },
		});
		expect([status, body]).toEqual([422, { error: expect.stringContaining(code) }]);
	});

	test('is refused if its values are not strings', async () => {
		const { body } = await template({
			template_id: await idOf('order_confirmation'),
			variables: { 1: 5 },
		});
		expect(body).toMatchObject({ errors: { variables: [expect.any(String)] } });
	});

	test('is refused if it is not approved', async () => {
		const { status, body } = await template({ template_id: await idOf('winter_sale') });
		expect([status, body]).toEqual([
			422,
			{ error: 'Template has no approved translation to send.', available_languages: ['en'] },
		]);
	});

	test('is refused if it does not exist', async () => {
		const { status, body } = await template({ template_id: '01J0000000000000000000000' });
		expect([status, body]).toEqual([404, { error: 'Template not found' }]);
	});
});

describe('the templates', () => {
	test('are listed by name, all or by status', async () => {
		const names = async (body: object) =>
			((await qyvo('POST', '/actions/list-templates', body)).body as Array<{ name: string }>).map(
				({ name }) => name,
			);
		expect(await names({})).toHaveLength(28);
		expect(await names({ status: 'PENDING' })).toEqual(['winter_sale']);
		expect((await qyvo('POST', '/actions/list-templates', { status: 'NEW' })).status).toBe(422);
	});

	test('are returned with their components', async () => {
		const { body } = await qyvo('POST', '/actions/get-template', {
			template_id: await idOf('parcel_shipped'),
		});
		expect(body).toEqual({
			id: expect.any(String),
			name: 'parcel_shipped',
			category: 'UTILITY',
			status: 'APPROVED',
			languages: ['en'],
			body: 'Parcel {{1}} is on its way to you with {{2}}.',
			header_type: null,
			header_content: null,
			footer: null,
			buttons: [{ type: 'URL', text: 'Track parcel', url: 'https://shop.example/track/{{1}}' }],
			placeholders: ['1', '2'],
			created_at: expect.any(String),
		});
	});

	test('are listed for pickers', async () => {
		const id = await idOf('order_confirmation');
		expect((await qyvo('GET', '/dropdowns/templates')).body).toContainEqual({
			id,
			label: 'order_confirmation',
		});
		expect((await qyvo('GET', `/dropdowns/template-variables?template_id=${id}`)).body).toEqual(
			['1', '2', '3'].map((key) => ({ id: key, label: key })),
		);
	});
});

describe('contacts', () => {
	test('are created with the first message, and are found by number and ID', async () => {
		await template({ template_id: await idOf('new_collection'), variables: { 1: 'Ben' } });
		const { body } = await qyvo('POST', '/actions/get-contact', { phone: ben });
		expect(body).toMatchObject({ phone: ben, source: 'api', total_messages: 2 });
		const { id } = body as { id: string };
		expect((await qyvo('POST', '/actions/get-contact', { contact_id: id })).body).toEqual(body);
	});

	test('are created once per number', async () => {
		const create = async (body: object) =>
			await qyvo('POST', '/actions/create-contact', { phone: '+447700900456', ...body });
		const first = await create({ name: 'Chloe', tags: 'vip, new' });
		const second = await create({ email: 'chloe@example.com' });
		expect([first.status, second.status]).toEqual([201, 201]);
		expect(second.body).toMatchObject({
			id: (first.body as { id: string }).id,
			name: 'Chloe',
			email: 'chloe@example.com',
			tags: ['vip', 'new'],
		});
	});

	test('that do not exist are refused', async () => {
		const { status, body } = await qyvo('POST', '/actions/get-contact', { phone: '+4915100000' });
		expect([status, body]).toEqual([404, { error: 'Contact not found' }]);
		expect((await qyvo('POST', '/actions/get-contact', {})).status).toBe(422);
	});
});

test('inbound messages are listed, newest first', async () => {
	await ask('POST', '/_sandbox/inbound', { phone: ben, text: 'Are you there?' });
	const { body } = await qyvo('GET', '/triggers/new-message-received?message_type=text');
	expect(body).toEqual([
		expect.objectContaining({
			direction: 'inbound',
			content: { body: 'Are you there?' },
			contact_phone: ben,
		}),
		expect.objectContaining({ contact_phone: expect.any(String) }),
		expect.anything(),
	]);
	expect((await qyvo('GET', '/triggers/new-message-received?message_type=image')).body).toEqual([]);
});

test('120 requests succeed in any 60 seconds, and the next one is refused with the time to wait', async () => {
	for (let n = 0; n < 60; n++) await qyvo('GET', '/me');
	sandbox.store.clock.advance(40_000);
	for (let n = 0; n < 60; n++) expect((await qyvo('GET', '/me')).status).toBe(200);
	const refused = await qyvo('GET', '/me');
	expect(refused.status).toBe(429);
	expect(refused.body).toEqual({ message: 'Too Many Attempts.' });
	expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(20);
	sandbox.store.clock.advance(Number(refused.headers.get('retry-after')) * 1000);
	expect((await qyvo('GET', '/me')).status).toBe(200);
});

test('an unknown path is refused in Laravel’s format', async () => {
	const { status, body } = await qyvo('POST', '/actions/send-carrier-pigeon', {});
	expect([status, body]).toEqual([
		404,
		{ message: 'The route api/v1/actions/send-carrier-pigeon could not be found.' },
	]);
});

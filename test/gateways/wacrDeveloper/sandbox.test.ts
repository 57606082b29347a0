import { sandboxed } from '../../sandbox/ask';

const anna = '+491713920012';
const ben = '+14155550123';

type Json = Record<string, unknown>;

let { sandbox, ask: request, time } = sandboxed();
let { store } = sandbox;
beforeEach(() => {
	({ sandbox, ask: request, time } = sandboxed());
	({ store } = sandbox);
});

async function ask(method: string, path: string, body?: unknown, token = 'wacr_test_sandbox') {
	const headers: Record<string, string> = token === '' ? {} : { authorization: `Bearer ${token}` };
	const { status, body: answered } = await request(
		method,
		`/wacrDeveloper/v1${path}`,
		body,
		headers,
	);
	return { status, body: answered as Json };
}

const send = async (body: object) =>
	await ask('POST', '/messages', { channel: 'whatsapp', to: anna, ...body });
const object = async (message: object) => await send({ message });
const refusal = (status: number, code: string, message: unknown = expect.any(String)) => ({
	status,
	body: { ok: false, status, error: { code, message } },
});
const last = () => store.ledger.messages.at(-1);
const conversation = async (phone: string, query = '') => {
	const path = `/conversations/${phone.replace('+', '')}/messages${query}`;
	return (await ask('GET', path)).body['messages'] as Json[];
};
const channelIds = async () =>
	((await ask('GET', '/channels')).body['channels'] as Json[]).map(({ id }) => id);

describe('keys', () => {
	test.each([
		['', 401, 'missing_token'],
		['something', 401, 'invalid_key'],
		['wacr_test_revoked', 401, 'key_revoked'],
		['wacr_test_without_scopes', 403, 'insufficient_scope'],
		['wacr_test_small_plan', 403, 'plan_upgrade_required'],
	])('%p is refused with %i %s', async (token, status, code) => {
		expect(await ask('GET', '/me', undefined, token)).toEqual(refusal(status, code));
	});

	test('the right one is named with its workspace and scopes', async () => {
		const { status, body } = await ask('GET', '/me');
		expect(status).toBe(200);
		expect(body).toMatchObject({
			ok: true,
			tenant: { name: 'Sandbox Shop', status: 'active' },
			credential: { scopes: expect.arrayContaining(['messages:send', 'messages:read']) as unknown },
		});
	});
});

test('an address that does not exist is not found', async () => {
	expect(await ask('GET', '/nowhere')).toEqual(refusal(404, 'not_found'));
	const outside = await request('GET', '/wacrDeveloper/v2/me', undefined, {
		authorization: 'Bearer wacr_test_sandbox',
	});
	expect(outside.status).toBe(404);
});

describe('channels', () => {
	test('are filtered by status and account', async () => {
		const connected = (await ask('GET', '/channels?status=connected&limit=200')).body['channels'];
		expect(connected).toMatchObject([{ isDefault: true, displayPhone: '+1 555-010-0200' }]);
		expect((await ask('GET', '/channels?wabaId=nope')).body['channels']).toEqual([]);
	});

	test('send if they are connected, by their id or their account’s', async () => {
		const [first, second] = await channelIds();
		expect((await send({ text: 'Hi', from: first })).status).toBe(200);
		expect((await send({ text: 'Hi', from: '102290129340398' })).status).toBe(200);
		expect(await send({ text: 'Hi', from: second })).toEqual(refusal(422, 'unknown_sender'));
		expect(await send({ text: 'Hi', from: 'nonsense' })).toEqual(refusal(422, 'unknown_sender'));
	});
});

describe('a message', () => {
	test('is accepted with its ids and arrives', async () => {
		const { status, body } = await send({ text: 'Hello', contextMessageId: 'wamid.9' });
		expect(status).toBe(200);
		expect(body).toEqual({
			ok: true,
			messageId: expect.stringMatching(/^[\da-f-]{36}$/),
			providerMessageId: last()?.whatsappMessageId,
			acceptedAt: last()?.at,
		});
		expect(last()).toMatchObject({ phone: anna, kind: 'text', body: 'Hello', about: 'wamid.9' });
	});

	test.each([['491713920012'], ['+49 171 3920012']])('may go to %s', async (to) => {
		expect((await send({ to, text: 'Hi' })).status).toBe(200);
		expect(last()?.phone).toBe(anna);
	});

	test('may go to a contact’s UUID', async () => {
		const [contact] = (await ask('GET', `/contacts?q=${anna.slice(1)}`)).body['contacts'] as Json[];
		expect((await send({ to: contact?.['id'], text: 'Hi' })).status).toBe(200);
		expect(last()?.phone).toBe(anna);
	});

	test.each<[string, object]>([
		['no channel', { channel: undefined, text: 'Hi' }],
		['an invented channel', { channel: 'pigeon', text: 'Hi' }],
		['no recipient', { to: '', text: 'Hi' }],
		['an unreadable recipient', { to: 'somebody', text: 'Hi' }],
		['no content', {}],
		['two contents', { text: 'Hi', message: { type: 'text', text: { body: 'Hi' } } }],
		['an empty text', { text: '' }],
		['a message that is no object', { message: 'Hi' }],
		['a template without a language', { templateName: 'order_update' }],
		[
			'an empty list of components',
			{ templateName: 'order_update', languageCode: 'en', components: [] },
		],
	])('with %s is refused', async (_what, body) => {
		expect(await send(body)).toEqual(refusal(422, 'invalid_body'));
		expect(last()?.direction).not.toBe('outbound');
	});

	test.each(['{"channel":', '["whatsapp"]'])('%s is refused', async (body) => {
		expect(await ask('POST', '/messages', body)).toEqual(refusal(422, 'invalid_body'));
	});

	test('through another channel is not implemented', async () => {
		const sms = await send({ channel: 'sms', text: 'Hi' });
		expect(sms).toEqual(refusal(422, 'channel_not_implemented'));
	});

	test.each<[string, object, RegExp]>([
		['of an unknown type', { type: 'hologram' }, /#131051/],
		['with an unknown key', { type: 'text', text: { body: 'Hi', colour: 'red' } }, /#100/],
		['with a file by an id', { type: 'image', image: { id: '77' } }, /Media ID 77/],
		['with four buttons', { type: 'interactive', interactive: { type: 'button' } }, /#100/],
		[
			'with an unknown template',
			{ type: 'template', template: { name: 'nope', language: { code: 'en' } } },
			/#132001/,
		],
		[
			'with a GIF',
			{ type: 'template', template: { name: 'happy_holidays', language: { code: 'en' } } },
			/GIF/,
		],
	])('%s is refused by WhatsApp', async (_what, message, words) => {
		expect(await object(message)).toEqual(
			refusal(422, 'send_failed', expect.stringMatching(words)),
		);
	});

	test('outside the window is accepted, and fails later', async () => {
		const { status, body } = await send({ to: ben, text: 'Hello' });
		expect(status).toBe(200);
		time.pass(2000);
		const [row] = (await conversation(ben)).filter(({ id }) => id === body['messageId']);
		expect(row).toMatchObject({
			status: 'failed',
			errorMessage: expect.stringContaining('131047'),
		});
	});

	test('as a template goes out at any time', async () => {
		const { status } = await send({
			to: ben,
			templateName: 'delivery_question',
			languageCode: 'en',
			components: [{ type: 'body', parameters: [{ type: 'text', text: 'A-1' }] }],
		});
		expect(status).toBe(200);
		expect(last()).toMatchObject({ phone: ben, kind: 'template' });
	});
});

describe('a conversation', () => {
	test('has both sides, and reads on from a time', async () => {
		await send({ text: 'First' });
		time.pass(5000);
		const then = new Date(store.clock.now() - 1).toISOString();
		await send({ text: 'Second' });
		const texts = (await conversation(anna)).map((row) => [row['direction'], row['text']]);
		expect(texts[0]?.[0]).toBe('inbound');
		expect(texts.slice(-2)).toEqual([
			['outbound', 'First'],
			['outbound', 'Second'],
		]);
		const later = await conversation(anna, `?after=${then}`);
		expect(later.map((row) => row['text'])).toEqual(['Second']);
		expect(await conversation(anna, '?limit=1')).toHaveLength(1);
	});

	test('shows how far a message has come', async () => {
		const { body } = await send({ text: 'Hi' });
		const status = async () =>
			(await conversation(anna)).find(({ id }) => id === body['messageId'])?.['status'];
		expect(await status()).toBe('accepted');
		time.pass(1500);
		expect(await status()).toBe('sent');
		time.pass(1500);
		expect(await status()).toBe('delivered');
	});

	test('with nobody is not found', async () => {
		expect(await ask('GET', '/conversations/491713921000/messages')).toEqual(
			refusal(404, 'not_found'),
		);
	});
});

describe('templates', () => {
	test('come in one list, with UUIDs and WhatsApp’s components', async () => {
		const templates = (await ask('GET', '/templates')).body['templates'] as Json[];
		expect(templates.length).toBeGreaterThan(25);
		expect(templates[0]).toMatchObject({
			id: expect.stringMatching(/^[\da-f-]{36}$/),
			components: expect.any(Array),
		});
	});

	test('are filtered by status and account', async () => {
		const count = async (query: string) =>
			((await ask('GET', `/templates?${query}`)).body['templates'] as Json[]).length;
		expect(await count('status=APPROVED')).toBeLessThan(await count(''));
		expect(await count('wabaId=102290129340398')).toBe(await count(''));
		expect(await count('wabaId=102290129340399')).toBe(0);
	});
});

describe('contacts', () => {
	const create = async (body: object) => await ask('POST', '/contacts', body);
	const idOf = (body: Json) => (body['contact'] as Json)['id'] as string;

	test('are created whole: what is not given is cleared', async () => {
		const first = await create({ phoneE164: ben, displayName: 'Ben', tags: ['vip'] });
		expect(first.body['contact']).toMatchObject({ displayName: 'Ben', tags: ['vip'] });
		const again = await create({ phoneE164: ben, email: 'ben@shop.example' });
		expect(again.body['contact']).toMatchObject({ displayName: null, tags: [] });
		expect(idOf(again.body)).toBe(idOf(first.body));
	});

	test('are changed in part', async () => {
		const { body } = await create({ phoneE164: ben, displayName: 'Ben', tags: ['vip'] });
		const path = `/contacts/${idOf(body)}`;
		await ask('PATCH', path, { tags: ['new'], attributes: { plan: 'pro' }, optedOut: true });
		expect((await ask('GET', path)).body['contact']).toMatchObject({
			...{ displayName: 'Ben', tags: ['new'], attributes: { plan: 'pro' }, optedOut: true },
		});
	});

	test('are found by words and by tag', async () => {
		await create({ phoneE164: ben, displayName: 'Ben Carter', tags: ['vip'] });
		const found = async (query: string) =>
			((await ask('GET', `/contacts?${query}`)).body['contacts'] as Json[]).map(
				(one) => one['phoneE164'],
			);
		expect(await found('q=carter')).toEqual([ben]);
		expect(await found('tag=vip&limit=1')).toEqual([ben]);
		expect(await found('tag=nobody')).toEqual([]);
	});

	test.each<[string, object]>([
		['no number', { displayName: 'Ben' }],
		['a name that is no text', { phoneE164: ben, displayName: 7 }],
		['tags in one text', { phoneE164: ben, tags: 'vip,new' }],
		['attributes that are no object', { phoneE164: ben, attributes: 'x' }],
		['an opt-out that is no boolean', { phoneE164: ben, optedOut: 'yes' }],
	])('with %s are refused', async (_what, body) => {
		expect(await create(body)).toEqual(refusal(422, 'invalid_body'));
	});

	test('that do not exist are not found', async () => {
		expect(await ask('GET', '/contacts/x')).toEqual(refusal(404, 'not_found'));
		expect(await ask('PATCH', '/contacts/x', {})).toEqual(refusal(404, 'not_found'));
	});

	test('get the details of a message where they have none, or in any case', async () => {
		await create({ phoneE164: anna, displayName: 'Asha' });
		const shown = async () =>
			((await ask('GET', `/contacts?q=${anna.slice(1)}`)).body['contacts'] as Json[])[0];
		await send({ text: 'Hi', displayName: 'Another', email: 'asha@shop.example' });
		expect(await shown()).toMatchObject({ displayName: 'Asha', email: 'asha@shop.example' });
		await send({ text: 'Hi', displayName: 'Another', override: true });
		expect(await shown()).toMatchObject({ displayName: 'Another' });
	});
});

describe('uploads', () => {
	const upload = async (form: FormData) =>
		await sandbox.fetch(
			new Request('http://127.0.0.1/wacrDeveloper/v1/media/upload', {
				method: 'POST',
				headers: { authorization: 'Bearer wacr_test_sandbox' },
				body: form,
			}),
		);

	test('are answered with an address that can be sent', async () => {
		const form = new FormData();
		form.append('file', new File(['%PDF-'], 'my invoice.pdf', { type: 'application/pdf' }));
		const answer = await upload(form);
		expect(answer.status).toBe(201);
		const { media } = (await answer.json()) as { media: Json };
		expect(media).toMatchObject({ kind: 'document' });
		const { status } = await object({ type: 'document', document: { link: media['url'] } });
		expect(status).toBe(200);
		expect(last()?.mediaUrl).toContain('my%20invoice.pdf');
	});

	test('may be named by an address', async () => {
		const externalUrl = 'https://shop.example/a.png';
		const { status, body } = await ask('POST', '/media/upload', { externalUrl, kind: 'image' });
		expect([status, (body['media'] as Json)['kind']]).toEqual([201, 'image']);
	});

	test('without a file, or of an invented kind, are refused', async () => {
		expect((await upload(new FormData())).status).toBe(422);
		expect(await ask('POST', '/media/upload', {})).toEqual(refusal(422, 'invalid_body'));
		const externalUrl = 'https://shop.example/a.png';
		expect(await ask('POST', '/media/upload', { externalUrl, kind: 'hologram' })).toEqual(
			refusal(422, 'invalid_body'),
		);
	});
});

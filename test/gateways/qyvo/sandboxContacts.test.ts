import { sandboxed } from '../../sandbox/ask';

const anna = '+491713920012';
const ben = '+14155550123';

let { ask } = sandboxed();
beforeEach(() => ({ ask } = sandboxed()));

const access = { authorization: 'Bearer qyvo-sandbox-token' };
const act = async (action: string, body: unknown) =>
	await ask('POST', `/qyvo/api/v1/actions/${action}`, body, access);

test('an update changes the given fields, clears empty ones and replaces the tags', async () => {
	await act('create-contact', {
		phone: anna,
		email: 'anna@example.com',
		tags: 'vip, new',
		metadata: { a: 1, b: 1 },
	});
	const { status, body } = await act('update-contact', {
		phone: anna,
		email: '',
		tags: 'old',
		metadata: { b: 2 },
	});
	expect([status, body]).toEqual([
		200,
		{
			id: expect.any(String),
			phone: anna,
			name: 'Anna Schmidt',
			email: null,
			tags: ['old'],
			updated_at: expect.stringMatching(/\+00:00$/),
		},
	]);
	expect((await act('get-contact', { phone: anna })).body).toMatchObject({
		metadata: { a: 1, b: 2 },
	});
});

test.each([
	['create-contact', { phone: anna, name: 5 }, 'name'],
	['create-contact', { phone: anna, email: 'anna' }, 'email'],
	['create-contact', { phone: anna, tags: ['vip'] }, 'tags'],
	['create-contact', { phone: anna, metadata: 'x' }, 'metadata'],
	['create-contact', { phone: anna, metadata: { x: 'x'.repeat(70_000) } }, 'metadata'],
	['create-contact', {}, 'phone'],
	['update-contact', { phone: anna, name: {} }, 'name'],
	['search-contacts', { query: 5 }, 'query'],
	['add-tag', { phone: anna }, 'tag'],
	['list-tags', { name: [] }, 'name'],
	['list-templates', '{', 'body'],
	['list-templates', '"APPROVED"', 'body'],
	['get-template', { template_id: 5 }, 'template_id'],
	['send-template-message', { phone: anna, template_id: 'x', language: 5 }, 'language'],
	['send-template-message', { phone: anna, template_id: 'x', variables: 'x' }, 'variables'],
	['send-text-message', { phone: 491713920012, message: 'Hi' }, 'phone'],
	['send-text-message', { phone: anna, message: ' \n' }, 'message'],
])('%s refuses %j and names the field', async (action, sent, field) => {
	const { status, body } = await act(action, sent);
	expect(status).toBe(422);
	expect(body).toMatchObject({
		message: 'The given data was invalid.',
		errors: { [field]: [expect.any(String)] },
	});
});

test.each([
	['get-contact', { phone: anna, email: 'anna@example.com' }],
	['update-contact', { name: 'Anna' }],
	['add-tag', { tag: 'vip' }],
])('%s requires a contact, not %j', async (action, sent) => {
	const { status, body } = await act(action, sent);
	expect([status, body]).toEqual([422, { error: expect.stringMatching(/^Provide /) }]);
});

test.each(['update-contact', 'add-tag', 'remove-tag'])(
	'%s refuses an unknown contact',
	async (action) => {
		const { status, body } = await act(action, { phone: '+4915100000', tag: 'vip' });
		expect([status, body]).toEqual([404, { error: 'Contact not found' }]);
	},
);

test('a tag is added once, listed by name, and removed', async () => {
	for (const tag of ['vip', 'vip', 'a']) await act('add-tag', { phone: anna, tag });
	const { body } = await act('add-tag', { phone: anna, tag: 'vip' });
	expect(body).toMatchObject({ phone: anna, tag_added: 'vip', tags: ['vip', 'a'] });
	expect((await act('list-tags', {})).body).toEqual([{ name: 'a' }, { name: 'vip' }]);
	expect((await act('remove-tag', { phone: anna, tag: 'vip' })).body).toMatchObject({
		tag_removed: 'vip',
		tags: ['a'],
	});
});

test('a search combines its conditions, ignores empty ones and lists the latest conversation first', async () => {
	await act('add-tag', { phone: ben, tag: 'vip' });
	const found = async (body: object) =>
		((await act('search-contacts', body)).body as Array<{ phone: string }>).map(
			({ phone }) => phone,
		);
	expect(await found({})).toEqual([anna, ben]);
	expect(await found({ query: '', tag: 'vip', email: '' })).toEqual([ben]);
	expect(await found({ query: 'SCHMIDT' })).toEqual([anna]);
	expect(await found({ query: 'anna', tag: 'vip' })).toEqual([]);
});

describe('a path', () => {
	test.each(['/qyvo', '/qyvo/', '/qyvo/api/v2/me', '/qyvo/api/v1/nothing'])(
		'that does not exist is refused with and without a token: %s',
		async (path) => {
			const without = await ask('GET', path);
			const answer = await ask('GET', path, undefined, access);
			expect([without.status, answer.status]).toEqual([404, 404]);
			expect(answer.body).toEqual({
				message: expect.stringMatching(/^The route .*could not be found\.$/),
			});
		},
	);

	test.each([
		['GET', 'actions/send-text-message', 'POST'],
		['POST', 'me', 'GET, HEAD'],
	])('does not allow %s %s', async (method, path, allowed) => {
		const { status, headers, body } = await ask(method, `/qyvo/api/v1/${path}`, undefined, access);
		expect([status, headers.get('allow')]).toEqual([405, allowed]);
		expect(body).toEqual({ message: expect.stringContaining(`The ${method} method is not`) });
	});
});

test('variables are listed only for a template', async () => {
	const of = async (query: string) =>
		(await ask('GET', `/qyvo/api/v1/dropdowns/template-variables${query}`, undefined, access))
			.status;
	expect([await of(''), await of('?template_id=nothing')]).toEqual([422, 404]);
});

test('an unknown message type is refused', async () => {
	const path = '/qyvo/api/v1/triggers/new-message-received?message_type=pigeon';
	expect((await ask('GET', path, undefined, access)).status).toBe(422);
});

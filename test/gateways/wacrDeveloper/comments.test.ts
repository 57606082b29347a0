import { sandboxed } from '../../sandbox/ask';

const anna = '+491713920012';
const stranger = '+491713920999';

type Json = Record<string, unknown>;

let { sandbox } = sandboxed();
beforeEach(() => {
	({ sandbox } = sandboxed());
});

async function ask(method: string, path: string, body?: object) {
	const response = await sandbox.fetch(
		new Request(`http://127.0.0.1/wacrDeveloper/v1${path}`, {
			method,
			headers: {
				authorization: 'Bearer wacr_test_sandbox',
				'content-type': 'application/json',
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
		}),
	);
	return { status: response.status, body: (await response.json()) as Json };
}

const path = `/conversations/${encodeURIComponent(anna)}/comments`;

test('comments are written and listed, and only the later ones where a time is given', async () => {
	expect((await ask('GET', path)).body['comments']).toEqual([]);
	const first = await ask('POST', path, { body: 'First', mentions: ['u1'], mediaIds: ['m1'] });
	expect(first).toMatchObject({
		status: 201,
		body: { ok: true, comment: { id: expect.any(String), body: 'First', mentions: ['u1'] } },
	});
	await ask('POST', path, { body: 'Second' });
	const { body } = await ask('GET', `${path}?limit=500`);
	expect(body['comments']).toMatchObject([{ body: 'First' }, { body: 'Second' }]);
	const later = await ask('GET', `${path}?after=2999-01-01T00:00:00.000Z`);
	expect(later.body['comments']).toEqual([]);
});

test.each([
	[{}, 'body'],
	[{ body: 'x'.repeat(4097) }, 'body'],
	[{ body: 1 }, 'body'],
	[{ body: 'x', mentions: 'u1' }, 'mentions'],
	[{ body: 'x', mediaIds: Array.from({ length: 11 }, () => 'm') }, 'mediaIds'],
	[{ body: 'x', refMessageId: 'wamid.1' }, 'refMessageId'],
])('a comment is refused: %j', async (body, field) => {
	const refused = await ask('POST', path, body);
	expect(refused).toMatchObject({
		status: 422,
		body: { error: { code: 'invalid_body', message: expect.stringContaining(field) } },
	});
});

test('nobody has none', async () => {
	const nobody = `/conversations/${stranger.slice(1)}/comments`;
	expect((await ask('GET', nobody)).status).toBe(404);
	expect((await ask('POST', nobody, { body: 'Hello' })).status).toBe(404);
});

test('a contact is deleted once', async () => {
	const { body } = await ask('GET', `/contacts?q=${anna.slice(1)}`);
	const [row] = body['contacts'] as Json[];
	const contact = `/contacts/${String(row?.['id'])}`;
	expect((await ask('DELETE', contact)).status).toBe(200);
	expect((await ask('GET', contact)).status).toBe(404);
	expect((await ask('DELETE', contact)).status).toBe(404);
	expect((await ask('GET', `/contacts?q=${anna.slice(1)}`)).body['contacts']).toEqual([]);
});

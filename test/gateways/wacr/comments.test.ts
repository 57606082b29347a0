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
		new Request(`http://127.0.0.1/wacr/api/v2${path}`, {
			method,
			headers: {
				authorization: 'Bearer wacr-sandbox-token',
				'content-type': 'application/json',
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
		}),
	);
	return { status: response.status, body: (await response.json()) as Json };
}

test('comments are listed, the newest first', async () => {
	const path = `/comments/${anna.slice(1)}`;
	expect((await ask('GET', path)).body['data']).toEqual([]);
	const first = await ask('POST', path, { comment: 'First' });
	expect(first.body).toEqual({
		success: true,
		message: 'Comment added successfully',
		tenant_id: expect.any(Number),
		interaction_id: expect.any(Number),
		sender_id: expect.any(String),
		status_message: 'Internal comment',
		url: null,
		message_id: null,
		ref_message_id: null,
		chat_message_id: expect.any(Number),
	});
	await ask('POST', path, { comment: 'Second', status_message: 'Call', ref_message_id: 'wamid.1' });
	expect((await ask('GET', path)).body['data']).toMatchObject([
		{ message: 'Second', status_message: 'Call', ref_message_id: 'wamid.1', type: 'text' },
		{ message: 'First', status_message: 'Internal comment', ref_message_id: null },
	]);
});

test.each<[object, string]>([
	[{}, 'comment'],
	[{ comment: 'x'.repeat(5001) }, 'comment'],
	[{ comment: 'x', status_message: 'x'.repeat(256) }, 'status_message'],
	[{ comment: 'x', media_url: 'no address' }, 'media_url'],
])('a comment is refused: %j', async (body, field) => {
	const refused = await ask('POST', `/comments/${anna.slice(1)}`, body);
	expect(refused.status).toBe(422);
	expect(refused.body['error']).toMatchObject({ errors: { [field]: expect.any(Array) } });
});

test('there are none without a chat', async () => {
	const path = `/comments/${stranger.slice(1)}`;
	expect((await ask('GET', path)).status).toBe(404);
	expect((await ask('POST', path, { comment: 'Hello' })).status).toBe(404);
});

test('a contact is deleted once', async () => {
	const { body } = await ask('GET', `/contacts?search=${anna.slice(1)}`);
	const [row] = body['data'] as Json[];
	const path = `/contacts/${String(row?.['id'])}`;
	expect((await ask('DELETE', path)).status).toBe(200);
	expect((await ask('GET', path)).status).toBe(404);
	expect((await ask('DELETE', path)).status).toBe(404);
});

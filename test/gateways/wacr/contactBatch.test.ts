import { sandboxed } from '../../sandbox/ask';

const anna = '+491713920012';

type Json = Record<string, unknown>;

let { sandbox } = sandboxed();
beforeEach(() => {
	({ sandbox } = sandboxed());
});

async function ask(path: string, body?: object, method: 'POST' | 'DELETE' = 'POST') {
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

const contact = (phone: string, more: object = {}) => ({
	...{ firstname: 'Bo', lastname: '-', phone, type: 'lead', source_id: 1, status_id: 1 },
	...more,
});

test('contacts are created, skipped and refused, each by itself', async () => {
	const contacts = [
		contact('+491713920700', { groups: ['vip'] }),
		contact(anna),
		contact('+491713920701', { email: 'none' }),
		contact('+491713920700'),
		{ phone: '+491713920702' },
	];
	const { status, body } = await ask('/contacts/batch', {
		contacts,
		options: { skip_duplicates: true },
	});
	expect(status).toBe(200);
	expect(body).toMatchObject({
		success: true,
		summary: { total: 5, created: 1, skipped: 2, failed: 2 },
		created: [{ id: expect.any(Number), phone: '+491713920700' }],
		skipped: [
			{ index: 1, reason: expect.any(String), data: contacts[1] },
			{ index: 3, data: contacts[3] },
		],
		errors: [
			{ index: 2, errors: { email: [expect.any(String)] } },
			{ index: 4, errors: { firstname: [expect.any(String)] } },
		],
	});
});

test('a number that exists is refused where duplicates are not skipped', async () => {
	const { body } = await ask('/contacts/batch', { contacts: [contact(anna)] });
	expect(body).toMatchObject({
		success: false,
		errors: [{ index: 0, errors: { phone: ['The phone has already been taken.'] } }],
	});
});

test.each([
	[{}, 'contacts'],
	[{ contacts: [] }, 'contacts'],
	[{ contacts: [contact('+491713920700')], options: 'skip' }, 'options'],
])('a request is refused: %j', async (body, field) => {
	const refused = await ask('/contacts/batch', body);
	expect(refused.status).toBe(422);
	expect(refused.body['error']).toMatchObject({ errors: { [field]: expect.any(Array) } });
});

test('contacts are deleted, and those that are not there are counted as failed', async () => {
	const { body } = await ask('/contacts/batch', {
		contacts: [contact('+491713920700'), contact('+491713920701')],
	});
	const ids = (body['created'] as Array<{ id: number }>).map(({ id }) => id);
	const deleted = await ask('/contacts/batch', { ids: [...ids, 9999, ids[0]] }, 'DELETE');
	expect(deleted).toEqual({
		status: 200,
		body: { success: true, summary: { total: 4, deleted: 2, failed: 2 } },
	});
});

test.each([[{}], [{ ids: [] }], [{ ids: ['7', 8] }], [{ ids: 7 }], [{ contact_ids: [7] }]])(
	'a deletion is refused: %j',
	async (body) => {
		expect((await ask('/contacts/batch', body, 'DELETE')).status).toBe(422);
	},
);

test('the templates are fetched from WhatsApp', async () => {
	expect(await ask('/templates/sync')).toMatchObject({ status: 200, body: { success: true } });
});

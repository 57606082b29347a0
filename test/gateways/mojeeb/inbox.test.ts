import { sandboxed } from '../../sandbox/ask';

const agent = '0b9f8a52-7f6e-4c1d-9a3b-5d2e8f7a6c41';
const access = { authorization: 'Bearer mojeeb-sandbox-token' };
const root = `/mojeeb/v1/agents/${agent}`;

/** A sandbox, with the addresses of its first contact's notes and of its latest conversation. */
async function started() {
	const { ask } = sandboxed();
	const idAt = async (path: string) => {
		const { body } = await ask('GET', `${path}?limit=1`, undefined, access);
		return (body as { data: [{ id: string }] }).data[0].id;
	};
	return {
		notes: `${root}/contacts/${await idAt(`${root}/contacts`)}/notes`,
		conversation: `${root}/conversations/${await idAt(`${root}/conversations`)}`,
		send: async (method: string, path: string, body?: object) =>
			await ask(method, path, body, access),
	};
}

test.each([{ text: '  ' }, { text: 5 }, {}])('the note %j is refused', async (note) => {
	const { notes, send } = await started();
	expect((await send('POST', notes, note)).status).toBe(422);
	// That of a colleague stays alone.
	expect((await send('GET', notes)).body).toMatchObject({
		data: [{ id: 'note-0' }],
		has_more: false,
	});
});

test('a limit is taken as the nearest one, a cursor that is not ours is refused', async () => {
	const { notes, send } = await started();
	for (const text of ['one', 'two']) await send('POST', notes, { text });
	const { body } = await send('GET', `${notes}?limit=0`);
	expect(body).toMatchObject({ data: [{ text: 'two' }], has_more: true });
	expect((await send('GET', `${notes}?limit=1000`)).body).toMatchObject({ next_cursor: null });
	expect((await send('GET', `${notes}?cursor=x`)).status).toBe(422);
});

test('a note is rewritten with words only, and one that is not there is not', async () => {
	const { notes, send } = await started();
	const { body } = await send('POST', notes, { text: 'one' });
	const note = `${notes}/${(body as { id: string }).id}`;
	expect((await send('PATCH', note, { text: ' ' })).status).toBe(422);
	expect((await send('PATCH', note, { text: 'two' })).body).toMatchObject({ text: 'two' });
	expect((await send('DELETE', note)).status).toBe(204);
	expect((await send('DELETE', note)).status).toBe(404);
	expect((await send('DELETE', `${root}/contacts/none/notes/1`)).status).toBe(404);
});

const change = { status: 'new', new_status: 'won', dry_run: false, max_changes: 1 };

test.each([
	[{ status: undefined }, 'invalid_request_body'],
	[{ dry_run: undefined }, 'invalid_request_body'],
	[{ max_changes: undefined }, 'invalid_request_body'],
	[{ limit: 5 }, 'invalid_request_body'],
	[{ cursor: '0' }, 'invalid_request_body'],
	[{ new_status: 'never' }, 'invalid_request'],
])('a change of many leads with %j is refused', async (given, code) => {
	const { send } = await started();
	const { status, body } = await send('POST', `${root}/leads/change-status`, {
		...change,
		...given,
	});
	expect([status, body]).toMatchObject([422, { error: { code } }]);
});

test('more leads than were counted are not changed', async () => {
	const { send } = await started();
	for (const name of ['Ann', 'Ben']) await send('POST', `${root}/leads`, { name });
	const path = `${root}/leads/change-status`;
	expect(await send('POST', path, change)).toMatchObject({
		...{ status: 409, body: { error: { code: 'too_many_leads' } } },
	});
	const { body } = await send('POST', path, { ...change, dry_run: true });
	expect(body).toEqual({ dry_run: true, changed: 2 });
	expect((await send('POST', path, { ...change, max_changes: 2 })).body).toEqual({
		...{ dry_run: false, changed: 2 },
	});
});

const field = { key: 'plan', label: 'Plan', type: 'enum' };
const small = { value: 'Small', label: 'Small' };

test.each([
	{ key: 'Plan' },
	{ key: 'status' },
	{ key: 'source' },
	{ label: undefined },
	{ label: '<b>' },
	{ type: 'colour' },
	{ options: 'Small' },
	{ options: [small, small] },
	{ options: ['Small'] },
	{ type: 'string', options: [small] },
	{ required: 'yes' },
	{ built_in: true },
])('a field of leads with %j is refused', async (given) => {
	const { send } = await started();
	const { status } = await send('POST', `${root}/lead-fields`, { ...field, ...given });
	expect(status).toBe(422);
});

test('a key is taken once, 50 fields are the most, and key and type stay', async () => {
	const { send } = await started();
	const path = `${root}/lead-fields`;
	const codeOf = async (given: object) => (await send('POST', path, { ...field, ...given })).body;
	expect(await codeOf({})).toMatchObject({ key: 'plan', required: false, built_in: false });
	expect(await codeOf({})).toMatchObject({ error: { code: 'field_key_taken' } });
	expect(await codeOf({ key: 'notes' })).toMatchObject({ error: { code: 'field_key_taken' } });
	expect((await send('PATCH', `${path}/plan`, { type: 'text' })).status).toBe(422);
	expect((await send('PATCH', `${path}/none`, { label: 'None' })).status).toBe(404);
	for (let index = 1; index < 50; index++) await codeOf({ key: `own_${index}` });
	expect(await codeOf({ key: 'one_more' })).toMatchObject({
		error: { code: 'lead_field_limit_reached' },
	});
});

test.each([{ ai_enabled: 'no' }, { status: '' }, { sentiment: 3 }, { urgent: null }])(
	'the change %j of a conversation is refused',
	async (change) => {
		const { conversation, send } = await started();
		expect((await send('PATCH', conversation, change)).status).toBe(422);
	},
);

test('a body without assigned_to never unassigns', async () => {
	const { conversation, send } = await started();
	expect((await send('POST', `${conversation}/assign`, {})).status).toBe(422);
	expect((await send('POST', `${conversation}/assign`, { assigned_to: null })).status).toBe(200);
	const { body } = await send('POST', `${root}/leads`, { name: 'Ann' });
	const lead = `${root}/leads/${(body as { id: string }).id}`;
	expect((await send('POST', `${lead}/assign`, {})).status).toBe(422);
});

test.each(['contacts/none/notes', 'conversations/none/assign', 'leads/none/assign'])(
	'%s does not exist, and is refused for an agent that is not the key’s',
	async (path) => {
		const { send } = await started();
		const { body } = await send('POST', `${root}/${path}`, { text: 'x', assigned_to: null });
		expect(body).toMatchObject({ error: { code: 'not_found' } });
		const others = root.replace(agent, '00000000-0000-4000-8000-0000000000ff');
		expect((await send('POST', `${others}/${path}`, {})).status).toBe(403);
	},
);

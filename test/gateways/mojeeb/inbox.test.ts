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
	expect((await send('GET', notes)).body).toMatchObject({ data: [], has_more: false });
});

test('a limit is taken as the nearest one, a cursor that is not ours is refused', async () => {
	const { notes, send } = await started();
	for (const text of ['one', 'two']) await send('POST', notes, { text });
	const { body } = await send('GET', `${notes}?limit=0`);
	expect(body).toMatchObject({ data: [{ text: 'two' }], has_more: true });
	expect((await send('GET', `${notes}?limit=1000`)).body).toMatchObject({ next_cursor: null });
	expect((await send('GET', `${notes}?cursor=x`)).status).toBe(422);
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
});

test.each(['contacts/none/notes', 'conversations/none/assign'])(
	'%s does not exist, and is refused for an agent that is not the key’s',
	async (path) => {
		const { send } = await started();
		const { body } = await send('POST', `${root}/${path}`, { text: 'x', assigned_to: null });
		expect(body).toMatchObject({ error: { code: 'not_found' } });
		const others = root.replace(agent, '00000000-0000-4000-8000-0000000000ff');
		expect((await send('POST', `${others}/${path}`, {})).status).toBe(403);
	},
);

import { sandboxed } from '../../sandbox/ask';

const anna = '+491713920012';
const stranger = '+491713920999';
const welcome = '01J3S000000000000000000001';
const draft = '01J3S000000000000000000003';
const cart = '01J3F000000000000000000001';

let { ask, time } = sandboxed();
beforeEach(() => ({ ask, time } = sandboxed()));

const access = { authorization: 'Bearer qyvo-sandbox-token' };
const act = async (action: string, body: unknown) =>
	await ask('POST', `/qyvo/api/v1/actions/${action}`, body, access);
const list = async (path: string) =>
	(await ask('GET', `/qyvo/api/v1/${path}`, undefined, access)).body as Array<
		Record<string, unknown>
	>;

test.each([
	['sequences', ['Welcome 7-day', 'Win back 30-day']],
	['flows', ['Abandoned cart 30min']],
])('the published %s are listed with id and label', async (name, labels) => {
	const rows = await list(`dropdowns/${name}`);
	expect(rows.map(({ label }) => label)).toEqual(labels);
	expect(Object.keys(rows[0] ?? {}).sort()).toEqual(['id', 'label']);
});

test('a start creates the contact of a number, opts it in, and does not start twice', async () => {
	const request = { sequence_id: welcome, phone: stranger, context: { order_id: 'A-1042' } };
	const first = await act('trigger-sequence', request);
	const again = await act('trigger-sequence', request);
	expect([first.status, again.status]).toEqual([201, 200]);
	expect(again.body).toMatchObject({
		id: (first.body as { id: string }).id,
		status: 'already_running',
	});
	const { body } = await act('get-contact', { phone: stranger });
	expect(body).toMatchObject({ opted_in_at: expect.stringMatching(/\+00:00$/) });
	expect(await list('triggers/new-sequence-triggered')).toMatchObject([
		{
			sequence_id: welcome,
			sequence_name: 'Welcome 7-day',
			contact_phone: stranger,
			status: 'running',
			context: { order_id: 'A-1042' },
		},
	]);
});

test('a flow has expired after 30 minutes and can be started again', async () => {
	const request = { flow_id: cart, phone: anna };
	expect((await act('trigger-flow', request)).status).toBe(201);
	time.pass(31 * 60_000);
	expect((await act('trigger-flow', request)).status).toBe(201);
	const rows = await list('triggers/new-flow-triggered');
	expect(rows.map(({ status }) => status)).toEqual(['running', 'expired']);
	expect(await list('triggers/new-flow-triggered?flow_id=another')).toEqual([]);
});

test.each([
	['trigger-sequence', { phone: anna }, 422, { errors: { sequence_id: [expect.any(String)] } }],
	[
		'trigger-sequence',
		{ sequence_id: welcome, phone: anna, context: 'x' },
		422,
		{ errors: { context: [expect.any(String)] } },
	],
	['trigger-sequence', { sequence_id: welcome }, 422, { error: 'Provide contact_id or phone.' }],
	[
		'trigger-sequence',
		{ sequence_id: welcome, contact_id: '01J1Yx' },
		404,
		{ error: 'Contact not found' },
	],
	[
		'trigger-sequence',
		{ sequence_id: draft, phone: anna },
		404,
		{ error: 'Sequence not found or not published' },
	],
	[
		'trigger-flow',
		{ flow_id: 'x', phone: anna },
		404,
		{ error: 'Flow not found or not published' },
	],
])('%s refuses %j', async (action, sent, status, body) => {
	const answer = await act(action, sent);
	expect(answer.status).toBe(status);
	expect(answer.body).toMatchObject(body);
});

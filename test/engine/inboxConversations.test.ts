import type { INodeParameters } from 'n8n-workflow';

import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { runItems } from './engine';
import { anna, ben, people, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

async function run(gateway: string, operation: string, parameters: INodeParameters = {}) {
	const { output } = await runItems(
		sandbox.account(gateway),
		{ resource: 'conversation', operation, options: {}, conversation: anna, ...parameters },
		[{}],
		'continueErrorOutput',
	);
	return { given: output().map(({ json }) => json), failed: output(1)[0]?.json };
}

const able = gateways.filter(({ inboxConversations }) => inboxConversations !== undefined);
const unable = gateways.filter((gateway) => !able.includes(gateway));

/** A colleague who may open the agent. */
const colleague = '5d6e7f80-91a2-4b3c-8d4e-5f60718293a4';

describe.each(able.map(({ id }) => id))('%s', (id) => {
	const list = async (filters: INodeParameters = {}) =>
		(await run(id, 'getAll', { returnAll: true, filters })).given;

	test('a person takes over: the AI is silent, and answers again when it is switched on', async () => {
		const change = async (aiEnabled: boolean) =>
			(await run(id, 'update', { conversationFields: { aiEnabled } })).given;
		expect(await change(false)).toMatchObject([{ phone: anna, aiEnabled: false }]);
		const conversation = String((await list({ search: 'schmidt' }))[0]?.['id']);
		expect((await list({ search: 'schmidt' }))[0]).toMatchObject({ aiEnabled: false });
		const on = await run(id, 'update', { conversation, conversationFields: { aiEnabled: true } });
		expect(on.given).toMatchObject([{ id: conversation, phone: anna, aiEnabled: true }]);
		expect(await sandbox.delivered()).toEqual([]);
	});

	test('a pause ends, and ending it again changes nothing', async () => {
		const [before] = await list({ search: 'ben' });
		expect(before).toMatchObject({ aiPausedUntil: expect.any(String) });
		for (let time = 0; time < 2; time++) {
			const { given } = await run(id, 'resumeAi', { conversation: ben });
			expect(given).toMatchObject([{ phone: ben, aiPausedUntil: null, aiEnabled: true }]);
		}
	});

	test('a conversation is given to a colleague, found by it, and taken from them', async () => {
		const options = { reason: 'Asks for a refund' };
		const { given } = await run(id, 'assign', { userId: colleague, options });
		expect(given).toMatchObject([{ assignedTo: colleague }]);
		expect(await list({ assignedTo: colleague })).toMatchObject([{ phone: anna }]);
		expect((await run(id, 'unassign')).given).toMatchObject([{ assignedTo: null }]);
		expect(await list({ assignedTo: colleague })).toEqual([]);
	});

	test('a stranger gets none, and a reason in angle brackets is refused', async () => {
		const stranger = await run(id, 'assign', { userId: 'stranger' });
		expect(stranger.failed).toMatchObject({
			fault: 'invalidRequest',
			message: expect.stringContaining('no colleague with this user ID'),
		});
		const options = { reason: '<b>' };
		const { failed } = await run(id, 'assign', { userId: colleague, options });
		expect(failed).toMatchObject({ fault: 'invalidRequest' });
	});

	test('urgent, read and status are changed together and filtered by', async () => {
		const conversationFields = { urgent: true, isRead: 'yes', status: 'closed' };
		const { given } = await run(id, 'update', { conversationFields });
		expect(given).toMatchObject([{ urgent: true, isRead: true, status: 'closed' }]);
		expect(await list({ urgent: true, isRead: true, status: 'closed' })).toHaveLength(1);
		expect(await list({ urgent: true, isRead: false })).toEqual([]);
	});

	test('the list begins with the latest, and has only what is new enough', async () => {
		const all = await list();
		const times = all.map(({ lastMessageAt }) => String(lastMessageAt));
		expect(times).toEqual(times.toSorted().toReversed());
		const activeSince = times[0] ?? '';
		expect((await list({ activeSince })).length).toBeLessThan(all.length);
		const { given } = await run(id, 'getAll', { limit: 1 });
		expect(given).toEqual(all.slice(0, 1));
	});

	test.each<[string, INodeParameters, string]>([
		['nothing', { conversationFields: {} }, 'Nothing is to be changed'],
		[
			'no conversation',
			{ conversation: '={{ "" }}', conversationFields: { urgent: true } },
			'empty',
		],
		['a word for a switch', { conversationFields: { aiEnabled: 'perhaps' } }, 'AI Enabled'],
	])('%s is refused before the request', async (_what, parameters, sentence) => {
		const { failed } = await run(id, 'update', parameters);
		expect(failed).toMatchObject({
			fault: 'invalidRequest',
			message: expect.stringContaining(sentence),
		});
		expect(await sandbox.requests()).toEqual([]);
	});

	test.each([
		['the number alone', { phone: ben }],
		['a contact with a number', { contact: { phone_number: ben, phone: ben } }],
	])(
		'nobody else’s is changed where a list ignores the filter and names %s',
		async (_what, row) => {
			const data = [{ id: 'conv-of-somebody', channel: 'whatsapp', ...row }];
			const path = `/v1/agents/${String(sandbox.account(id)['agentId'])}/conversations`;
			await sandbox.queueFault({ gateway: id, path, status: 200, body: { data } });
			const { failed } = await run(id, 'update', { conversationFields: { aiEnabled: false } });
			expect(failed).toMatchObject({ fault: 'notFound' });
			const changes = (await sandbox.requests()).filter(({ method }) => method === 'PATCH');
			expect(changes).toEqual([]);
		},
	);

	test('a person who never wrote has none', async () => {
		const [conversation = ''] = people;
		const { failed } = await run(id, 'resumeAi', { conversation });
		expect(failed).toMatchObject({ fault: 'notFound' });
	});
});

describe.each(unable.map(({ id, name }) => [name, id]))('%s', (name, id) => {
	test.each<[string, INodeParameters]>([
		['getAll', {}],
		['update', { conversationFields: { aiEnabled: false } }],
		['resumeAi', {}],
		['assign', { userId: colleague }],
		['unassign', {}],
	])('%s is refused before any request', async (operation, parameters) => {
		const { failed } = await run(id, operation, parameters);
		expect(failed).toMatchObject({
			fault: 'unsupported',
			message: expect.stringContaining(`${name} cannot `),
		});
		expect(await sandbox.requests()).toEqual([]);
	});
});

test('an account without conversations says so', async () => {
	const account = { ...sandbox.account('mojeeb'), agentId: '00000000-0000-4000-8000-00000000dead' };
	const { output } = await runItems(
		account,
		{ resource: 'conversation', operation: 'getAll', options: {} },
		[{}],
		'continueErrorOutput',
	);
	expect(output(1)[0]?.json).toMatchObject({
		fault: 'unsupported',
		message: 'Mojeeb does not give the conversations of this account.',
	});
});

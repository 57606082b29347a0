import type { INodeParameters } from 'n8n-workflow';

import { runNode } from './engine';
import { anna, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const welcome = '01J3S000000000000000000001';
const cart = '01J3F000000000000000000001';

async function start(parameters: INodeParameters, gateway = 'qyvo', options: INodeParameters = {}) {
	const { output } = await runNode({
		parameters: { resource: 'contact', contact: anna, context: '{}', options, ...parameters },
		credentials: sandbox.account(gateway),
		settings: { onError: 'continueErrorOutput' },
	});
	return { json: output()[0]?.json, fault: output(1)[0]?.json };
}

const sequence = (value: string): INodeParameters => ({
	operation: 'startSequence',
	sequence: { __rl: true, mode: 'list', value },
});
const flow = (value: string): INodeParameters => ({
	operation: 'startFlow',
	flow: { __rl: true, mode: 'id', value },
});

describe.each([
	['a sequence', sequence(welcome), 'triggers/new-sequence-triggered'],
	['a flow', flow(cart), 'triggers/new-flow-triggered'],
])('%s', (_what, parameters, list) => {
	const sessions = async () => {
		const { baseUrl, accessToken } = sandbox.account('qyvo');
		const response = await fetch(`${String(baseUrl)}/${list}`, {
			headers: { authorization: `Bearer ${String(accessToken)}` },
		});
		return (await response.json()) as Array<{ context: unknown; contact_phone: string }>;
	};

	test('is started with its context, and a second time is a success that says so', async () => {
		const given = { ...parameters, context: '{"order_id": "A-1042"}' };
		const first = await start(given);
		expect(first.json).toMatchObject({
			gateway: 'qyvo',
			status: 'started',
			sessionId: expect.any(String),
			contactId: expect.any(String),
		});
		const second = await start(given);
		expect(second.json).toMatchObject({
			status: 'alreadyRunning',
			sessionId: first.json?.['sessionId'],
		});
		expect(await sessions()).toMatchObject([
			{ contact_phone: anna, context: { order_id: 'A-1042' } },
		]);
	});

	test('is started once where the first answer is lost', async () => {
		await sandbox.queueFault({ gateway: 'qyvo', path: '/api/v1/actions/trigger', truncate: 3 });
		expect((await start(parameters)).json).toMatchObject({ status: 'alreadyRunning' });
		expect(await sessions()).toHaveLength(1);
	}, 30_000);
});

test.each([
	['a sequence that is not published', sequence('01J3S000000000000000000003'), {}, 'notFound'],
	['no sequence', sequence('={{ $json.nothing }}'), {}, 'invalidRequest'],
	['no object as context', flow(cart), { context: '[1]' }, 'invalidRequest'],
	['broken JSON as context', flow(cart), { context: '{' }, 'invalidRequest'],
	['no contact', flow(cart), { contact: '={{ $json.nothing }}' }, 'invalidRequest'],
])('%s is refused in a sentence', async (_what, parameters, more, fault) => {
	const found = await start({ ...parameters, ...more });
	expect(found.fault).toMatchObject({ fault, message: expect.stringMatching(/\.$/) });
});

test.each(['mojeeb', 'wacr', 'xobito', 'metaCloud'])(
	'%s says that it has none',
	async (gateway) => {
		const { fault } = await start(sequence(welcome), gateway);
		expect(fault).toMatchObject({
			fault: 'unsupported',
			message: expect.stringMatching(/ cannot start sequences\.$/),
		});
		expect(await sandbox.requestPaths()).toEqual([]);
	},
);

test('nobody is put into a flow whom the node may not write to', async () => {
	const only = { whoMayBeWrittenTo: 'list', allowedRecipients: '+14155550123' };
	const { fault } = await start(flow(cart), 'qyvo', only);
	expect(fault).toMatchObject({ fault: 'recipientInvalid' });
	expect(await sandbox.requestPaths()).toEqual([]);
	expect(
		(await start({ ...flow(cart), contact: '+14155550123' }, 'qyvo', only)).json,
	).toMatchObject({ status: 'started' });
});

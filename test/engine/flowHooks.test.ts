import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { runNode } from './engine';
import { anna, startSandbox, type Sandbox } from './sandboxClient';

const id = 'wacrDeveloper';
const cart = 'hk_sandbox_cart';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

async function start(
	hook: string,
	more: INodeParameters = {},
	{
		credential = {},
		settings = { onError: 'continueErrorOutput' },
	}: { credential?: ICredentialDataDecryptedObject; settings?: object } = {},
) {
	const run = await runNode({
		parameters: {
			...{ resource: 'contact', operation: 'startFlow', contact: anna, options: {} },
			flow: { __rl: true, mode: 'id', value: hook },
			context: '{"order_id": "A-1042", "total": 5, "gift": true}',
			...more,
		},
		credentials: { ...sandbox.account(id), ...credential },
		settings,
	});
	const [item] = run.output();
	return { ...run, json: item?.json, fault: run.output(1)[0]?.json };
}

const calls = async () => (await sandbox.requests()).filter(({ path }) => path.includes('/hooks/'));

const addressOf = (token: string) =>
	`${String(sandbox.account(id)['baseUrl'])}/automations/hooks/${token}`;

test.each([
	['the token of a hook that is signed', () => cart],
	['the address of a hook that is signed', () => addressOf(cart)],
	['a hook without a signature', () => 'hk_sandbox_unsigned'],
])('%s starts the flow', async (_what, hook) => {
	const { json } = await start(hook());
	expect(json).toMatchObject({
		...{ gateway: id, status: 'started', sessionId: expect.any(String) },
		...{ contactId: expect.any(String), raw: { enrolled: true } },
	});
	expect(await calls()).toMatchObject([{ status: 200 }]);
});

test('values with letters of any kind are signed as they are sent', async () => {
	const context = JSON.stringify({ name: 'Zoë 🎉 \u2028 "quoted" \\', empty: null });
	expect((await start(cart, { context })).json).toMatchObject({ status: 'started' });
});

test.each(['', 'another-secret'])('with the secret “%s” it is refused', async (flowSecret) => {
	const { fault } = await start(cart, {}, { credential: { flowSecret } });
	expect(fault).toMatchObject({
		fault: 'invalidCredential',
		message: expect.stringContaining('does not accept the signature'),
		hint: expect.stringContaining('Flow Signing Secret'),
	});
});

test.each([
	['hk_sandbox_paused', 'notConfigured', 'not active'],
	['hk_sandbox_draft', 'notConfigured', 'not published'],
	['hk_sandbox_small_plan', 'planLimit', 'no Auto Flows'],
	['hk_sandbox_nothing', 'notFound', 'no flow with this hook'],
	['My flow', 'invalidRequest', 'neither the address'],
	['https://api.wa.cr/automations/hooks/hk_1', 'invalidRequest', 'not that of a flow’s hook'],
])('%s starts nothing, and the sentence says why', async (hook, fault, words) => {
	const started = await start(hook);
	expect(started.json).toBeUndefined();
	expect(started.fault).toMatchObject({
		...{ fault, sent: 'no', message: expect.stringContaining(words) },
	});
});

test('no output repeats the token or the secret', async () => {
	const outputs = [
		await start(addressOf('hk_sandbox_nothing')),
		await start(cart, {}, { credential: { flowSecret: 'another-secret' } }),
		await start(cart),
	].map(({ json, fault, hints }) => JSON.stringify({ json, fault, hints }));
	await sandbox.queueFault({ gateway: id, path: '/automations', truncate: 3 });
	const failed = await start(cart, {}, { settings: {} });
	const { message, description, context } = failed.run.data.resultData.error ?? {};
	const all = [...outputs, JSON.stringify({ message, description, context })].join('\n');
	expect(all).toContain('did not confirm the start');
	for (const secret of ['hk_sandbox', 'another-secret', 'sandbox-flow-secret']) {
		expect(all).not.toContain(secret);
	}
});

test('a start whose answer is lost is not repeated, in no try of the run', async () => {
	await sandbox.queueFault({ gateway: id, path: '/automations', truncate: 3 });
	const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
	const { failure } = await start(cart, {}, { settings });
	expect(failure?.message).toBe(
		`An earlier try may have started the flow for ${anna}, so it was not started again.`,
	);
	expect(failure?.description).toContain('Retry If Outcome Unknown');
	expect(await calls()).toHaveLength(1);
}, 30_000);

test('it is started again at the user’s risk', async () => {
	await sandbox.queueFault({ gateway: id, path: '/automations', truncate: 3 });
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
	const { json } = await start(cart, { options: { retryUnknownOutcome: true } }, { settings });
	expect(json).toMatchObject({ status: 'started' });
	expect(await calls()).toHaveLength(2);
}, 30_000);

test('a retry of the run starts only what was not started', async () => {
	const [first, second] = [anna, '+14155550123'];
	await sandbox.queueFault({
		gateway: id,
		path: '/automations',
		limited: { after: 3600 },
		skip: 1,
	});
	const { output } = await runNode({
		parameters: {
			...{ resource: 'contact', operation: 'startFlow', options: { parallelRecipients: 1 } },
			...{ contact: '={{ $json.to }}', context: '{}' },
			flow: { __rl: true, mode: 'id', value: cart },
		},
		credentials: sandbox.account(id),
		items: [first, second].map((to) => ({ json: { to } })),
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
	});
	expect(output()).toHaveLength(2);
	expect((await calls()).filter(({ status }) => status === 200)).toHaveLength(2);
}, 30_000);

test('a contact is named by its ID, and a value does not replace the number', async () => {
	const list = { resource: 'contact', operation: 'get', contact: anna, options: {} };
	const { output } = await runNode({ parameters: list, credentials: sandbox.account(id) });
	const contact = String(output()[0]?.json['id']);
	const context = '{"phone": "+14155550123"}';
	const { json } = await start(cart, { contact, context });
	expect(json).toMatchObject({ status: 'started', contactId: contact });
});

test('nobody is put into a flow whom the node may not write to', async () => {
	const options = { whoMayBeWrittenTo: 'list', allowedRecipients: '+14155550123' };
	expect((await start(cart, { options })).fault).toMatchObject({ fault: 'recipientInvalid' });
	expect(await calls()).toEqual([]);
});

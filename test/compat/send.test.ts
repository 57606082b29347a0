import { withCredential } from '../../host/examples/publishExamples';
import {
	saveCredential,
	testSavedCredential,
	type SavedAccount,
} from '../../host/rest/credentials';
import { callNodeMethod } from '../../host/rest/editorRequests';
import {
	executionById,
	executionIds,
	runManually,
	type Execution,
} from '../../host/rest/executions';
import { isRecord } from '../../host/rest/narrow';
import { saveWorkflow, type WorkflowNode } from '../../host/rest/workflows';
import { controlSandbox, openWindows, timesOnPhones } from '../faults/server/controlSandbox';
import { faultScenarios, type FaultScenario } from '../faults/server/faultScenarios';
import { post } from '../faults/server/killServer';
import { ordersFor, phonesFor, publishOrderWorkflow } from '../faults/server/orders';
import type { TestServer } from '../faults/server/testServer';
import { manualWorkflow, sendText } from '../host/host';
import { openCompatServer } from './compatServer';
import { feature } from './features';

let server: TestServer;
beforeAll(async () => {
	server = await openCompatServer();
});
afterAll(async () => await server?.close());

let used = 0;
const newItem = () => ({ phone: `+49171${String(4_000_000 + used)}`, text: `Order ${++used}` });

const gatewayOf = ({ data }: SavedAccount) => String(data['gateway']);

/** Sends a text to each of three new people; `prepare` gets the second one's number. */
async function sendThree(
	account: SavedAccount,
	name: string,
	changes: Partial<WorkflowNode> = {},
	prepare: (phone: string) => Promise<void> = async () => undefined,
): Promise<{ execution: Execution; onPhones: number[] }> {
	const gateway = gatewayOf(account);
	const items = [newItem(), newItem(), newItem()];
	const phones = items.map(({ phone }) => phone);
	await openWindows(server.sandboxUrl, gateway, phones);
	await prepare(phones[1] ?? '');
	const workflow = manualWorkflow(
		`${name} ${gateway}`,
		items,
		sendText('={{ $json.text }}', changes),
	);
	const file = withCredential(workflow, account.reference);
	const { id } = await saveWorkflow(server.rest, file);
	const execution = await runManually(server.rest, id, 'Start');
	return { execution, onPhones: await timesOnPhones(server.sandboxUrl, gateway, items) };
}

feature('Credential test of each gateway', async () => {
	for (const { name, reference } of server.accounts) {
		const result = await testSavedCredential(server.rest, reference.id);
		expect([name, result]).toEqual([name, expect.objectContaining({ ok: true })]);
	}
});

feature('Lists of templates in the editor', async () => {
	for (const { name, reference: credential } of server.accounts) {
		const { status, data } = await callNodeMethod(server.rest, 'resource-locator-results', {
			path: 'parameters.template',
			methodName: 'searchTemplates',
			parameters: { resource: 'message', operation: 'sendTemplate' },
			credential,
		});
		const results = isRecord(data) ? data['results'] : [];
		expect([name, status, results]).toEqual([name, 200, expect.any(Array)]);
		expect([name, results]).not.toEqual([name, []]);
	}
});

feature('Send through each gateway', async () => {
	for (const account of server.accounts) {
		const { execution, onPhones } = await sendThree(account, 'Sends');
		expect([account.name, execution.message, execution.status, onPhones]).toEqual([
			...[account.name, '', 'success', [1, 1, 1]],
		]);
		const [receipts = []] = execution.outputs('Send');
		expect(receipts.map(({ json }) => json['gateway'])).toEqual(Array(3).fill(gatewayOf(account)));
	}
});

feature('A credential with expressions: each item through its own account', async () => {
	const names = [...new Set(server.accounts.flatMap(({ data }) => Object.keys(data)))];
	const fields = Object.fromEntries(
		names.map((name) => [name, `={{ $json.account.${name} ?? "" }}`]),
	);
	const reference = await saveCredential(server.rest, 'Tenants', fields);
	const items = server.accounts.map(({ data }) => ({ ...newItem(), account: data }));
	for (const { phone, account } of items) {
		await openWindows(server.sandboxUrl, String(account['gateway']), [phone]);
	}
	const workflow = manualWorkflow('Tenants', items, sendText('={{ $json.text }}'));
	const { id } = await saveWorkflow(server.rest, withCredential(workflow, reference));
	const { status, message } = await runManually(server.rest, id, 'Start');
	expect([status, message]).toEqual(['success', '']);
	for (const { account, ...item } of items) {
		const gateway = String(account['gateway']);
		const times = await timesOnPhones(server.sandboxUrl, gateway, [item]);
		expect([gateway, times]).toEqual([gateway, [1]]);
	}
});

feature('Faults leave by the error output', async () => {
	for (const account of server.accounts) {
		const onError = { onError: 'continueErrorOutput' };
		const items = [{ phone: newItem().phone }, { phone: 'see notes' }];
		await openWindows(server.sandboxUrl, gatewayOf(account), [items[0]?.phone ?? '']);
		const name = `Refused ${gatewayOf(account)}`;
		const workflow = manualWorkflow(name, items, sendText('Hello', onError));
		const { id } = await saveWorkflow(server.rest, withCredential(workflow, account.reference));
		const { status, outputs } = await runManually(server.rest, id, 'Start');
		const [sent = [], failed = []] = outputs('Send');
		expect([account.name, status]).toEqual([account.name, 'success']);
		expect(failed.map(({ json }) => json)).toEqual([
			expect.objectContaining({ fault: 'recipientInvalid', sent: 'no' }),
		]);
		expect([account.name, sent.length]).toEqual([account.name, 1]);
	}
});

/** Lost after the gateway accepted the message, and certainly not accepted. */
const scenarios = faultScenarios.filter(({ name }) =>
	['502 after acceptance', '503, not accepted'].includes(name),
);

feature('Retry On Fail sends nothing twice', async () => {
	const retries = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } as const;
	const runCase = async (account: SavedAccount, { name, fault, isUnknown }: FaultScenario) => {
		const { execution, onPhones } = await sendThree(account, name, retries, async (phone) => {
			const body = { gateway: gatewayOf(account), phone, times: 1, ...fault };
			await controlSandbox(server.sandboxUrl, 'faults', body);
		});
		const seen = [account.name, name, execution.status];
		const { status, message, description } = execution;
		const sentences = status === 'success' ? '' : `${message} ${description}`;
		if (sentences !== '')
			expect([...seen, sentences]).toEqual([
				...seen,
				expect.stringMatching(/\d may have been sent/),
			]);
		expect([...seen, onPhones.filter((times) => times > 1)]).toEqual([...seen, []]);
		if (!isUnknown) expect([...seen, onPhones]).toEqual([account.name, name, 'success', [1, 1, 1]]);
	};
	await Promise.all(
		server.accounts.flatMap((account) =>
			scenarios.map(async (scenario) => await runCase(account, scenario)),
		),
	);
});

feature('Message Key: of runs that come at once, one sends', async () => {
	const options = { messagesPerMinute: 6000, messageKey: '={{ $json.number }}' };
	const phones = phonesFor(4);
	const once = async (account: SavedAccount) => {
		const gateway = gatewayOf(account);
		const orders = ordersFor(phones, `At once ${gateway}`);
		await openWindows(server.sandboxUrl, gateway, phones);
		const workflow = await publishOrderWorkflow(server, account, options, 'at-once');
		await Promise.all(Array.from({ length: 20 }, async () => await post({ workflow, orders })));
		const ids = await executionIds(server.rest, workflow.workflowId);
		for (const id of ids) await executionById(server.rest, id);
		expect([gateway, await timesOnPhones(server.sandboxUrl, gateway, orders)]).toEqual([
			...[gateway, [1, 1, 1, 1]],
		]);
	};
	for (const account of server.accounts) await once(account);
});

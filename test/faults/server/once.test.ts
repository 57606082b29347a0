import axios from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';

import { withCredential } from '../../../host/examples/publishExamples';
import type { SavedAccount } from '../../../host/rest/credentials';
import { nodeType } from '../../../host/rest/editorRequests';
import {
	executionById,
	executionIds,
	newExecutionId,
	retryExecution,
	stopExecution,
	type Execution,
} from '../../../host/rest/executions';
import { isRecord, recordsOf, textField } from '../../../host/rest/narrow';
import { publish, saveWorkflow } from '../../../host/rest/workflows';
import { anna } from '../../host/host';
import { ben, chloe } from '../../host/operationRuns/operationRun';
import { controlSandbox, openWindows } from './controlSandbox';
import { withoutTaskRunner } from './environment';
import { postToWebhook } from './orders';
import { openTestServer, type TestServer } from './testServer';

/** What three items do one after the other or together, each with a request of its own. */
interface Doing {
	readonly gateway: string;
	/** What every such request begins with, after the gateway. */
	readonly path: string;
	readonly parameters: Readonly<Record<string, unknown>>;
}

const phones = [anna, ben, chloe];

const doings: Readonly<Record<string, Doing>> = {
	broadcast: {
		...{ gateway: 'wacrDeveloper', path: '/v1/broadcasts' },
		parameters: {
			...{ resource: 'message', operation: 'sendBroadcast', broadcastName: '={{ $json.name }}' },
			...{ template: { __rl: true, mode: 'name', value: 'order_confirmation' }, language: 'en' },
			...{ variables: '{"1": "you", "2": "A-1", "3": "5 €"}', contactIds: '={{ $json.id }}' },
		},
	},
	flow: {
		...{ gateway: 'wacrDeveloper', path: '/automations/hooks' },
		parameters: {
			...{ resource: 'contact', operation: 'startFlow', contact: '={{ $json.phone }}' },
			...{ flow: { __rl: true, mode: 'id', value: 'hk_sandbox_cart' }, context: '{}' },
		},
	},
	comment: {
		...{ gateway: 'wacrDeveloper', path: '/v1/conversations' },
		parameters: {
			...{ resource: 'contact', operation: 'addComment', contact: '={{ $json.phone }}' },
			comment: 'Called back',
		},
	},
	lead: {
		...{ gateway: 'mojeeb', path: '' },
		parameters: {
			...{ resource: 'lead', operation: 'create', leadFields: { name: '={{ $json.name }}' } },
		},
	},
	group: {
		...{ gateway: 'metaCloud', path: '' },
		parameters: { resource: 'group', operation: 'create', subject: '={{ $json.name }}' },
	},
};

let server: TestServer;
beforeAll(async () => {
	server = await openTestServer(withoutTaskRunner);
});
afterAll(async () => await server?.close());

function accountOf(gateway: string): SavedAccount {
	const account = server.accounts.find(({ data }) => data['gateway'] === gateway);
	if (account === undefined) throw new Error(`The sandbox has no ${gateway}.`);
	return account;
}

async function ask(path: string, gateway?: string): Promise<Readonly<Record<string, unknown>>> {
	const token = gateway === undefined ? '' : String(accountOf(gateway).data['accessToken']);
	const headers = { authorization: `Bearer ${token}` };
	const { data } = await axios.get<unknown>(`${server.sandboxUrl}${path}`, {
		...{ headers, proxy: false },
	});
	return isRecord(data) ? data : {};
}

/** How many requests have asked the gateway to do it. */
async function timesAsked({ gateway, path }: Doing): Promise<number> {
	const { requests } = await ask('/_sandbox/requests');
	return recordsOf(requests).filter(
		(one) =>
			one['method'] === 'POST' && String(one['path']).startsWith(`/${gateway}${path || '/'}`),
	).length;
}

/** A published workflow: webhook → one item for each person → the node. */
interface Run {
	readonly name: string;
	readonly doing: Doing;
	/** Begins it, and gives the execution. */
	begin(): Promise<string>;
}

let published = 0;
const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
const common = { typeVersion: 1, position: [0, 0] as const };

async function publishRun(name: string, settings: object = {}): Promise<Run> {
	const doing = doings[name] as Doing;
	const path = `once-${published++}`;
	const file = {
		name: path,
		nodes: [
			{
				...{ ...common, id: 'hook', name: 'Hook', typeVersion: 2.1, webhookId: path },
				type: 'n8n-nodes-base.webhook',
				parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
			},
			{
				...{ ...common, id: 'split', name: 'Split', type: 'n8n-nodes-base.splitOut' },
				parameters: { fieldToSplitOut: 'body.people', options: {} },
			},
			{
				...{ ...common, id: 'do', name: 'Do', type: nodeType, ...settings },
				parameters: { options: {}, ...doing.parameters },
			},
		],
		connections: { Hook: to('Split'), Split: to('Do') },
		settings: { executionOrder: 'v1' },
	};
	const { reference } = accountOf(doing.gateway);
	const saved = await saveWorkflow(server.rest, withCredential(file, reference));
	await publish(server.rest, saved);
	return {
		...{ name, doing },
		async begin() {
			const { contacts } = await ask('/wacrDeveloper/v1/contacts', 'wacrDeveloper');
			const ids = recordsOf(contacts).map(({ id }) => id);
			const people = phones.map((phone, n) => ({ phone, id: ids[n], name: `${path}_${n}` }));
			const known = await executionIds(server.rest, saved.id);
			await postToWebhook(`${server.url}/webhook/${path}`, { people });
			return await newExecutionId(server.rest, saved.id, known);
		},
	};
}

/** A sandbox as at its beginning, and a run of everything that is to be done. */
async function publishAll(settings?: object): Promise<Run[]> {
	await controlSandbox(server.sandboxUrl, 'reset', {});
	for (const { data } of server.accounts) {
		const unlimited = { gateway: data['gateway'], requests: 100_000, seconds: 60 };
		await controlSandbox(server.sandboxUrl, 'rate-limit', unlimited);
		await openWindows(server.sandboxUrl, String(data['gateway']), phones);
	}
	return await Promise.all(Object.keys(doings).map((name) => publishRun(name, settings)));
}

/** The last answer to each run has a fault: the gateway has done it all the same. */
async function faultyAnswers(effect: object): Promise<void> {
	for (const { gateway, path } of Object.values(doings)) {
		const target = { gateway, ...(path !== '' && { path }), skip: 2, after: 'accepted' };
		await controlSandbox(server.sandboxUrl, 'faults', { ...target, ...effect });
	}
}

/** Begins all, and waits until the gateways have done everything and owe one answer to each. */
async function beginSlow(runs: readonly Run[]): Promise<string[]> {
	await faultyAnswers({ stallMs: 600_000 });
	const ids = await Promise.all(runs.map(async ({ begin }) => await begin()));
	await Promise.all(
		runs.map(async ({ doing }) => {
			while ((await arrived(doing)) < 3) await sleep(50);
		}),
	);
	return ids;
}

/** Requests that were answered, and one that is not, once its fault is used up. */
async function arrived(doing: Doing): Promise<number> {
	const { faults } = await ask('/_sandbox/faults');
	const isOpen = recordsOf(faults).some(
		(fault) => fault['gateway'] === doing.gateway && String(fault['path'] ?? '') === doing.path,
	);
	return (await timesAsked(doing)) + (isOpen ? 0 : 1);
}

/** Retries runs, one with the workflow as it was, the next one as it is saved now. */
async function retryAll(ids: readonly string[]): Promise<Execution[]> {
	const retried = ids.map(async (id, at) => {
		const response = await retryExecution(server.rest, id, at % 2 === 0);
		if (response.status !== 200) throw new Error(`n8n refused the retry: ${response.message}`);
		return await executionById(server.rest, textField(response.data, 'id'));
	});
	return await Promise.all(retried);
}

const open = /may have (?:sent|started|created)/;

/** Nothing was done again, and each run says what is open. */
async function expectOnce(runs: readonly Run[], executions: readonly Execution[]) {
	const seen = runs.map(async ({ name, doing }, at) => {
		const { status, message } = executions[at] as Execution;
		return [name, await timesAsked(doing), status, open.test(message) ? 'open' : message];
	});
	expect(await Promise.all(seen)).toEqual(runs.map(({ name }) => [name, 3, 'error', 'open']));
}

test('what was done is done once where its answer is lost and n8n tries the node again', async () => {
	const runs = await publishAll({ retryOnFail: true, maxTries: 3, waitBetweenTries: 1 });
	await faultyAnswers({ reset: true });
	const executions = runs.map(async ({ begin }) => await executionById(server.rest, await begin()));
	await expectOnce(runs, await Promise.all(executions));
});

test('what was done is done once where its answer is lost and n8n retries the run', async () => {
	const runs = await publishAll();
	await faultyAnswers({ status: 502, body: '<h1>Bad Gateway</h1>' });
	const ids = await Promise.all(runs.map(async ({ begin }) => await begin()));
	await Promise.all(ids.map(async (id) => await executionById(server.rest, id)));
	await expectOnce(runs, await retryAll(ids));
});

test.each(['stop', 'kill'] as const)(
	'what was done is done once where a run ends in the middle and is retried: %s',
	async (end) => {
		const runs = await publishAll();
		const ids = await beginSlow(runs);
		if (end === 'stop') {
			for (const id of ids) await stopExecution(server.rest, id);
			await Promise.all(ids.map(async (id) => await executionById(server.rest, id)));
		} else {
			await server.kill();
			await server.restart();
		}
		await expectOnce(runs, await retryAll(ids));
	},
);

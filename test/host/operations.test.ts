import axios from 'axios';

import { withCredential } from '../../host/examples/publishExamples';
import { saveCredential, type SavedAccount } from '../../host/rest/credentials';
import { nodeType } from '../../host/rest/editorRequests';
import {
	executionById,
	stopExecution,
	untilIdle,
	type Execution,
} from '../../host/rest/executions';
import { recordsOf, textField } from '../../host/rest/narrow';
import { saveWorkflow, unpublish, type WorkflowFile } from '../../host/rest/workflows';
import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { bytes } from '../firstBytes';
import { statusOf } from './asking';
import { anna, openHost, type Host } from './host';
import { publishTrigger } from './incoming';
import {
	lackOf,
	moreFields,
	operationByName,
	operationOf,
	operationRuns,
	parametersOf,
} from './operationParameters';
import { followers, invites, type Step } from './operationRuns/groups';

let host: Host;
/** What became of the workflow with each gateway, by its ID. */
const executions = new Map<string, Execution>();
beforeAll(async () => {
	host = await openHost();
	await host.reset();
	const runs = gateways.map(async (gateway) => {
		executions.set(gateway.id, await runAll(gateway));
	});
	await Promise.all(runs);
});

/** Of the runs, which have a third part where an operation has several. */
const names = Object.keys(operationRuns);
/** The operation after which a run waits. */
const asking = 'message:sendAndWait';

/** Several people get their messages at the same time. */
const byPhone = <T extends { readonly phone?: unknown }>(messages: readonly T[]): T[] =>
	[...messages].sort((a, b) => String(a.phone).localeCompare(String(b.phone)));

/** A node for each run, and those that stand for the people who follow a group's invite link. */
function stepsOf(gateway: Gateway): Step[] {
	return names.flatMap((name) => [
		{ name, type: nodeType, typeVersion: 1, parameters: parametersOf(name, gateway) },
		...(name === invites && gateway.groups !== undefined ? followers(host.sandboxUrl) : []),
	]);
}

/** One item with a received message and a file → the steps, from top to bottom. */
function workflow(gateway: Gateway, wamid: string): WorkflowFile {
	const common = { typeVersion: 1, position: [0, 0] as const };
	const data = bytes.pdf.toString('base64');
	const file = { data, mimeType: 'application/octet-stream', fileName: 'invoice.pdf' };
	const items = JSON.stringify([{ json: { wamid }, binary: { data: file } }]);
	const steps = stepsOf(gateway);
	const to = (node: string) => ({ node, type: 'main', index: 0 });
	return {
		name: `Every operation with ${gateway.name}`,
		nodes: [
			{
				...{ ...common, id: 'start', name: 'Start', parameters: {} },
				type: 'n8n-nodes-base.manualTrigger',
			},
			{
				...{ ...common, id: 'items', name: 'Items', typeVersion: 2 },
				type: 'n8n-nodes-base.code',
				parameters: { jsCode: `return ${items};` },
			},
			...steps.map((step, index) => ({
				...{ ...step, id: `step-${index}`, onError: 'continueErrorOutput' },
				position: [200, 100 * index] as const,
			})),
		],
		connections: {
			Start: { main: [[to('Items')]] },
			Items: { main: [steps.map(({ name }) => to(name))] },
		},
		settings: { executionOrder: 'v1' },
	};
}

async function messagesOf(gateway: string, direction: string, phone?: string) {
	const { data } = await axios.get<{ messages: unknown }>(`${host.sandboxUrl}/_sandbox/messages`, {
		params: { gateway, direction, phone },
		proxy: false,
	});
	return recordsOf(data.messages);
}

/** Whether the sandbox delivers the gateway's events, so that a trigger gets a tap. */
const isDelivered = ({ data }: SavedAccount) => (data['webhookSecret'] ?? '') !== '';

/**
 * Answers the question that a run waits for: on its page, or with a tap, which the gateway's trigger gets.
 * Ends the run where only the next poll would bring the tap.
 */
async function answer(account: SavedAccount, executionId: string): Promise<void> {
	const gateway = account.data['gateway'] ?? '';
	const question = (await messagesOf(gateway, 'outbound', anna)).at(-1);
	const [link] = /https?:\S+$/.exec(textField(question, 'text')) ?? [];
	const [approve] = recordsOf(question?.['replies']);
	if (link !== undefined) {
		await axios.post(link, new URLSearchParams({ choice: '0' }), { proxy: false });
	} else if (!isDelivered(account)) {
		await stopExecution(host.rest, executionId);
	} else {
		const tap = { message: textField(question, 'id'), id: textField(approve, 'id') };
		const body = { phone: anna, gateway, tap };
		await axios.post(`${host.sandboxUrl}/_sandbox/inbound`, body, { proxy: false });
	}
}

/** Runs every operation with a gateway's credential. */
async function runAll(gateway: Gateway): Promise<Execution> {
	const account = host.accounts.find(({ data }) => data['gateway'] === gateway.id);
	if (account === undefined) throw new Error(`There is no account of ${gateway.name}.`);
	const { name, data } = account;
	const fields = { ...data, ...moreFields[gateway.id] };
	const credential = await saveCredential(host.rest, `${name}, every operation`, fields);
	const options = { takeOver: 'always' };
	const trigger = isDelivered(account)
		? await publishTrigger(host, gateway.id, `${gateway.id} taps`, { options }, data)
		: undefined;
	const [received] = await messagesOf(gateway.id, 'inbound', anna);
	const file = workflow(gateway, textField(received, 'whatsappMessageId'));
	const { id } = await saveWorkflow(host.rest, withCredential(file, credential));
	const started = await host.rest.request('POST', `/rest/workflows/${id}/run`, {
		triggerToStartFrom: { name: 'Start' },
	});
	const executionId = textField(started, 'executionId');
	await untilIdle(host.rest, executionId);
	if ((await statusOf(host.rest, executionId)) === 'waiting') await answer(account, executionId);
	const execution = await executionById(host.rest, executionId);
	if (trigger !== undefined) await unpublish(host.rest, trigger.saved);
	return execution;
}

test('every operation of the node has a run here', () => {
	expect([...new Set(names.map(operationOf))].sort()).toEqual([...operationByName.keys()].sort());
});

describe.each(gateways.map((gateway): [string, Gateway] => [gateway.name, gateway]))(
	'%s, in one workflow with a credential',
	(_name, gateway) => {
		test('each operation does what it should, or says that the gateway lacks it', () => {
			const execution = executions.get(gateway.id);
			const seen = names.map((name) => {
				const [given = [], failed = []] = execution?.outputs(name) ?? [];
				return [name, given[0]?.json ?? null, failed[0]?.json ?? null];
			});
			expect(seen).toEqual(
				names.map((name) => {
					const lack = lackOf(name, gateway)?.lack(gateway);
					const { item = {} } = operationRuns[name] ?? {};
					const fault = { fault: 'unsupported', message: lack?.message };
					if (lack !== undefined) return [name, null, expect.objectContaining(fault)];
					if (name === asking && execution?.status === 'canceled')
						return [name, expect.anything(), null];
					const fields = typeof item === 'function' ? item(gateway) : item;
					return [name, expect.objectContaining(fields), null];
				}),
			);
		});

		test('its messages arrive', async () => {
			const expected = names
				.filter((name) => lackOf(name, gateway) === undefined)
				.flatMap((name) => operationRuns[name]?.arrives ?? []);
			expect(byPhone(await messagesOf(gateway.id, 'outbound'))).toEqual(
				byPhone(expected).map((one) => expect.objectContaining(one)),
			);
		});
	},
);

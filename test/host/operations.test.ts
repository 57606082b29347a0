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
import type { Need } from '../../nodes/WhatsAppGateway/core/need';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { operations } from '../../nodes/WhatsAppGateway/operations';
import type { Operation } from '../../nodes/WhatsAppGateway/operations/operation';
import { bytes } from '../firstBytes';
import { statusOf } from './asking';
import { anna, openHost, type Host } from './host';
import { publishTrigger } from './incoming';
import { moreFields, operationRuns } from './operationParameters';

let host: Host;
beforeAll(async () => {
	host = await openHost();
	await host.reset();
});

const nameOf = ({ resource, value }: Operation) => `${resource}:${value}`;
const byName = new Map(operations.map((operation) => [nameOf(operation), operation]));
const names = Object.keys(operationRuns);
/** The operation after which a run waits. */
const asking = 'message:sendAndWait';

/** Several people get their messages at the same time. */
const byPhone = <T extends { readonly phone?: unknown }>(messages: readonly T[]): T[] =>
	[...messages].sort((a, b) => String(a.phone).localeCompare(String(b.phone)));

/** The parameters of a run, as the editor stores them. */
function parametersOf(name: string, gateway: Gateway): Record<string, unknown> {
	const [resource, operation] = name.split(':');
	const { parameters, parametersOf: own } = operationRuns[name] ?? {};
	return { options: {}, ...parameters, ...own?.(gateway), resource, operation };
}

/** What a run needs and the gateway lacks; `undefined` where it has all. */
function lackOf(name: string, gateway: Gateway): Need | undefined {
	const { needs } = byName.get(name) ?? {};
	if (needs === undefined) return undefined;
	const chosen = 'find' in needs ? '' : String(parametersOf(name, gateway)[needs.field]);
	const need = 'find' in needs ? needs : needs.needs[chosen];
	return need?.find(gateway) === undefined ? need : undefined;
}

/** One item with a received message and a file → a node for each operation, from top to bottom. */
function workflow(gateway: Gateway, wamid: string): WorkflowFile {
	const common = { typeVersion: 1, position: [0, 0] as const };
	const data = bytes.pdf.toString('base64');
	const file = { data, mimeType: 'application/octet-stream', fileName: 'invoice.pdf' };
	const items = JSON.stringify([{ json: { wamid }, binary: { data: file } }]);
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
			...names.map((name, index) => ({
				...{ ...common, id: name.replace(':', '-'), name, type: nodeType },
				position: [200, 100 * index] as const,
				parameters: parametersOf(name, gateway),
				onError: 'continueErrorOutput',
			})),
		],
		connections: { Start: { main: [[to('Items')]] }, Items: { main: [names.map(to)] } },
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
async function runAll(gateway: Gateway, account: SavedAccount): Promise<Execution> {
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
	expect([...names].sort()).toEqual([...byName.keys()].sort());
});

test('with every credential, each operation of one workflow does what it should, or says that the gateway lacks it', async () => {
	const runs = host.accounts.map(async (account) => {
		const gateway = gateways.find(({ id }) => id === account.data['gateway']);
		if (gateway === undefined) throw new Error(`There is no gateway of ${account.name}.`);
		return [gateway, await runAll(gateway, account)] as const;
	});
	for (const [gateway, execution] of await Promise.all(runs)) {
		const seen = names.map((name) => {
			const [given = [], failed = []] = execution.outputs(name);
			return [name, given[0]?.json ?? null, failed[0]?.json ?? null];
		});
		expect([gateway.id, seen]).toEqual([
			gateway.id,
			names.map((name) => {
				const lack = lackOf(name, gateway)?.lack(gateway);
				const { item = {} } = operationRuns[name] ?? {};
				const fault = { fault: 'unsupported', message: lack?.message };
				if (lack !== undefined) return [name, null, expect.objectContaining(fault)];
				if (name === asking && execution.status === 'canceled')
					return [name, expect.anything(), null];
				const fields = typeof item === 'function' ? item(gateway) : item;
				return [name, expect.objectContaining(fields), null];
			}),
		]);
		const expected = names
			.filter((name) => lackOf(name, gateway) === undefined)
			.flatMap((name) => operationRuns[name]?.arrives ?? []);
		expect([gateway.id, byPhone(await messagesOf(gateway.id, 'outbound'))]).toEqual([
			gateway.id,
			byPhone(expected).map((one) => expect.objectContaining(one)),
		]);
	}
});

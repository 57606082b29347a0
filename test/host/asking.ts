import axios from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';

import { withCredential } from '../../host/examples/publishExamples';
import type { CredentialReference } from '../../host/rest/credentials';
import { nodeType } from '../../host/rest/editorRequests';
import { executionById, executionIds } from '../../host/rest/executions';
import { isRecord, recordsOf, textField } from '../../host/rest/narrow';
import type { Rest } from '../../host/rest/rest';
import { publish, saveWorkflow, type WorkflowFile } from '../../host/rest/workflows';
import { triggerWorkflow } from './incoming';

/** A question on a phone, as the sandbox has it. */
export interface Question {
	readonly wamid: string;
	/** The ids of what can be tapped, in order. */
	readonly ids: readonly string[];
	readonly titles: readonly string[];
	/** What the statuses of the message bring back. */
	readonly callbackData: string | null;
	readonly id: string;
}

/** The outgoing messages of a phone, oldest first. */
export async function outgoing(
	sandboxUrl: string,
	phone: string,
): Promise<Array<Record<string, unknown>>> {
	const url = `${sandboxUrl}/_sandbox/messages`;
	const params = { phone, direction: 'outbound' };
	const { data } = await axios.get<unknown>(url, { params, proxy: false });
	return recordsOf(isRecord(data) ? data['messages'] : []);
}

/** The questions on a phone, oldest first. */
export async function questionsOn(sandboxUrl: string, phone: string): Promise<Question[]> {
	const messages = await outgoing(sandboxUrl, phone);
	return messages.flatMap((message): Question[] => {
		const list = isRecord(message['list']) ? recordsOf(message['list']['sections']) : [];
		const rows = list.flatMap((section) => recordsOf(section['rows']));
		const targets = [...recordsOf(message['replies']), ...rows];
		if (targets.length === 0) return [];
		const carried = message['callbackData'];
		return [
			{
				wamid: textField(message, 'whatsappMessageId'),
				id: textField(message, 'id'),
				ids: targets.map((target) => textField(target, 'id')),
				titles: targets.map((target) => textField(target, 'title')),
				callbackData: typeof carried === 'string' ? carried : null,
			},
		];
	});
}

/** Webhook → questions, one after the other; the posted body is the first one's item. */
export function askingWorkflow(
	name: string,
	path: string,
	parameters: Readonly<Record<string, unknown>>,
	more: Readonly<Record<string, unknown>> = {},
): WorkflowFile {
	const common = { typeVersion: 1, position: [0, 0] as [number, number] };
	return {
		name,
		nodes: [
			{
				...common,
				id: 'hook',
				name: 'Hook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2.1,
				webhookId: `00000000-0000-4000-8000-${path.padEnd(12, '0').slice(0, 12)}`,
				parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
			},
			{
				...common,
				id: `aaaaaaaa-0000-4000-8000-${Buffer.from(path).toString('hex').padEnd(12, '0').slice(0, 12)}`,
				name: 'Ask "Anna"',
				type: nodeType,
				parameters: {
					resource: 'message',
					operation: 'sendAndWait',
					to: '={{ $json.body.phone }}',
					message: 'Shall we deliver tomorrow?',
					options: {},
					...parameters,
				},
				...more,
			},
		],
		connections: { Hook: { main: [[{ node: 'Ask "Anna"', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'all' },
	};
}

/** The same, once for each of the people in the body. */
export function loopWorkflow(name: string, path: string): WorkflowFile {
	const workflow = askingWorkflow(name, path, { to: '={{ $json.phone }}' });
	const common = { typeVersion: 1, position: [0, 0] as [number, number] };
	const to = (node: string) => [{ node, type: 'main', index: 0 }];
	const jsCode = 'return $json.body.people.map((phone) => ({ json: { phone } }));';
	return {
		...workflow,
		nodes: [
			...workflow.nodes,
			{
				...{ ...common, typeVersion: 2, id: 'people', name: 'People' },
				type: 'n8n-nodes-base.code',
				parameters: { jsCode },
			},
			{
				...{ ...common, typeVersion: 3, id: 'loop', name: 'Loop' },
				type: 'n8n-nodes-base.splitInBatches',
				parameters: { options: {} },
			},
		],
		connections: {
			Hook: { main: [to('People')] },
			People: { main: [to('Loop')] },
			Loop: { main: [[], to('Ask "Anna"')] },
			'Ask "Anna"': { main: [to('Loop')] },
		},
	};
}

/** A trigger whose messages are answered with a list to choose from. */
export function ownTriggerWorkflow(name: string, phone: string): WorkflowFile {
	const { nodes, ...workflow } = askingWorkflow(name, 'own', {
		to: phone,
		responseType: 'list',
		buttonText: 'Choose a day',
		rows: { row: [{ title: 'Sunday' }, { title: 'Monday', id: 'mon' }] },
	});
	const [trigger] = triggerWorkflow(name, { options: { takeOver: 'always' } }).nodes;
	return {
		...workflow,
		nodes: [...(trigger === undefined ? [] : [trigger]), ...nodes.slice(1)],
		connections: { Trigger: { main: [[{ node: 'Ask "Anna"', type: 'main', index: 0 }]] } },
	};
}

/** A published workflow that asks. */
export interface Asking {
	readonly workflowId: string;
	/** Starts a run with a body, and gives its execution once it waits or has ended. */
	ask(body: object): Promise<string>;
	/** The item that came out of the node, at output 0 or another one. */
	answer(executionId: string, output?: number): Promise<Record<string, unknown> | undefined>;
}

/** The status of an execution. */
export async function statusOf(rest: Rest, id: string): Promise<string> {
	return textField(await rest.request('GET', `/rest/executions/${id}`), 'status');
}

/** Publishes a workflow that asks. */
export async function publishAsking(
	host: { readonly rest: Rest; readonly url: string },
	credential: CredentialReference,
	workflow: WorkflowFile,
	path: string,
): Promise<Asking> {
	const { rest } = host;
	const saved = await saveWorkflow(rest, withCredential(workflow, credential));
	await publish(rest, saved);
	const address = `${host.url}/webhook/${path}`;
	return {
		workflowId: saved.id,
		async ask(body) {
			const known = await executionIds(rest, saved.id);
			await axios.post(address, body, { proxy: false });
			for (let tries = 0; tries < 600; tries++) {
				const fresh = (await executionIds(rest, saved.id)).find((id) => !known.includes(id));
				if (fresh !== undefined) {
					const status = await statusOf(rest, fresh);
					if (status !== 'running' && status !== 'new') return fresh;
				}
				await sleep(100);
			}
			throw new Error('The question was not asked.');
		},
		async answer(executionId, output = 0) {
			const { outputs } = await executionById(rest, executionId);
			const [item] = outputs('Ask "Anna"')[output] ?? [];
			return item === undefined ? undefined : { ...item.json };
		},
	};
}

/** What a person does in WhatsApp, as Meta reports it. */
export interface Happened {
	readonly from: string;
	readonly id: string;
	readonly tap?: { readonly id: string; readonly title: string; readonly wamid: string };
	readonly text?: string;
}

/** Meta's delivery of what people did. */
export function metaDelivery(phoneNumberId: string, happened: readonly Happened[]): object {
	const messages = happened.map(({ from, id, tap, text }) => ({
		from: from.replace('+', ''),
		id,
		timestamp: String(Math.floor(Date.now() / 1000)),
		...(tap === undefined
			? { type: 'text', text: { body: text ?? '' } }
			: {
					type: 'interactive',
					context: { from: '15550100100', id: tap.wamid },
					interactive: { type: 'button_reply', button_reply: { id: tap.id, title: tap.title } },
				}),
	}));
	return metaBody(phoneNumberId, { messages });
}

/** Meta's delivery of a status. */
export function metaFailure(
	phoneNumberId: string,
	{ wamid, to, key }: { readonly wamid: string; readonly to: string; readonly key: string },
): object {
	const title = 'Re-engagement message';
	return metaBody(phoneNumberId, {
		statuses: [
			{
				id: wamid,
				status: 'failed',
				timestamp: String(Math.floor(Date.now() / 1000)),
				recipient_id: to.replace('+', ''),
				biz_opaque_callback_data: key,
				errors: [{ code: 131047, title, message: title, error_data: { details: title } }],
			},
		],
	});
}

function metaBody(phoneNumberId: string, rows: object): object {
	const metadata = { display_phone_number: '15550100100', phone_number_id: phoneNumberId };
	const value = { messaging_product: 'whatsapp', metadata, ...rows };
	return {
		object: 'whatsapp_business_account',
		entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
	};
}

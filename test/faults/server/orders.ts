import type { SavedAccount } from '../../../host/credential';
import { withCredential } from '../../../host/examples';
import { publish, saveWorkflow, type WorkflowFile } from '../../../host/workflows';
import { sendText } from '../../host/host';
import type { Bench } from './bench';

/** A message that somebody is to get. */
export interface Order {
	readonly number: string;
	readonly phone: string;
	/** What is to stand on the phone. */
	readonly text: string;
}

/** A published workflow that takes a list of orders and writes to each one's phone. */
export interface OrderDesk {
	readonly gateway: string;
	readonly workflowId: string;
	/** Where the list is posted to. */
	readonly address: string;
}

/** Phones of their own for so many people. */
export function phonesFor(count: number): string[] {
	return Array.from({ length: count }, (_, at) => `+49171${String(3_000_000 + at)}`);
}

/** An order for each phone. */
export function ordersFor(phones: readonly string[], series: string): Order[] {
	return phones.map((phone, at) => {
		const number = `${series}-${at + 1}`;
		return { number, phone, text: `Order ${number}` };
	});
}

/**
 * Webhook → one item for each order → the node. It begins with a webhook, because n8n keeps what came
 * in there when it begins, and can retry an execution that has crashed; of one that the editor's button
 * began it keeps nothing until the end.
 */
export async function openOrderDesk(
	{ rest, url }: Bench,
	account: SavedAccount,
	options: Readonly<Record<string, unknown>>,
): Promise<OrderDesk> {
	const gateway = String(account.data['gateway']);
	const path = `orders-${gateway}`;
	const send = sendText('={{ $json.text }}');
	const workflow: WorkflowFile = {
		name: `Orders through ${gateway}`,
		nodes: [
			{
				id: 'hook',
				name: 'Hook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2.1,
				position: [0, 0],
				webhookId: path,
				parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
			},
			{
				id: 'split',
				name: 'Split',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				position: [200, 0],
				parameters: { fieldToSplitOut: 'body.orders', options: {} },
			},
			{ ...send, parameters: { ...send.parameters, options } },
		],
		connections: { Hook: to('Split'), Split: to(send.name) },
		settings: { executionOrder: 'v1' },
	};
	const saved = await saveWorkflow(rest, withCredential(workflow, account.reference));
	await publish(rest, saved);
	return { gateway, workflowId: saved.id, address: `${url}/webhook/${path}` };
}

const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });

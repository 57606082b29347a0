import axios from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';

import { withCredential } from '../../../host/examples/publishExamples';
import type { SavedAccount } from '../../../host/rest/credentials';
import { publish, saveWorkflow, type WorkflowFile } from '../../../host/rest/workflows';
import { sendText } from '../../host/host';
import type { TestServer } from './testServer';

/** A message to one recipient. */
export interface Order {
	readonly number: string;
	readonly phone: string;
	/** The text that must arrive. */
	readonly text: string;
}

/** A published workflow that receives a list of orders and sends a message for each. */
export interface OrderWorkflow {
	readonly gateway: string;
	readonly workflowId: string;
	/** The address of its webhook. */
	readonly address: string;
}

/** As many different phone numbers. */
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
 * Publishes a workflow: webhook → one item for each order → the node. n8n stores a webhook's input at
 * the start of an execution and can therefore retry it after a crash; it stores a manual execution
 * only at its end.
 *
 * @param url the address of the process that serves webhooks
 */
export async function publishOrderWorkflow(
	{ rest, url }: Pick<TestServer, 'rest' | 'url'>,
	account: SavedAccount,
	options: Readonly<Record<string, unknown>>,
	name = 'orders',
): Promise<OrderWorkflow> {
	const gateway = String(account.data['gateway']);
	const path = `${name}-${gateway}`;
	const send = sendText('={{ $json.text }}');
	const workflow: WorkflowFile = {
		name: `${name} through ${gateway}`,
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

/** How long n8n may be without its database. */
const maxTries = 40;

/**
 * Hands a workflow's webhook its input, and does it again where n8n refuses it at once with 503: under load, it
 * is without its database for a moment. A gateway does the same.
 *
 * @throws where n8n refuses it otherwise, or for 20 seconds
 */
export async function postToWebhook(address: string, body: object): Promise<void> {
	const validateStatus = (status: number) => status < 400 || status === 503;
	for (let tries = 0; tries < maxTries; tries++) {
		const { status } = await axios.post(address, body, { proxy: false, validateStatus });
		if (status !== 503) return;
		await sleep(500);
	}
	throw new Error(`n8n was without its database for ${maxTries / 2} seconds.`);
}

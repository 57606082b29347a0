import axios from 'axios';

import { withCredential } from '../../../host/examples/publishExamples';
import {
	saveCredential,
	type CredentialData,
	type SavedAccount,
} from '../../../host/rest/credentials';
import { executionIds, executionById, type Execution } from '../../../host/rest/executions';
import type { Rest } from '../../../host/rest/rest';
import { publish, saveWorkflow, type SavedWorkflow } from '../../../host/rest/workflows';
import { profileOf, webhookSecret } from '../../gateways/profiles';
import { triggerWorkflow } from '../../host/incoming';

/** The gateway whose deliveries are posted here; it signs them, and no request goes back to it. */
const gateway = 'qyvo';

/** A message of a person, as the gateway delivers it. */
export function messageEvent(id: string, content: object = { body: id }, type = 'text') {
	return {
		event: 'message.received',
		timestamp: '2026-05-07T08:14:24+00:00',
		message: {
			id,
			direction: 'inbound',
			type,
			content,
			created_at: '2026-05-07T08:14:23+00:00',
		},
		contact: { id: '01J1Y1', phone: '+491713920012', name: 'Anna Schmidt' },
	};
}

/** The answer to a delivery. */
interface Answer {
	readonly status: number;
	readonly text: string;
	readonly type: string;
}

/** A published workflow: the trigger, then a node that shows which events went on. */
export interface ReceivingWorkflow {
	readonly saved: SavedWorkflow;
	/** The path of its webhook, the same at every process that serves webhooks. */
	readonly path: string;
	/** Posts a signed delivery to a process that serves webhooks. */
	deliver(serverUrl: string, body: object): Promise<Answer>;
	/** Its executions once they have ended, the oldest first. A 200 means that there is one. */
	executions(): Promise<Execution[]>;
	/** The gateway's ids of the messages that went on to the next node, one for each time, sorted. */
	wentOn(): Promise<string[]>;
}

/** The next node's name. */
export const next = 'Next';

/** What the tests need of a running n8n; several processes may serve its webhooks. */
export interface ReceivingServer {
	readonly rest: Rest;
	readonly accounts: readonly SavedAccount[];
}

/** Publishes a workflow that receives. */
export async function publishReceiving(
	{ rest, accounts }: ReceivingServer,
	name: string,
	parameters: Readonly<Record<string, unknown>> = {},
	credential: CredentialData = {},
	settings: Readonly<Record<string, unknown>> = {},
): Promise<ReceivingWorkflow> {
	const account = accounts.find(({ data }) => data['gateway'] === gateway);
	const data = { ...account?.data, webhookSecret, ...credential } as CredentialData;
	const reference = await saveCredential(rest, `${gateway} for ${name}`, data);
	const alone = triggerWorkflow(name, parameters);
	const outputs = parameters['splitOutputs'] === true ? [0, 1] : [0];
	const file = {
		...alone,
		nodes: [
			...alone.nodes,
			{
				id: 'next',
				name: next,
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [200, 0] as const,
				parameters: {},
			},
		],
		connections: { Trigger: { main: outputs.map(() => [{ node: next, type: 'main', index: 0 }]) } },
		settings: { ...alone.settings, ...settings },
	};
	const saved = await saveWorkflow(rest, withCredential(file, reference));
	await publish(rest, saved);
	const path = `/webhook/${alone.nodes[0]?.webhookId}/webhook`;
	const executions = async () => {
		const ids = (await executionIds(rest, saved.id)).reverse();
		return await Promise.all(ids.map(async (id) => await executionById(rest, id)));
	};
	return {
		saved,
		path,
		executions,
		async deliver(serverUrl, body) {
			const bytes = Buffer.from(JSON.stringify(body));
			const { signDelivery } = profileOf(gateway);
			const signed = signDelivery?.(bytes, webhookSecret, Math.floor(Date.now() / 1000));
			const { status, data, headers } = await axios.post<unknown>(`${serverUrl}${path}`, bytes, {
				headers: { 'content-type': 'application/json', ...signed },
				proxy: false,
				responseType: 'text',
				validateStatus: () => true,
			});
			return { status, text: String(data), type: String(headers['content-type']) };
		},
		wentOn: async () =>
			(await executions())
				.flatMap((execution) => execution.outputs(next).flat())
				.map(({ json }) => (json['message'] as { readonly messageId: string }).messageId)
				.sort(),
	};
}

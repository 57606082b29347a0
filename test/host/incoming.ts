import axios from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';

import { saveCredential, type CredentialData } from '../../host/credential';
import { withCredential } from '../../host/examples';
import { countExecutions } from '../../host/executions';
import { triggerType } from '../../host/questions';
import type { Rest } from '../../host/rest';
import { publish, saveWorkflow, type SavedWorkflow, type WorkflowFile } from '../../host/workflows';
import { profileOf, webhookSecret as secret } from '../gateways/profiles';
import type { Host } from './host';

/** Trigger → nothing: each delivery that is let in is one execution. */
export function triggerWorkflow(
	name: string,
	parameters: Readonly<Record<string, unknown>> = {},
	type = triggerType,
): WorkflowFile {
	const webhookId = `11111111-0000-4000-8000-${Buffer.from(name).toString('hex').padEnd(12, '0').slice(0, 12)}`;
	return {
		name,
		nodes: [
			{
				id: 'trigger',
				name: 'Trigger',
				type,
				typeVersion: 1,
				position: [0, 0],
				webhookId,
				parameters,
			},
		],
		connections: {},
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'all' },
	};
}

/** A published trigger, with a credential that holds a signing secret. */
export interface Listening {
	readonly saved: SavedWorkflow;
	readonly url: string;
	/** Posts a body as the gateway does, signed unless `headers` says otherwise; gives the status. */
	deliver(body: unknown, headers?: Record<string, string>): Promise<number>;
	/** How many runs there were, once no more come. */
	runs(expected: number): Promise<number>;
}

/** How long nothing more may come before it counts as all. */
const quietMs = 1000;

/** The runs of a workflow: waits for as many as are expected, and then for any that are too many. */
export async function runsOf(rest: Rest, id: string, expected: number): Promise<number> {
	const deadline = Date.now() + 60_000;
	let [last, since] = [await countExecutions(rest, id), Date.now()];
	while ((last < expected || Date.now() - since < quietMs) && Date.now() < deadline) {
		await sleep(100);
		const now = await countExecutions(rest, id);
		if (now !== last) [last, since] = [now, Date.now()];
	}
	return last;
}

/** Publishes a trigger of a gateway's. */
export async function listen(
	host: Host,
	gateway: string,
	name: string,
	parameters: Readonly<Record<string, unknown>> = {},
	credential: CredentialData = {},
): Promise<Listening> {
	const account = host.accounts.find(({ data }) => data['gateway'] === gateway);
	const data = { ...account?.data, webhookSecret: secret, ...credential } as CredentialData;
	const reference = await saveCredential(host.rest, `${gateway} for ${name}`, data);
	const file = withCredential(triggerWorkflow(name, parameters), reference);
	const saved = await saveWorkflow(host.rest, file);
	await publish(host.rest, saved);
	const path = `${file.nodes[0]?.webhookId}/${String(parameters['urlSecret'] ?? '') || 'webhook'}`;
	const url = `${host.url}/webhook/${path}`;
	return {
		saved,
		url,
		async deliver(body, headers) {
			const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
			const { signDelivery } = profileOf(gateway);
			const signed = signDelivery?.(bytes, secret, Math.floor(Date.now() / 1000));
			const { status } = await axios.post(url, bytes, {
				headers: { 'content-type': 'application/json', ...(headers ?? signed) },
				proxy: false,
				validateStatus: () => true,
			});
			return status;
		},
		runs: async (expected) => await runsOf(host.rest, saved.id, expected),
	};
}

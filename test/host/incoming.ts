import axios from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';

import { withCredential } from '../../host/examples/publishExamples';
import { saveCredential, type CredentialData } from '../../host/rest/credentials';
import { triggerType } from '../../host/rest/editorRequests';
import { countExecutions } from '../../host/rest/executions';
import type { Rest } from '../../host/rest/rest';
import {
	publish,
	saveWorkflow,
	type SavedWorkflow,
	type WorkflowFile,
} from '../../host/rest/workflows';
import { profileOf, webhookSecret as secret } from '../gateways/profiles';
import type { Host } from './host';

/** A trigger alone: each accepted delivery is one execution. */
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

/** A published trigger whose credential has a signing secret. */
export interface PublishedTrigger {
	readonly saved: SavedWorkflow;
	readonly url: string;
	/** Posts a body as the gateway does, signed unless `headers` is given; returns the status. */
	deliver(body: unknown, headers?: Record<string, string>, to?: string): Promise<number>;
	/** The number of runs, once it no longer changes. */
	runs(expected: number): Promise<number>;
}

/** A number of runs that did not change for so long is final. */
const settleMs = 1000;
/** Runs that are still missing after so long without a new one do not come. */
const stallMs = 60_000;

/** The number of a workflow's runs: waits for the expected ones, then for any further ones. */
export async function runsOf(rest: Rest, id: string, expected: number): Promise<number> {
	let [last, since] = [await countExecutions(rest, id), Date.now()];
	while (Date.now() - since < (last < expected ? stallMs : settleMs)) {
		await sleep(100);
		const now = await countExecutions(rest, id);
		if (now !== last) [last, since] = [now, Date.now()];
	}
	return last;
}

/** Publishes a trigger for a gateway. */
export async function publishTrigger(
	host: Pick<Host, 'accounts' | 'rest' | 'url'>,
	gateway: string,
	name: string,
	parameters: Readonly<Record<string, unknown>> = {},
	credential: CredentialData = {},
): Promise<PublishedTrigger> {
	const account = host.accounts.find(({ data }) => data['gateway'] === gateway);
	const data = { ...account?.data, webhookSecret: secret, ...credential } as CredentialData;
	const reference = await saveCredential(host.rest, `${gateway} for ${name}`, data);
	const file = withCredential(triggerWorkflow(name, parameters), reference);
	const saved = await saveWorkflow(host.rest, file);
	await publish(host.rest, saved);
	const path = `${file.nodes[0]?.webhookId}/${String((parameters['options'] as { urlSecret?: string } | undefined)?.urlSecret ?? '') || 'webhook'}`;
	const url = `${host.url}/webhook/${path}`;
	return {
		saved,
		url,
		async deliver(body, headers, to = url) {
			const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
			const { signDelivery } = profileOf(gateway);
			const signed = signDelivery?.(bytes, secret, Math.floor(Date.now() / 1000));
			const { status } = await axios.post(to, bytes, {
				headers: { 'content-type': 'application/json', ...(headers ?? signed) },
				proxy: false,
				validateStatus: () => true,
			});
			return status;
		},
		runs: async (expected) => await runsOf(host.rest, saved.id, expected),
	};
}

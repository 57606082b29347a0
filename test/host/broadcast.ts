import axios from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';

import { withCredential } from '../../host/examples/publishExamples';
import type { SavedAccount } from '../../host/rest/credentials';
import { nodeType } from '../../host/rest/editorRequests';
import { executionIds, newExecutionId, type Execution } from '../../host/rest/executions';
import type { Rest } from '../../host/rest/rest';
import { publish, saveWorkflow, type WorkflowFile } from '../../host/rest/workflows';
import { timesAtPhones } from '../faults/server/controlSandbox';

/** What a report says of everybody, and of each person. */
export interface Report {
	readonly [count: string]: unknown;
	readonly results: ReadonlyArray<{
		readonly to: string;
		readonly outcome: string;
		readonly reason: string | null;
	}>;
}

/** A server with a sandbox. */
export interface BroadcastServer {
	readonly rest: Rest;
	readonly url: string;
	readonly sandboxUrl: string;
}

/** A published broadcast to the people who are posted to it. */
export interface Broadcast {
	readonly gateway: string;
	/** Starts it, and gives the execution that has begun. */
	begin(body?: { readonly dryRun?: boolean }): Promise<string>;
	/** How often each person has it. */
	times(): Promise<number[]>;
	/** Waits until so many people have it. */
	untilReached(count: number): Promise<void>;
}

/** The report of an execution that has ended. */
export function reportOf(execution: Execution): Report {
	const [item] = execution.outputs('Send')[0] ?? [];
	if (item === undefined) {
		throw new Error(`It ended with ${execution.status}: ${execution.message}`);
	}
	return item.json as unknown as Report;
}

const common = { typeVersion: 1, position: [0, 0] as const };
const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });

/** Webhook → one item for each person → the broadcast. */
function workflow(name: string, path: string, parallelRecipients: number): WorkflowFile {
	return {
		name,
		nodes: [
			{
				...{ ...common, id: 'hook', name: 'Hook', typeVersion: 2.1, webhookId: path },
				type: 'n8n-nodes-base.webhook',
				parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
			},
			{
				...{ ...common, id: 'split', name: 'Split' },
				type: 'n8n-nodes-base.splitOut',
				parameters: { fieldToSplitOut: 'body.people', options: {} },
			},
			{
				...{ ...common, id: 'send', name: 'Send', type: nodeType },
				parameters: {
					...{ resource: 'message', operation: 'sendToMany', people: 'items' },
					...{ to: '={{ $json.phone }}', broadcastName: 'Autumn', optOutList: '' },
					template: { __rl: true, mode: 'name', value: 'order_confirmation' },
					...{ language: 'en', specifyPlaceholders: 'json' },
					valuesJson: '={{ [$json.name, "A-1", "5 €"] }}',
					dryRun: "={{ $('Hook').first().json.body.dryRun }}",
					options: { messagesPerMinute: 6000, parallelRecipients },
				},
			},
		],
		connections: { Hook: to('Split'), Split: to('Send') },
		settings: { executionOrder: 'v1' },
	};
}

/** Publishes a broadcast with an account's credential. */
export async function publishBroadcast(
	{ rest, url, sandboxUrl }: BroadcastServer,
	{ reference, data }: SavedAccount,
	phones: readonly string[],
	parallelRecipients: number,
): Promise<Broadcast> {
	const gateway = data['gateway'] ?? '';
	const path = `broadcast-${gateway}`;
	const file = withCredential(
		workflow(`Broadcast with ${gateway}`, path, parallelRecipients),
		reference,
	);
	const saved = await saveWorkflow(rest, file);
	await publish(rest, saved);
	const people = phones.map((phone, index) => ({ phone, name: `Person ${index}` }));
	const times = async () => await timesAtPhones(sandboxUrl, gateway, phones);
	return {
		...{ gateway, times },
		async begin({ dryRun = false } = {}) {
			const known = await executionIds(rest, saved.id);
			await axios.post(`${url}/webhook/${path}`, { people, dryRun }, { proxy: false });
			return await newExecutionId(rest, saved.id, known);
		},
		async untilReached(count) {
			for (;;) {
				if ((await times()).filter((reached) => reached > 0).length >= count) return;
				await sleep(20);
			}
		},
	};
}

/** How many people have an outcome. */
function count({ results }: Report, wanted: string): number {
	return results.filter(({ outcome }) => outcome === wanted).length;
}

/**
 * Runs a broadcast that was ended half-way once more, and then again: the first run sends the rest, the
 * second nothing, and both say of everybody what is so.
 *
 * @param inFlight how many outcomes may be unknown
 */
export async function expectEverybodyOnce(
	{ gateway, times }: Broadcast,
	run: () => Promise<Report>,
	{ inFlight }: { readonly inFlight: number },
): Promise<void> {
	const before = await times();
	const had = before.filter((reached) => reached > 0).length;
	const rest = await run();
	const after = await times();
	const unknown = count(rest, 'unknown');
	const sent = count(rest, 'sent');
	expect([gateway, unknown <= inFlight, Math.max(...after)]).toEqual([gateway, true, 1]);
	// Nobody is lost: who has nothing is among those whose outcome is not known.
	rest.results.forEach(({ outcome }, index) => {
		if (outcome !== 'unknown') expect([gateway, index, after[index]]).toEqual([gateway, index, 1]);
	});
	expect([gateway, sent]).toEqual([gateway, after.filter((reached) => reached > 0).length - had]);
	const noneElse = { failed: 0, invalid: 0, optedOut: 0, duplicate: 0, later: 0, notTried: 0 };
	const hadItBefore = before.length - sent - unknown;
	const people = before.length;
	expect(rest).toMatchObject({ people, sent, hadItBefore, unknown, stopped: null, ...noneElse });
	for (const { outcome, reason } of rest.results) {
		if (outcome === 'unknown') expect(reason).toMatch(/^Another run of this broadcast began/);
	}
	// With nothing left to send.
	expect(await run()).toMatchObject({
		...{ people, sent: 0, hadItBefore: people - unknown, unknown, stopped: null },
		...noneElse,
	});
	expect([gateway, await times()]).toEqual([gateway, after]);
}

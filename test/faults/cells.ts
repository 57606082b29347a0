import type { INodeParameters } from 'n8n-workflow';

import type { Kind } from '../../nodes/WhatsAppGateway/core/message';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { exampleMessages } from '../engine/exampleMessages';
import { startSandbox, type Sandbox } from '../engine/sandboxClient';
import { faultScenarios } from './faultScenarios';

/**
 * A sandbox for each kind of message: its accounts are of its own, so that no kind waits for the pauses that
 * the refusals of another one ask for.
 */
export class KindSandboxes {
	private constructor(private readonly sandboxes: ReadonlyMap<string, Sandbox>) {}

	static async start(): Promise<KindSandboxes> {
		const kinds = new Set(gateways.flatMap(({ send }) => Object.keys(send)));
		const sandboxes = new Map<string, Sandbox>();
		for (const kind of kinds) sandboxes.set(kind, await startSandbox());
		return new KindSandboxes(sandboxes);
	}

	/** The sandbox of a kind, whose limit for the gateway does not interfere: scenarios ask for limits themselves. */
	async open(gateway: string, kind: Kind): Promise<Sandbox> {
		const sandbox = this.sandboxes.get(kind);
		if (sandbox === undefined) throw new Error(`No gateway sends the kind ${kind}.`);
		await sandbox.setRateLimit(gateway, 1_000_000, 60);
		return sandbox;
	}

	async close(): Promise<void> {
		for (const sandbox of this.sandboxes.values()) await sandbox.close();
	}
}

/** Gives a new phone number with this beginning at each call. */
export function createPhones(beginning: string): () => string {
	let count = 0;
	return () => `${beginning}${String(count++).padStart(4, '0')}`;
}

/**
 * A late answer is given up after a short timeout, in seconds. It is still long enough for every other
 * answer on a busy machine, because a gateway with idempotency keys answers a repeat within the same
 * timeout.
 */
export const scenarioGroups = [
	{ scenarios: faultScenarios.filter(({ late }) => late !== true), timeout: 60 },
	{ scenarios: faultScenarios.filter(({ late }) => late === true), timeout: 20 },
] as const;

/** A message of this kind to the item's phone. */
export function parametersOf(kind: Kind, timeout: number): INodeParameters {
	return {
		...exampleMessages[kind].parameters,
		to: '={{ $json.phone }}',
		options: { timeout, parallelRecipients: 50, messagesPerMinute: 6000 },
	};
}

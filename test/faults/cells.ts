import type { INodeParameters } from 'n8n-workflow';

import type { Kind } from '../../nodes/WhatsAppGateway/core/message';
import { exampleMessages } from '../engine/exampleMessages';
import { faultScenarios } from './faultScenarios';

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
	{ scenarios: faultScenarios.filter(({ late }) => late === true), timeout: 10 },
] as const;

/** A message of this kind to the item's phone. */
export function parametersOf(kind: Kind, timeout: number): INodeParameters {
	return {
		...exampleMessages[kind].parameters,
		to: '={{ $json.phone }}',
		options: { timeout, parallelRecipients: 50, messagesPerMinute: 6000 },
	};
}

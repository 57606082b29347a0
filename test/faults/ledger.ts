import type { INodeExecutionData } from 'n8n-workflow';

import type { Sandbox } from '../engine/sandbox';
import type { Told } from './badDays';

/** What the sandbox did for each number: the truth that receipts are compared with. */
export interface Ledger {
	/** Messages on the phone. */
	readonly arrived: ReadonlyMap<string, number>;
	/** Messages that the gateway took and WhatsApp refused. */
	readonly refused: ReadonlyMap<string, number>;
}

function counted(phones: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const phone of phones) counts.set(phone, (counts.get(phone) ?? 0) + 1);
	return counts;
}

/** Reads what went out through a gateway. */
export function ledgerOf({ store }: Sandbox['sandbox'], gateway: string): Ledger {
	const own = (messages: typeof store.ledger.messages) =>
		messages
			.filter((one) => one.gateway === gateway && one.direction === 'outbound')
			.map(({ phone }) => phone);
	return {
		arrived: counted(own(store.ledger.messages)),
		refused: counted(own(store.ledger.undelivered)),
	};
}

/** What the node says about an item. */
export function toldBy({ json }: INodeExecutionData): Told {
	if (json['fault'] === undefined) return 'sent';
	return json['sent'] === 'no' ? 'notSent' : 'unknown';
}

/** Whether a message came out as it should, in a word. */
export type Verdict = 'fine' | 'lost' | 'doubled';

/**
 * Compares what the node says with the ledger: what was sent is there once, what was not is not there,
 * and of what nobody knows there is one at most.
 */
export function verdictOf(told: Told | undefined, count: number): Verdict {
	if (count > 1) return 'doubled';
	if (told === undefined || (told === 'sent' && count === 0)) return 'lost';
	// A message that is there although it is said not to be will be sent again by somebody.
	return told === 'notSent' && count === 1 ? 'doubled' : 'fine';
}

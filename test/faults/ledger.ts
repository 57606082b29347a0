import type { INodeExecutionData } from 'n8n-workflow';

import type { Sandbox } from '../engine/sandboxClient';
import type { ClaimedOutcome } from './faultScenarios';

/** What the sandbox did for each phone, to compare with the receipts. */
export interface Ledger {
	/** Messages on the phone. */
	readonly arrived: ReadonlyMap<string, number>;
	/** Messages that the gateway accepted and WhatsApp refused. */
	readonly refused: ReadonlyMap<string, number>;
}

function counted(phones: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const phone of phones) counts.set(phone, (counts.get(phone) ?? 0) + 1);
	return counts;
}

/** Reads the outbound messages of a gateway. */
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

/** The outcome that the node claims for an item. */
export function claimedOutcome({ json }: INodeExecutionData): ClaimedOutcome {
	if (json['fault'] === undefined) return 'sent';
	return json['sent'] === 'no' ? 'notSent' : 'unknown';
}

/** Whether the claim and the ledger agree. */
export type Verdict = 'fine' | 'lost' | 'doubled';

/**
 * Compares what the node reports with the ledger: a sent message arrived once, one that was not sent
 * did not arrive, and one with an unknown outcome arrived at most once.
 */
export function verdictOf(claimed: ClaimedOutcome | undefined, count: number): Verdict {
	if (count > 1) return 'doubled';
	if (claimed === undefined || (claimed === 'sent' && count === 0)) return 'lost';
	// A message that arrived although the node reports it as not sent would be sent again by the user.
	return claimed === 'notSent' && count === 1 ? 'doubled' : 'fine';
}

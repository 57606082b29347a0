import type { IDataObject } from 'n8n-workflow';

import { toRecipientFields } from '../../../core/recipient';
import { toFault } from '../../../n8n/faultItem';
import type { Outcome } from '../../../sending/dispatch';
import type { ItemOutput } from '../../operation';
import {
	type PersonOutcome,
	type PersonResult,
	resultOf,
	resultOfFault,
	sentByOutcome,
} from './outcomes';

/** What a report says of the broadcast as a whole. */
export interface BroadcastFacts {
	readonly broadcast: string | null;
	readonly dryRun: boolean;
	/** How the first message of a dry run looks. */
	readonly preview: IDataObject | null;
}

type PersonState = Outcome<ItemOutput>;

function lineOf(to: string | null, state: PersonState): PersonResult {
	if (state.state === 'failed') return resultOfFault(to, state.error, 'failed');
	if (state.state === 'done') {
		const line = state.value[0] as unknown as PersonResult;
		return (line.to ?? line.userId) === null ? { ...line, ...toRecipientFields(to) } : line;
	}
	return resultOf(to, 'notTried', 'The broadcast stopped before. Run it again to send the rest.');
}

/** How often each value is among some, without those that are `null`. */
function countOf<T extends string>(values: ReadonlyArray<T | null>): Partial<Record<T, number>> {
	const counts: Partial<Record<T, number>> = {};
	for (const value of values) if (value !== null) counts[value] = (counts[value] ?? 0) + 1;
	return counts;
}

/** Why the broadcast stopped; `null` where it came to its end. */
function stopReason(states: readonly PersonState[]): string | null {
	const failed = states.find(({ state }) => state === 'failed');
	if (failed?.state !== 'failed') return null;
	const { message, hint } = toFault(failed.error);
	return `${message} ${hint}`;
}

/**
 * One item for all people: how many there are of each outcome and of each fault, and a line for each person.
 *
 * @param stops which accounts were stopped, where there are several
 */
export function toReport(
	facts: BroadcastFacts,
	people: ReadonlyArray<{ readonly to: string | null }>,
	states: readonly PersonState[],
	stops: string | null,
): IDataObject {
	const lines = states.map((state, index) => lineOf(people[index]?.to ?? null, state));
	const counts = countOf(lines.map(({ outcome }) => outcome));
	const all = Object.keys(sentByOutcome).map((name) => [name, counts[name as PersonOutcome] ?? 0]);
	return {
		...facts,
		people: lines.length,
		...Object.fromEntries(all),
		stopped: stops ?? stopReason(states),
		faults: countOf(lines.map(({ fault }) => fault)),
		results: lines.map((line, index) => ({ index, ...line })),
	} as IDataObject;
}

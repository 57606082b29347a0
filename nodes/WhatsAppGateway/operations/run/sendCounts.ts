import type { IDataObject } from 'n8n-workflow';

import { GatewayError, type Sent } from '../../core/faults';
import { toRecipientFields } from '../../core/recipient';
import type { Outcome } from '../../sending/dispatch';
import { sentByOutcome, type PersonOutcome } from '../messages/sendToMany/outcomes';
import type { ItemOutput, ItemTask } from '../operation';
import type { PreparedItem } from './prepareItems';

/** Items by what became of their messages, as indexes. */
export interface SendCounts {
	readonly sent: readonly number[];
	/** They may have been sent. */
	readonly unknown: readonly number[];
	readonly notSent: readonly number[];
}

/** Whether the message of an item's output was sent: with Output as Not Delivered, the receipt goes on as well. */
function sentOf([output]: ItemOutput): Sent {
	const { outcome, status } = output ?? {};
	if (outcome !== undefined) return sentByOutcome[outcome as PersonOutcome];
	return status === 'failed' ? 'no' : 'yes';
}

/** Whether an item's output is the receipt of a message that was sent. */
export function isReceipt(output: ItemOutput): boolean {
	return sentOf(output) === 'yes';
}

const stateOfSent = { yes: 'sent', no: 'notSent', unknown: 'unknown' } as const;

function stateOf(outcome: Outcome<ItemOutput>): keyof SendCounts {
	if (outcome.state === 'done') return stateOfSent[sentOf(outcome.value)];
	if (outcome.state === 'skipped') return 'notSent';
	if (!(outcome.error instanceof GatewayError)) return 'unknown';
	const { sent, details } = outcome.error;
	return sent === 'no' || details.isRestUnsent === true ? 'notSent' : 'unknown';
}

/** Sorts the items of a run that sends; `null` where its operation sends nothing. */
export function countSends(
	tasks: readonly ItemTask[],
	outcomes: ReadonlyArray<Outcome<ItemOutput>>,
): SendCounts | null {
	if (!tasks.some(({ sends }) => sends)) return null;
	const counts = { sent: [] as number[], unknown: [] as number[], notSent: [] as number[] };
	outcomes.forEach((outcome, index) => counts[stateOf(outcome)].push(index));
	return counts;
}

/** The verb for so many items. */
export const wasOrWere = (count: number) => (count === 1 ? 'was' : 'were');

/**
 * How far a run came that stops, and what Retry will do, as sentences.
 *
 * @param failed the item that stopped it
 */
export function describeCounts({ sent, unknown, notSent }: SendCounts, failed: number): string {
	const all = sent.length + unknown.length + notSent.length;
	if (all === 1) return '';
	const parts = [
		`${sent.length} of ${all} messages ${wasOrWere(sent.length)} sent`,
		...(unknown.length > 0 ? [`${unknown.length} may have been sent`] : []),
		`${notSent.length} ${wasOrWere(notSent.length)} not sent`,
	];
	const sentences = [
		`${parts.join(', ')}.`,
		notSent.length > 0 && 'Retry in the list of executions sends only those that were not.',
		// A retry stops at the same item as long as it is refused.
		notSent.length > 1 &&
			notSent.includes(failed) &&
			'If this item is refused again, set On Error to “Continue (using error output)” and retry with the currently saved workflow: the others are then sent.',
		unknown.length > 0 &&
			'What may have been sent is sent again only if the option Retry If Outcome Unknown is on.',
		'Error data (below, under From WhatsApp Gateway) shows who has the message.',
	];
	return ` ${sentences.filter((sentence) => sentence !== false).join(' ')}`;
}

/** Items that n8n's *Error data* names of each state; the rest is counted. */
const maxItemsListed = 100;

/** Who got the message and who did not, for n8n's *Error data*. */
export function toErrorData(
	counts: SendCounts,
	items: readonly PreparedItem[],
	outcomes: ReadonlyArray<Outcome<ItemOutput>>,
): IDataObject {
	const list = (indexes: readonly number[]): IDataObject[] =>
		indexes.slice(0, maxItemsListed).map((item) => {
			const outcome = outcomes[item];
			const isSent = outcome?.state === 'done' && isReceipt(outcome.value);
			const [receipt] = isSent ? outcome.value : [];
			const { messageId, whatsappMessageId } = receipt ?? {};
			const person = { item, ...toRecipientFields(items[item]?.to ?? null) };
			return receipt === undefined ? person : { ...person, messageId, whatsappMessageId };
		});
	return {
		sentCount: counts.sent.length,
		unknownCount: counts.unknown.length,
		notSentCount: counts.notSent.length,
		sent: list(counts.sent),
		unknown: list(counts.unknown),
		notSent: list(counts.notSent),
	};
}

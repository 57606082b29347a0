import type { IDataObject } from 'n8n-workflow';

import type { FaultName, Sent } from '../../../core/faults';
import type { Receipt } from '../../../core/message';
import { toRecipientFields } from '../../../core/recipient';
import { toFault } from '../../../n8n/faultItem';

/** What becomes of a person in a broadcast, and whether the message was sent. */
export const sentByOutcome = {
	sent: 'yes',
	/** Another run of the same broadcast, or an earlier try, has sent it. */
	hadItBefore: 'yes',
	/** It may have been sent. */
	unknown: 'unknown',
	/** The gateway or WhatsApp refused it. */
	failed: 'no',
	/** The number or a value is missing or wrong, so it was not tried. */
	invalid: 'no',
	optedOut: 'no',
	/** Stands in the list more than once, also with the number in another form. */
	duplicate: 'no',
	/** In quiet hours: another run sends it. */
	later: 'no',
	/** The broadcast stopped before: another run sends it. */
	notTried: 'no',
	/** In a dry run: nothing stands against it. */
	wouldBeSent: 'no',
} as const satisfies Readonly<Record<string, Sent>>;

export type PersonOutcome = keyof typeof sentByOutcome;

/** A person's line in the report. */
export interface PersonResult {
	readonly to: string | null;
	readonly userId: string | null;
	readonly outcome: PersonOutcome;
	/** Why it is so, and what to do, as sentences; `null` where there is nothing to say. */
	readonly reason: string | null;
	readonly fault: FaultName | null;
	readonly messageId: string | null;
	readonly whatsappMessageId: string | null;
}

/** The line of a person for whom there is no receipt. */
export function resultOf(
	to: string | null,
	outcome: PersonOutcome,
	reason: string | null,
	fault: FaultName | null = null,
): PersonResult {
	const ids = { messageId: null, whatsappMessageId: null };
	return { ...toRecipientFields(to), outcome, reason, fault, ...ids };
}

/**
 * The line of a person whose message met a fault.
 *
 * @param otherwise the outcome where it was not sent for a reason that has no outcome of its own
 */
export function resultOfFault(
	to: string | null,
	error: unknown,
	otherwise: 'failed' | 'invalid',
): PersonResult {
	const { fault, message, hint, sent } = toFault(error);
	const refused = fault === 'recipientOptedOut' ? 'optedOut' : otherwise;
	return resultOf(to, sent === 'no' ? refused : 'unknown', `${message} ${hint}`, fault);
}

/** The line of a person whose message was accepted: by this run, or before, which the outcome says. */
export function resultOfReceipt(
	to: string,
	{
		replayed,
		messageId,
		whatsappMessageId,
	}: Pick<Receipt, 'replayed' | 'messageId' | 'whatsappMessageId'>,
	reason: string | null,
): PersonResult {
	const outcome = replayed ? 'hadItBefore' : 'sent';
	return { ...resultOf(to, outcome, replayed ? null : reason), messageId, whatsappMessageId };
}

/** A line as the output of a task. */
export const asOutput = (result: PersonResult): IDataObject[] => [{ ...result }];

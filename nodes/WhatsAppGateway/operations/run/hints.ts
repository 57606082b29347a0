import type { IExecuteFunctions } from 'n8n-workflow';

import type { RunMemory } from '../../sending/runMemory';
import type { Session } from '../../session/session';

/** Sentences for the user, each with the indexes of the items that it concerns. */
export type Notes = Map<string, Set<number>>;

/** Adds a sentence about an item. */
export function addNote(notes: Notes, sentence: string, item: number): void {
	notes.set(sentence, (notes.get(sentence) ?? new Set()).add(item));
}

/** How many items a hint names before it counts the rest. */
const maxItemsNamed = 5;

/** `Items 0, 3, 4 and 2 more` */
function nameItems(indexes: Iterable<number>): string {
	const items = [...indexes].sort((a, b) => a - b);
	const more = items.length > maxItemsNamed ? ` and ${items.length - maxItemsNamed} more` : '';
	return `${items.length === 1 ? 'Item' : 'Items'} ${items.slice(0, maxItemsNamed).join(', ')}${more}`;
}

/** Shows the notes below the node's output, equal sentences once. */
export function addNoteHints(context: IExecuteFunctions, notes: Notes): void {
	for (const [sentence, items] of notes) {
		context.addExecutionHints({
			message: `${nameItems(items)}: ${sentence}`,
			type: 'warning',
			location: 'outputPane',
		});
	}
}

/** What a run says that was stopped before all of its items were read. */
export const canceledSentence =
	'The run was canceled while it read its items, before anything was sent.';

/** Tells of a run that was stopped before all of its items were read. */
export function addCanceledHint(context: IExecuteFunctions): void {
	context.addExecutionHints({
		message: canceledSentence,
		type: 'warning',
		location: 'outputPane',
	});
}

/** Tells of Message Keys that n8n could not look up. */
export function addKeyHint(context: IExecuteFunctions, { hasLostKeys }: RunMemory): void {
	if (!hasLostKeys) return;
	context.addExecutionHints({
		message:
			'n8n could not keep the Message Keys of this run, so another run may send the same messages again. Update n8n, or look at its database.',
		type: 'warning',
		location: 'outputPane',
	});
}

/** Shorter waits, in seconds, are not worth a hint. */
const minWaitShown = 10;

/** Tells of a run that had to wait for the account's rate limit. */
export function addWaitHint(context: IExecuteFunctions, session: Session): void {
	const waited = session.longestWait();
	if (waited < minWaitShown) return;
	const { gateway, limits } = session;
	const { messages, perSeconds } = session.rate();
	const { messagesPerMinute } = limits;
	const period = perSeconds === 1 ? 'second' : `${perSeconds} seconds`;
	const rate =
		typeof messagesPerMinute === 'number'
			? `${messagesPerMinute} per minute, as set in Messages per Minute`
			: `${messages} per ${period}, the default for ${session.rate() === gateway.budget ? gateway.name : 'this account'}`;
	context.addExecutionHints({
		message: `Requests were limited to ${rate}, and paused when the gateway asked for it; the longest wait was ${Math.round(waited)} seconds.`,
		type: 'info',
		location: 'outputPane',
	});
}

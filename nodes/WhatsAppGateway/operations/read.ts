import type { IExecuteFunctions } from 'n8n-workflow';

import { asObject } from '../core/narrow';
import { fileReader, mayRepeatItem, nodeKey, parameterReader, runKey } from '../n8n/parameters';
import { openSession, type Session } from '../session/session';
import { readConcurrency, readMessagesPerMinute, readTimeout } from './fields/runOptions';
import type { ItemTask, Operation } from './operation';
import { rethrow } from '../core/rethrow';

/** What one item has become, or why nothing could become of it. */
export type PreparedItem =
	| { readonly task: ItemTask; readonly to: string | null }
	| { readonly error: unknown; readonly to: string | null };

/** The recipient as it was written, for a fault that came before it was understood. */
function written(to: unknown): string | null {
	return typeof to === 'string' || typeof to === 'number' ? String(to) : null;
}

/** Seconds that a run waits at a time where the gateway asks to slow down. */
const maxWait = 300;

/** How many items a sentence names before it only counts the rest. */
const maxItemsNamed = 5;

/** Sentences for the user, each with the items that it is about. */
export type Notes = Map<string, number[]>;

/** Shows what was told about the items below the node's output, equal sentences once. */
export function addNoteHints(context: IExecuteFunctions, notes: Notes): void {
	for (const [sentence, told] of notes) {
		// Items are told of when their answers come.
		const items = [...told].sort((a, b) => a - b);
		const more = items.length > maxItemsNamed ? ` and ${items.length - maxItemsNamed} more` : '';
		const which = `${items.length === 1 ? 'Item' : 'Items'} ${items.slice(0, maxItemsNamed).join(', ')}${more}`;
		context.addExecutionHints({
			message: `${which}: ${sentence}`,
			type: 'warning',
			location: 'outputPane',
		});
	}
}

/**
 * The options that hold for the whole run: those of the first item that has any to read. Where an
 * expression in them fails, only its item does: what is thrown here would make n8n hand all items on
 * by the node's first output, as if they were sent.
 */
function runOptions(context: IExecuteFunctions): Readonly<Record<string, unknown>> {
	for (const index of context.getInputData().keys()) {
		try {
			return asObject(context.getNodeParameter('options', index, {}));
		} catch {
			continue;
		}
	}
	return {};
}

/** Everything that was read of a run's items. */
export interface PreparedItems {
	readonly items: readonly PreparedItem[];
	/** `undefined` where there are no items, or the credential cannot be opened. */
	readonly session: Session | undefined;
	/** How many recipients are served at a time. */
	readonly concurrency: number;
}

/** Longer waits than this are told, in seconds. */
const minWaitShown = 10;

/** Tells of a run that had to wait for the account's pace. */
export function addWaitHint(context: IExecuteFunctions, session: Session | undefined): void {
	const waited = session?.longestWait() ?? 0;
	if (session === undefined || waited < minWaitShown) return;
	const { gateway, limits } = session;
	const pace =
		typeof limits.messagesPerMinute === 'number'
			? `${limits.messagesPerMinute} ${limits.messagesPerMinute === 1 ? 'message' : 'messages'} in a minute, as the options say`
			: `${gateway.budget.messages} requests in ${gateway.budget.perSeconds} seconds, as ${gateway.name} documents it`;
	context.addExecutionHints({
		message: `The run kept to ${pace}, and rested where the gateway asked for it: the longest wait was ${Math.round(waited)} seconds.`,
		type: 'info',
		location: 'outputPane',
	});
}

/** Reads and checks every item, before anything is sent. Never throws: what is wrong stands in the reading. */
export async function prepareItems(
	context: IExecuteFunctions,
	operation: Operation,
	notes: Notes,
): Promise<PreparedItems> {
	const general = runOptions(context);
	const timeout = readTimeout(general);
	const patience = { timeout, maxWait: maxWait, messagesPerMinute: readMessagesPerMinute(general) };
	const [run, node, isShared] = [runKey(context), nodeKey(context), mayRepeatItem(context)];
	let opening: Promise<Session> | undefined;
	const readings: PreparedItem[] = [];

	for (const index of context.getInputData().keys()) {
		const parameter = parameterReader(context, index);
		let to: string | null = null;
		try {
			to = written(parameter('to', null));
			const note = (sentence: string) => {
				notes.set(sentence, [...new Set([...(notes.get(sentence) ?? []), index])]);
			};
			// Opened once, and not before somebody waits for it: nobody else would hear it fail.
			opening ??= openSession(context, patience);
			const task = await operation.read({
				session: await opening,
				parameter,
				options: asObject(parameter('options', {})),
				note,
				file: fileReader(context, index),
				itemKey: JSON.stringify([run, index]),
				mayRepeatItem: isShared,
				nodeKey: node,
			});
			readings.push({ task, to: task.recipient ?? to });
		} catch (error) {
			readings.push({ error, to });
		}
	}
	const session = await opening?.catch(() => undefined);
	return { items: readings, session, concurrency: readConcurrency(general) };
}

/** The task of a reading; one that could not be read fails when its turn comes. */
export function toTask(reading: PreparedItem): ItemTask {
	return 'task' in reading ? reading.task : { recipient: null, run: () => rethrow(reading.error) };
}

import type { IExecuteFunctions } from 'n8n-workflow';

import { asObject } from '../../core/narrow';
import { rethrow } from '../../core/rethrow';
import { openSession, type Session } from '../../session/session';
import { readConcurrency, readMessagesPerMinute, readTimeout } from '../fields/runOptions';
import type { ItemTask, Operation } from '../operation';
import { addNote, type Notes } from './hints';
import { fileReader, parameterReader } from './itemReaders';
import { mayRepeatItem, nodeKey, runKey } from './runKeys';

/** The task of one item, or why it has none. `to` is the recipient as far as it is known. */
export type PreparedItem =
	| { readonly task: ItemTask; readonly to: string | null }
	| { readonly error: unknown; readonly to: string | null };

/** All items of a run, read and checked. */
export interface PreparedRun {
	readonly items: readonly PreparedItem[];
	/** `undefined` where there are no items, or the credential cannot be opened. */
	readonly session: Session | undefined;
	/** How many recipients are served at a time. */
	readonly concurrency: number;
	readonly notes: Notes;
}

/** Seconds to wait at a time where the gateway asks to slow down. */
const maxWait = 300;

/** The recipient as the user wrote it, for a fault that comes before it is parsed. */
function rawRecipient(to: unknown): string | null {
	return typeof to === 'string' || typeof to === 'number' ? String(to) : null;
}

/**
 * The options of the whole run: those of the first item whose options can be read. An expression that
 * fails stops its own item only: an exception here would make n8n pass all items to the node's first
 * output, as if they were sent.
 */
function readRunOptions(context: IExecuteFunctions): Readonly<Record<string, unknown>> {
	for (const index of context.getInputData().keys()) {
		try {
			return asObject(context.getNodeParameter('options', index, {}));
		} catch {
			continue;
		}
	}
	return {};
}

/** Reads and checks every item before anything is sent. Never throws: an item keeps its own error. */
export async function prepareItems(
	context: IExecuteFunctions,
	operation: Operation,
): Promise<PreparedRun> {
	const runOptions = readRunOptions(context);
	const limits = {
		timeout: readTimeout(runOptions),
		maxWait,
		messagesPerMinute: readMessagesPerMinute(runOptions),
	};
	const run = runKey(context);
	const common = { nodeKey: nodeKey(context), mayRepeatItem: mayRepeatItem(context) };
	const notes: Notes = new Map();
	const items: PreparedItem[] = [];
	let session: Promise<Session> | undefined;

	for (const index of context.getInputData().keys()) {
		const parameter = parameterReader(context, index);
		let to: string | null = null;
		try {
			to = rawRecipient(parameter('to', null));
			// Opened by the first item that needs it, whose error it then is.
			session ??= openSession(context, limits);
			const task = await operation.read({
				...common,
				session: await session,
				parameter,
				options: asObject(parameter('options', {})),
				file: fileReader(context, index),
				itemKey: JSON.stringify([run, index]),
				note: (sentence) => addNote(notes, sentence, index),
			});
			items.push({ task, to: task.recipient ?? to });
		} catch (error) {
			items.push({ error, to });
		}
	}
	return {
		items,
		session: await session?.catch(() => undefined),
		concurrency: readConcurrency(runOptions),
		notes,
	};
}

/** The task of an item; that of an item with an error fails with it. */
export function toTask(item: PreparedItem): ItemTask {
	return 'task' in item ? item.task : { recipient: null, run: () => rethrow(item.error) };
}

import type { IExecuteFunctions } from 'n8n-workflow';

import { asObject } from '../core/answer';
import { timeoutDefault } from './fields';
import { fileReader, parameterReader, placeOf } from './item';
import type { ItemTask, Operation } from './operation';
import { openSession, type Session } from '../session';

/** What one item has become, or why nothing could become of it. */
export type Reading =
	| { readonly task: ItemTask; readonly to: string | null }
	| { readonly error: unknown; readonly to: string | null };

/** The recipient as it was written, for a fault that came before it was understood. */
function written(to: unknown): string | null {
	return typeof to === 'string' || typeof to === 'number' ? String(to) : null;
}

/** Seconds that a run waits where the gateway asks to slow down. */
const longestWait = 120;

/** How many items a sentence names before it only counts the rest. */
const itemsNamed = 5;

/** Sentences for the user, each with the items that it is about. */
export type Notes = Map<string, number[]>;

/** Shows what was told about the items below the node's output, equal sentences once. */
export function showNotes(context: IExecuteFunctions, notes: Notes): void {
	for (const [sentence, items] of notes) {
		const more = items.length > itemsNamed ? ` and ${items.length - itemsNamed} more` : '';
		const which = `${items.length === 1 ? 'Item' : 'Items'} ${items.slice(0, itemsNamed).join(', ')}${more}`;
		context.addExecutionHints({
			message: `${which}: ${sentence}`,
			type: 'warning',
			location: 'outputPane',
		});
	}
}

/** Reads and checks every item, before anything is sent. Never throws: what is wrong stands in the reading. */
export async function readItems(
	context: IExecuteFunctions,
	operation: Operation,
	notes: Notes,
): Promise<Reading[]> {
	const seconds = Number(asObject(context.getNodeParameter('options', 0, {}))['timeout']);
	const timeout = seconds > 0 ? seconds : timeoutDefault;
	let opening: Promise<Session> | undefined;
	const readings: Reading[] = [];

	for (const index of context.getInputData().keys()) {
		const parameter = parameterReader(context, index);
		let to: string | null = null;
		try {
			to = written(parameter('to', null));
			const note = (sentence: string) => {
				notes.set(sentence, [...(notes.get(sentence) ?? []), index]);
			};
			// Opened once, and not before somebody waits for it: nobody else would hear it fail.
			opening ??= openSession(context, { timeout, longestWait });
			const task = await operation.read({
				session: await opening,
				parameter,
				options: asObject(parameter('options', {})),
				note,
				file: fileReader(context, index),
				place: placeOf(context, index),
			});
			readings.push({ task, to: task.lane ?? to });
		} catch (error) {
			readings.push({ error, to });
		}
	}
	return readings;
}

/** The task of a reading; one that could not be read fails when its turn comes. */
export function toTask(reading: Reading): ItemTask {
	return 'task' in reading
		? reading.task
		: { lane: null, run: async () => await Promise.reject(reading.error) };
}

import type { IExecuteFunctions } from 'n8n-workflow';

import { asObject } from '../core/narrow';
import { fileReader, isSharedPlace, nodeOf, parameterReader, runOf } from '../n8n/parameters';
import { openSession, type Session } from '../session/session';
import { lanesIn, perMinuteIn, timeoutDefault } from './fields';
import type { ItemTask, Operation } from './operation';

/** What one item has become, or why nothing could become of it. */
export type Reading =
	| { readonly task: ItemTask; readonly to: string | null }
	| { readonly error: unknown; readonly to: string | null };

/** The recipient as it was written, for a fault that came before it was understood. */
function written(to: unknown): string | null {
	return typeof to === 'string' || typeof to === 'number' ? String(to) : null;
}

/** Seconds that a run waits at a time where the gateway asks to slow down. */
const longestWait = 300;

/** How many items a sentence names before it only counts the rest. */
const itemsNamed = 5;

/** Sentences for the user, each with the items that it is about. */
export type Notes = Map<string, number[]>;

/** Shows what was told about the items below the node's output, equal sentences once. */
export function showNotes(context: IExecuteFunctions, notes: Notes): void {
	for (const [sentence, told] of notes) {
		// Items are told of when their answers come.
		const items = [...told].sort((a, b) => a - b);
		const more = items.length > itemsNamed ? ` and ${items.length - itemsNamed} more` : '';
		const which = `${items.length === 1 ? 'Item' : 'Items'} ${items.slice(0, itemsNamed).join(', ')}${more}`;
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
export interface Readings {
	readonly items: readonly Reading[];
	/** `undefined` where there are no items, or the credential cannot be opened. */
	readonly session: Session | undefined;
	/** How many recipients are served at a time. */
	readonly lanes: number;
}

/** Longer waits than this are told, in seconds. */
const untold = 10;

/** Tells of a run that had to wait for the account's pace. */
export function notePace(context: IExecuteFunctions, session: Session | undefined): void {
	const waited = session?.longestTurn() ?? 0;
	if (session === undefined || waited < untold) return;
	const { gateway, patience } = session;
	const pace =
		typeof patience.perMinute === 'number'
			? `${patience.perMinute} ${patience.perMinute === 1 ? 'message' : 'messages'} in a minute, as the options say`
			: `${gateway.budget.messages} requests in ${gateway.budget.perSeconds} seconds, as ${gateway.name} documents it`;
	context.addExecutionHints({
		message: `The run kept to ${pace}, and rested where the gateway asked for it: the longest wait was ${Math.round(waited)} seconds.`,
		type: 'info',
		location: 'outputPane',
	});
}

/** Reads and checks every item, before anything is sent. Never throws: what is wrong stands in the reading. */
export async function readItems(
	context: IExecuteFunctions,
	operation: Operation,
	notes: Notes,
): Promise<Readings> {
	const general = runOptions(context);
	const seconds = Number(general['timeout']);
	const timeout = seconds > 0 ? seconds : timeoutDefault;
	const patience = { timeout, longestWait, perMinute: perMinuteIn(general) };
	const [run, node, isShared] = [runOf(context), nodeOf(context), isSharedPlace(context)];
	let opening: Promise<Session> | undefined;
	const readings: Reading[] = [];

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
				place: JSON.stringify([run, index]),
				isSharedPlace: isShared,
				node,
			});
			readings.push({ task, to: task.lane ?? to });
		} catch (error) {
			readings.push({ error, to });
		}
	}
	const session = await opening?.catch(() => undefined);
	return { items: readings, session, lanes: lanesIn(general) };
}

/** The task of a reading; one that could not be read fails when its turn comes. */
export function toTask(reading: Reading): ItemTask {
	return 'task' in reading
		? reading.task
		: { lane: null, run: async () => await Promise.reject(reading.error) };
}

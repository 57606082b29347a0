import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { asObject } from '../../core/narrow';
import { rethrow } from '../../core/rethrow';
import { isAgentTool } from '../../n8n/agentTool';
import { Breath } from '../../n8n/breath';
import { isCanceled } from '../../n8n/cancellation';
import { type KeyStoreSettings, openKeyStore } from '../../n8n/keyStore';
import { checkOptions } from '../../n8n/readOption';
import { startersReader } from '../../n8n/starters';
import { askingPlace } from '../../sendAndWait/askingPlace';
import type { RunMemory } from '../../sending/runMemory';
import { openSessions, type Session } from '../../session/session';
import { readConcurrency, readMessagesPerMinute, readTimeout } from '../fields/runOptions';
import type { Item, ItemTask, Operation, UnreadPerson } from '../operation';
import { readOutput, type ShapeOutput } from '../output';
import { addNote, type Notes } from './hints';
import {
	expressionReader,
	fileNamesReader,
	fileReader,
	fileStore,
	parameterReaders,
} from './itemReaders';
import { openRunMemory } from './openRunMemory';
import { mayRepeatItem, nodeKey, runIndex } from './runKeys';

/** The task of one item, or why it has none. `to` is the recipient as far as it is known. */
export type PreparedItem =
	| { readonly task: ItemTask; readonly to: string | null; readonly shape: ShapeOutput }
	| UnreadPerson;

/** All items of a run, read and checked. */
export interface PreparedRun {
	readonly items: readonly PreparedItem[];
	/** One for each account that an item names. */
	readonly sessions: readonly Session[];
	readonly memory: RunMemory;
	/** How many recipients are served at a time; `null` for as many as the budget can use. */
	readonly concurrency: number | null;
	readonly notes: Notes;
	/** Of the first item, for what is put out once for all of them. */
	readonly shape: ShapeOutput;
	/** Whether Stop was pressed meanwhile, so that the rest was not read. */
	readonly isCanceled: boolean;
}

/** Items that are read before n8n gets its turn, however fast they were. */
const itemsAtATime = 100;

/** Seconds to wait at a time where the gateway asks to slow down. */
const maxWait = 300;

/** The recipient as the user wrote it, for a fault that comes before it is parsed; `null` where that cannot be read. */
function rawRecipient(parameter: Item['parameter']): string | null {
	try {
		const to = parameter('to', null);
		return typeof to === 'string' || typeof to === 'number' ? String(to) : null;
	} catch {
		return null;
	}
}

/** The options of the whole run. */
interface RunOptions {
	readonly concurrency: number | null;
	readonly limits: Session['limits'];
}

function readRunOptions(options: Readonly<Record<string, unknown>>): RunOptions {
	return {
		concurrency: readConcurrency(options),
		limits: {
			timeout: readTimeout(options),
			maxWait,
			messagesPerMinute: readMessagesPerMinute(options),
		},
	};
}

/**
 * The options of the whole run: those of the first item whose options can be read. One that cannot be
 * read stops its own item only: an exception here would make n8n pass all items to the node's first
 * output, as if they were sent.
 */
async function findRunOptions(
	parameters: Iterable<Item['parameter']>,
	breath: Breath,
): Promise<RunOptions> {
	for (const parameter of parameters) {
		if (breath.isDue()) await breath.take();
		try {
			return readRunOptions(asObject(parameter('options', {})));
		} catch {
			continue;
		}
	}
	return readRunOptions({});
}

/** The definitions of an operation's optional settings. */
function optionFields({ fields }: Operation): INodeProperties[] {
	const collection = fields.find(({ name }) => name === 'options');
	return (collection?.options ?? []).filter((field) => 'displayName' in field) as INodeProperties[];
}

/** Reads what is to be done for one item or one person. Never throws. */
async function prepareItem(
	operation: Operation,
	item: Item,
	shape: ShapeOutput,
): Promise<PreparedItem> {
	const to = rawRecipient(item.parameter);
	try {
		const task = await operation.read(item);
		return { task, to: task.recipient ?? to, shape };
	} catch (error) {
		return { error, to, index: item.index, isOfCredential: false };
	}
}

const unshaped: ShapeOutput = (json) => json;

/** The items, where a fault of some people is not that of all. */
function settle(items: readonly PreparedItem[], { many }: Operation): readonly PreparedItem[] {
	if (many === undefined) return items;
	const unread = items.filter((item) => 'error' in item);
	const tasks = new Map(many.settle(unread).map((task, place) => [unread[place], task]));
	return items.map((item) => {
		const task = 'error' in item ? tasks.get(item) : null;
		return task ? { task, to: item.to, shape: unshaped } : item;
	});
}

/**
 * Reads and checks every item before anything is sent. Never throws: an item keeps its own error. n8n gets
 * its turns meanwhile, and Stop is heard.
 */
export async function prepareItems(
	context: IExecuteFunctions,
	operation: Operation,
): Promise<PreparedRun> {
	const readerOf = parameterReaders(context);
	const readers = context.getInputData().map((_, index) => readerOf(index));
	const breath = new Breath({ maxSteps: itemsAtATime });
	const { concurrency, limits } = await findRunOptions(readers, breath);
	const startersOf = startersReader(context);
	const common = {
		...openRunMemory(context, operation.asksAnew === true),
		asking: askingPlace(context, runIndex(context)),
		nodeKey: nodeKey(context),
		openKeys: (settings: KeyStoreSettings) => openKeyStore(context, settings),
		mayRepeatItem: mayRepeatItem(context),
		isAgentTool: isAgentTool(context),
		expression: expressionReader(context),
		storeFile: fileStore(context),
		timeZone: context.getTimezone(),
	};
	const sessions = openSessions(context, limits);
	const fields = optionFields(operation);
	const notes: Notes = new Map();
	const items: PreparedItem[] = [];
	let firstShape: ShapeOutput | undefined;
	let stopped = isCanceled(context);
	const hearsStop = async () => {
		if (breath.isDue()) {
			await breath.take();
			stopped = isCanceled(context);
		}
		return stopped;
	};

	for (const [index, parameter] of readers.entries()) {
		if (await hearsStop()) break;
		let isOfCredential = false;
		try {
			const options = asObject(parameter('options', {}));
			checkOptions(options, fields);
			const shape = readOutput(operation, { ...common, parameter });
			firstShape ??= shape;
			isOfCredential = true;
			const session = await sessions.of(index);
			isOfCredential = false;
			const item: Item = {
				...common,
				session,
				parameter,
				options,
				file: fileReader(context, index),
				fileNames: fileNamesReader(context, index),
				index,
				place: String(index),
				startedBy: () => startersOf(index),
				note: (sentence) => addNote(notes, sentence, index),
			};
			const people = operation.many?.peopleOf(item) ?? [item];
			for (const [place, person] of people.entries()) {
				if (place > 0 && (await hearsStop())) break;
				items.push(await prepareItem(operation, person, shape));
			}
		} catch (error) {
			items.push({ error, to: rawRecipient(parameter), index, isOfCredential });
		}
	}
	return {
		items: stopped ? items : settle(items, operation),
		sessions: sessions.all(),
		memory: common.memory,
		concurrency,
		notes,
		shape: firstShape ?? unshaped,
		isCanceled: stopped,
	};
}

/** The task of an item; that of an item with an error fails with it. */
export function toTask(item: PreparedItem): ItemTask {
	return 'task' in item ? item.task : { recipient: null, run: () => rethrow(item.error) };
}

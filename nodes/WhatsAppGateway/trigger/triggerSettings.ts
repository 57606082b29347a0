import type {
	IExecuteFunctions,
	INodeExecutionData,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { EventKind, GatewayEvent } from '../core/event';
import { asObject } from '../core/narrow';
import type { Connection } from '../core/request';
import { readChoice, readNumber, readSwitch } from '../n8n/readOption';
import { readOverrides } from '../session/overrides';
import type { Session } from '../session/session';
import { collectSeconds, joinPolled, markAsRead, showTyping } from './collect/fields';
import { readEvents } from './events';
import { downloadMedia, ifNotDownloaded, maxFileSize, splitOutputs } from './fields';
import { matchesFilters, readFilters } from './filters';
import { toOutputs } from './item';

/** Reads one field of the form. */
type FieldReader = (name: string, fallback?: unknown) => unknown;

/** The contexts of the triggers; in a run, a field is read for an item. */
type TriggerContext = IWebhookFunctions | IPollFunctions | IExecuteFunctions;

function fieldReader(context: TriggerContext): FieldReader {
	return 'getInputData' in context
		? (name, fallback) => context.getNodeParameter(name, 0, fallback)
		: (name, fallback) => context.getNodeParameter(name, fallback);
}

/** Reads the selected events. */
export function readSelectedEvents(context: TriggerContext): EventKind[] {
	return readEvents(fieldReader(context)('events'));
}

/** Reads which events may start a run. Throws `invalidRequest` for an invalid filter. */
export function readEventFilter(context: TriggerContext): (event: GatewayEvent) => boolean {
	const read = fieldReader(context);
	const events = readSelectedEvents(context);
	const filters = readFilters(asObject(read('filters', {})));
	return (event) => events.includes(event.event) && matchesFilters(event, filters);
}

/** How files are downloaded. */
export interface DownloadSettings {
	/** In megabytes. */
	readonly maxFileSizeMb: number;
	/** Whether the run stops where a file cannot be downloaded. */
	readonly stopsWithoutFile: boolean;
}

/** What people are shown at once. */
export interface Shown {
	/** Whether they see that an answer is being written, beside that their message was read. */
	readonly typing: boolean;
}

/** What a run does with its events. */
export interface RunSettings {
	/** `null` where files are not downloaded. */
	readonly download: DownloadSettings | null;
	/** Whether the messages of a chat become one item. */
	readonly joins: boolean;
	/** What people are shown of their messages; `null` for nothing. */
	readonly show: Shown | null;
	/** Distributes the items to the outputs. */
	readonly toOutputs: (items: INodeExecutionData[]) => INodeExecutionData[][];
}

/** The options of a trigger. */
type Options = Readonly<Record<string, unknown>>;

/** For how many seconds of quiet a person's messages are collected; 0 where they are not. */
function readCollectSeconds(options: Options): number {
	const value = options[collectSeconds.name];
	return value === undefined ? 0 : readNumber(value, collectSeconds);
}

/** Reads how long messages are collected, in seconds. Throws `invalidRequest` for a wrong option. */
export function readQuietSeconds(context: IWebhookFunctions): number {
	return readCollectSeconds(asObject(context.getNodeParameter('options', {})));
}

/** Reads what people are shown. Throws `invalidRequest` for a wrong option. */
export function readShown(values: unknown): Shown | null {
	const options = asObject(values);
	const typing = readSwitch(options[showTyping.name], showTyping);
	return typing || readSwitch(options[markAsRead.name], markAsRead) ? { typing } : null;
}

/** Reads what a run does with its events. Throws `invalidRequest` for a wrong option. */
export function readRunSettings(context: IExecuteFunctions): RunSettings {
	const read = fieldReader(context);
	const events = readEvents(read('events'));
	const options = asObject(read('options', {}));
	const isSplit = readSwitch(read('splitOutputs', false), splitOutputs);
	const download = {
		maxFileSizeMb: readNumber(options['maxFileSize'], maxFileSize),
		stopsWithoutFile: readChoice(options['ifNotDownloaded'], ifNotDownloaded) === 'stop',
	};
	return {
		download: readSwitch(options['downloadMedia'], downloadMedia) ? download : null,
		joins: readCollectSeconds(options) > 0 || readSwitch(options[joinPolled.name], joinPolled),
		show: readShown(options),
		toOutputs: (items) => toOutputs(items, events, isSplit),
	};
}

/** The account whose messages a poll reads: that of the credential, as far as the form names no other. */
export function pollConnection(
	context: IPollFunctions | IExecuteFunctions,
	{ gateway, connectionOf }: Session,
): Connection {
	const options = asObject(fieldReader(context)('options', {}));
	return connectionOf(readOverrides(options, gateway, gateway.pollFields));
}

/** The key of a trigger node in the memory of this process. */
export function nodeStateKey(
	context: Pick<IWebhookFunctions | IPollFunctions, 'getWorkflow' | 'getNode'>,
): string {
	return `${context.getWorkflow().id}:${context.getNode().id}`;
}

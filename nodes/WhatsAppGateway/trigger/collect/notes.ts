import type { GatewayEvent } from '../../core/event';
import { asObject, asObjects, asText, asTexts } from '../../core/narrow';
import type { Window } from './windows';

/** The name in the node's static data, which n8n keeps in its database. */
const notesName = 'collecting';

/**
 * A window that is this long over has no process any more, in milliseconds. If it has one all the same,
 * the run that comes second finds its events known.
 */
const overdueAfter = 5_000;

/** A window as it is noted. */
type NotedWindow = Pick<Window, 'chat' | 'events' | 'endsAt'>;

/** What one process has noted. */
interface ProcessNotes {
	readonly process: string;
	/** Where the process serves the node's webhook. */
	readonly address: string;
	readonly windows: readonly NotedWindow[];
}

/** The node's static data. */
type StaticData = Record<string, unknown>;

function readWindow(value: Readonly<Record<string, unknown>>): NotedWindow {
	// Written by `writeNotes` below, from events.
	const events = asObjects(value['events']) as unknown as GatewayEvent[];
	return { chat: asText(value['chat']) ?? '', endsAt: Number(value['endsAt'] ?? 0), events };
}

/** What the processes have noted. */
function readNotes(data: Readonly<StaticData>): ProcessNotes[] {
	return Object.entries(asObject(data[notesName])).map(([process, value]) => {
		const { address, windows } = asObject(value);
		return {
			process,
			address: asText(address) ?? '',
			windows: asObjects(windows).map(readWindow),
		};
	});
}

/** What all processes but one have noted. */
function notesOfOthers(data: Readonly<StaticData>, ownProcess: string): ProcessNotes[] {
	return readNotes(data).filter(({ process }) => process !== ownProcess);
}

function isOverdue({ endsAt }: NotedWindow, now: number): boolean {
	return now > endsAt + overdueAfter;
}

/** What was collected and has not begun. */
interface Left {
	/** When all of it is overdue, in milliseconds since 1970. */
	readonly overdueAt: number;
	/** Where its processes served the node's webhook. */
	readonly addresses: readonly string[];
	/** The windows of other processes than this one. */
	readonly ofOthers: readonly NotedWindow[];
}

/** What is noted; `null` for nothing. */
export function readLeft(data: Readonly<StaticData>, ownProcess: string): Left | null {
	const notes = readNotes(data);
	const ends = notes.flatMap(({ windows }) => windows.map(({ endsAt }) => endsAt));
	if (ends.length === 0) return null;
	return {
		overdueAt: Math.max(...ends) + overdueAfter + 1,
		addresses: asTexts(notes.map(({ address }) => address)),
		ofOthers: notesOfOthers(data, ownProcess).flatMap(({ windows }) => windows),
	};
}

/** The windows of processes that have ended. */
export function overdueWindows(
	data: Readonly<StaticData>,
	ownProcess: string,
	now: number,
): NotedWindow[] {
	return notesOfOthers(data, ownProcess)
		.flatMap(({ windows }) => windows)
		.filter((window) => isOverdue(window, now));
}

/**
 * Notes the windows of this process in place of what it noted before, and removes what is overdue. Who
 * calls it has taken these windows over.
 */
export function writeNotes(
	data: StaticData,
	{ process: ownProcess, address, windows }: ProcessNotes,
	now: number,
): void {
	const others = notesOfOthers(data, ownProcess).map((notes) => ({
		...notes,
		windows: notes.windows.filter((window) => !isOverdue(window, now)),
	}));
	const own = {
		process: ownProcess,
		address,
		windows: windows.map(({ chat, endsAt, events }) => ({ chat, endsAt, events: [...events] })),
	};
	const notes = [...others, own].filter(({ windows: noted }) => noted.length > 0);
	const next = Object.fromEntries(notes.map(({ process, ...noted }) => [process, noted]));
	// What is the same needs no write.
	if (JSON.stringify(asObject(data[notesName])) === JSON.stringify(next)) return;
	if (notes.length > 0) data[notesName] = next;
	else delete data[notesName];
}

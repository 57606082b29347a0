import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

import { isRecord } from './narrow';
import type { Rest } from './rest';

/** A kind of thing that n8n keeps under names, and how it is found and saved. */
export interface Shelf {
	/** What it is called in a sentence; also the key of its part of the record. */
	readonly kind: 'workflow' | 'credential';
	/** The one of this name, with everything that an edit changes: of several, the one with this id if it is there. */
	find(rest: Rest, name: string, id: string | undefined): Promise<Found | undefined>;
	/** Saves it under a name, over the one with this id if there is one. Returns its id. */
	save(rest: Rest, name: string, id: string | undefined): Promise<string>;
	/** What would be saved, to see whether it is what was saved last. */
	readonly content: unknown;
	/** The part of it that n8n gives back as it got it; `undefined` if there is none. */
	readonly echo?: unknown;
}

/** One that n8n has. */
interface Found {
	readonly id: string;
	readonly state: unknown;
	/** The same part of it as {@link Shelf.echo}. */
	readonly echo?: unknown;
}

/** What an earlier start has saved: digests, empty where they are not known. */
interface Entry {
	readonly id: string;
	readonly content: string;
	readonly state: string;
	/** The echo of what was being saved when the start ended, if it was interrupted there. */
	readonly pending?: string;
	/** Whether the start left it published. */
	readonly isPublished?: boolean;
}

const unknownEntry: Entry = { id: '', content: '', state: '' };

/** Where something was put. */
export interface Placed {
	readonly id: string;
	readonly name: string;
	/** The one of the wanted name, if it is not this one, because the user has edited it. */
	readonly edited: Pick<Found, 'id'> | undefined;
}

/** One that the user has edited, and the fresh one beside it. */
export interface Edited {
	readonly kind: Shelf['kind'];
	readonly name: string;
	readonly freshName: string;
}

const digest = (value: unknown) =>
	createHash('sha256')
		.update(JSON.stringify(value) ?? '')
		.digest('hex');

/** The names under which a fresh one may be saved, the wanted one first. */
function* namesFor(name: string): Generator<string, never> {
	yield name;
	yield `${name} (fresh)`;
	for (let count = 2; ; count += 1) yield `${name} (fresh ${count})`;
}

/**
 * Saves things in n8n by name. With a file for its record, it never saves over what the user has edited: a
 * thing that is not as it was left goes on as it is, and the fresh one is saved beside it.
 */
export class Saver {
	/** What the user has edited. */
	readonly edited: Edited[] = [];
	/** The names of what was saved, and not only found as it should be. */
	readonly saved = new Set<string>();
	private readonly entries: Map<string, Entry>;

	/** @param file where it is recorded what was saved; without it, what has the name is saved over */
	constructor(
		readonly rest: Rest,
		private readonly file?: string,
	) {
		this.entries = file === undefined ? new Map() : readEntries(file);
	}

	/** Saves it, unless it is there as it should be. `isForced` saves it in any case, but not over an edit. */
	async place(name: string, shelf: Shelf, isForced = this.file === undefined): Promise<Placed> {
		const content = digest(shelf.content);
		let edited: Placed['edited'];
		for (const free of namesFor(name)) {
			const key = `${shelf.kind} ${free}`;
			const entry = this.entries.get(key);
			const found = await shelf.find(this.rest, free, entry?.id);
			if (found !== undefined && !this.isOurs(found, entry)) {
				edited ??= found;
				continue;
			}
			if (edited !== undefined) this.tell({ kind: shelf.kind, name, freshName: free });
			const isAsLeft = found !== undefined && entry?.state === digest(found.state);
			if (isAsLeft && entry?.content === content && !isForced) {
				return { id: found.id, name: free, edited };
			}
			// A new one is not the one that the user may have unpublished.
			const known =
				found === undefined ? unknownEntry : (entry ?? { ...unknownEntry, id: found.id });
			// Should this start end now, the next one still knows what was there, and what was being saved.
			this.record(key, { ...known, pending: shelf.echo === undefined ? '' : digest(shelf.echo) });
			const id = await shelf.save(this.rest, free, found?.id);
			const { state } = (await shelf.find(this.rest, free, id)) ?? {};
			this.record(key, { ...known, id, content, state: digest(state), pending: '' });
			this.saved.add(name);
			return { id, name: free, edited };
		}
		throw new Error('Unreachable: there is always a free name.');
	}

	/** Whether an earlier start left this workflow published; `undefined` if that is not known. */
	leftPublished(name: string): boolean | undefined {
		return this.entries.get(`workflow ${name}`)?.isPublished;
	}

	/** Records whether a workflow is left published. */
	recordPublished(name: string, isPublished: boolean): void {
		const key = `workflow ${name}`;
		this.record(key, { ...(this.entries.get(key) ?? unknownEntry), isPublished });
	}

	private isOurs({ id, state, echo }: Found, entry: Entry | undefined): boolean {
		if (this.file === undefined) return true;
		if (entry === undefined) return false;
		if (entry.id === id && entry.state === digest(state)) return true;
		// Saved by a start that ended before it could record the state.
		const isSaved = echo !== undefined && entry.pending === digest(echo);
		return isSaved && (entry.id === '' || entry.id === id);
	}

	private tell(edited: Edited): void {
		const isKnown = this.edited.some(
			({ kind, name }) => kind === edited.kind && name === edited.name,
		);
		if (!isKnown) this.edited.push(edited);
	}

	private record(key: string, entry: Entry): void {
		if (this.file === undefined) return;
		this.entries.set(key, entry);
		const draft = `${this.file}.new`;
		writeFileSync(draft, `${JSON.stringify(Object.fromEntries(this.entries), undefined, '\t')}\n`);
		renameSync(draft, this.file);
	}
}

/** What is recorded; what cannot be read is unknown, and so is not saved over. */
function readEntries(file: string): Map<string, Entry> {
	const entries = new Map<string, Entry>();
	for (const [key, entry] of Object.entries(readRecord(file))) {
		if (isEntry(entry)) entries.set(key, entry);
	}
	return entries;
}

function readRecord(file: string): Record<string, unknown> {
	if (!existsSync(file)) return {};
	try {
		const entries: unknown = JSON.parse(readFileSync(file, 'utf8'));
		return isRecord(entries) ? entries : {};
	} catch {
		// Empty after a power cut, or written in by somebody.
		return {};
	}
}

function isEntry(value: unknown): value is Entry {
	return (
		isRecord(value) && ['id', 'content', 'state'].every((one) => typeof value[one] === 'string')
	);
}

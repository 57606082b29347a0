import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

import { isRecord } from './narrow';
import type { Rest } from './rest';

/** A kind of thing that n8n keeps under names, and how it is found and saved. */
export interface Shelf {
	/** What it is called in a sentence; also the key of its part of the record. */
	readonly kind: 'workflow' | 'credential';
	/** The one of this name, with everything that an edit changes. */
	find(rest: Rest, name: string): Promise<Found | undefined>;
	/** Saves it under a name, over the one with this id if there is one. Returns its id. */
	save(rest: Rest, name: string, id: string | undefined): Promise<string>;
	/** What would be saved, to see whether it is what was saved last. */
	readonly content: unknown;
}

/** One that n8n has. */
interface Found {
	readonly id: string;
	readonly state: unknown;
}

/** What an earlier start has saved; `state` is empty if it was interrupted. */
interface Entry {
	readonly id: string;
	readonly content: string;
	readonly state: string;
}

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
	private readonly entries: Record<string, Entry>;

	/** @param file where it is recorded what was saved; without it, what has the name is saved over */
	constructor(
		readonly rest: Rest,
		private readonly file?: string,
	) {
		this.entries = file === undefined ? {} : readEntries(file);
	}

	/** Saves it, unless it is there as it should be. `isForced` saves it in any case, but not over an edit. */
	async place(name: string, shelf: Shelf, isForced = this.file === undefined): Promise<Placed> {
		const content = digest(shelf.content);
		let edited: Placed['edited'];
		for (const free of namesFor(name)) {
			const found = await shelf.find(this.rest, free);
			const key = `${shelf.kind} ${free}`;
			const entry = this.entries[key];
			if (found !== undefined && !this.isOurs(found, entry)) {
				edited ??= found;
				continue;
			}
			if (edited !== undefined) this.tell({ kind: shelf.kind, name, freshName: free });
			if (found !== undefined && entry?.content === content && !isForced) {
				return { id: found.id, name: free, edited };
			}
			// Should this process be killed now, what is saved half is still known as ours.
			this.record(key, { id: found?.id ?? '', content: '', state: '' });
			const id = await shelf.save(this.rest, free, found?.id);
			const { state } = (await shelf.find(this.rest, free)) ?? {};
			this.record(key, { id, content, state: digest(state) });
			this.saved.add(name);
			return { id, name: free, edited };
		}
		throw new Error('Unreachable: there is always a free name.');
	}

	private isOurs({ id, state }: Found, entry: Entry | undefined): boolean {
		if (this.file === undefined) return true;
		if (entry === undefined || (entry.id !== '' && entry.id !== id)) return false;
		return entry.state === '' || entry.state === digest(state);
	}

	private tell(edited: Edited): void {
		const isKnown = this.edited.some(
			({ kind, name }) => kind === edited.kind && name === edited.name,
		);
		if (!isKnown) this.edited.push(edited);
	}

	private record(key: string, entry: Entry): void {
		if (this.file === undefined) return;
		this.entries[key] = entry;
		const draft = `${this.file}.new`;
		writeFileSync(draft, `${JSON.stringify(this.entries, undefined, '\t')}\n`);
		renameSync(draft, this.file);
	}
}

function readEntries(file: string): Record<string, Entry> {
	if (!existsSync(file)) return {};
	const entries: unknown = JSON.parse(readFileSync(file, 'utf8'));
	// Written by this class, as a whole.
	return isRecord(entries) ? (entries as Record<string, Entry>) : {};
}

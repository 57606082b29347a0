import { monotonicNow } from '../core/monotonicNow';
import type { KeyRow } from '../n8n/keyRows';
import type { KeyStore } from '../n8n/keyStore';
import { keyLifetimeMs } from './idempotencyKey';

/** What a set says of a key that is claimed. */
export interface Claim {
	readonly state: 'new' | 'sent' | 'sentOtherWords' | 'unknown';
	/** Whether the gateway's own promise to send it once still holds. */
	readonly isRecent: boolean;
}

/** A key that nobody had claimed. */
export const newClaim: Claim = { state: 'new', isRecent: false };

/** Milliseconds after which an outcome is stored with the next message, however few there are. */
const maxDelayMs = 2000;

/** Half of the time for which a gateway remembers a key: two periods are never more than that. */
const periodMs = keyLifetimeMs / 2;

/**
 * Stands beside a claimed key until its message was accepted. n8n tells what a set holds only by adding
 * to it, so a look-up that is cut short leaves a mark behind: it must not say that a message was sent.
 */
const openMark = (key: string) => `${key}:open`;

/** The marks of a key that was claimed in this period, and in the one before. */
function timeMarks(key: string): [string, string] {
	const period = Math.floor(Date.now() / periodMs);
	return [`${key}@${period}`, `${key}@${period - 1}`];
}

/** Under a key, what was sent. */
const wordsMark = (key: string, words: string) => `${key}=${words}`;

/** What else is kept of keys. */
interface KeyMarks {
	/** Whether nobody else can have claimed these keys. */
	readonly areOwn: boolean;
	/** Whether a key also gets a mark of the time, for gateways that deduplicate for a time. */
	isTimed(key: string): boolean;
	/** A digest of what is sent under a key, to tell it from something else; `undefined` for none. */
	wordsOf(key: string): string | undefined;
	/** Called with each key when it is about to be free again. */
	onReleased(key: string): void;
}

/**
 * Keys in n8n's store: one of a message that was begun, with a mark until it was accepted. Outcomes
 * wait, and are stored with the next keys that are claimed.
 */
export class ClaimSet {
	private readonly sent = new Set<string>();
	private readonly released = new Set<string>();
	/** By the monotonic clock. */
	private writtenAt = monotonicNow();

	constructor(
		private readonly store: KeyStore,
		private readonly marks: KeyMarks,
	) {}

	/**
	 * Claims keys in one write; gives those that were claimed before. Throws where the store fails before
	 * that is known.
	 */
	async claim(keys: readonly string[]): Promise<Map<string, Claim>> {
		return await this.store.change(async (row) => {
			await this.writeOutcomes(row);
			const timed = keys.filter((key) => this.marks.isTimed(key));
			// In one write where all keys must be new: a process that is killed between two leaves messages
			// of unknown age. Another's key must not get the time of this look.
			const times = this.marks.areOwn ? timed.map((key) => timeMarks(key)[0]) : [];
			const added = await row.add([...keys, ...keys.map(openMark), ...times]);
			const fresh = keys.filter((key) => added.has(key));
			const known = keys.filter((key) => !added.has(key));
			await this.renew(
				row,
				fresh.filter((key) => !added.has(openMark(key))),
			);
			const sent = known.filter((key) => added.has(openMark(key)));
			const ignore = () => undefined;
			// Otherwise they count as unknown from now on.
			if (sent.length > 0) await row.remove(sent.map(openMark)).catch(ignore);
			const untimed = this.marks.areOwn ? [] : timed.filter((key) => added.has(key));
			if (untimed.length > 0) {
				await row.add(untimed.map((key) => timeMarks(key)[0])).catch(ignore);
			}
			const recent = await this.findRecent(row, known);
			const others = await this.findOtherWords(row, sent);
			return new Map(
				known.map((key) => [
					key,
					{
						state: others.has(key) ? 'sentOtherWords' : sent.includes(key) ? 'sent' : 'unknown',
						isRecent: recent.has(key),
					},
				]),
			);
		});
	}

	/** Claims keys anew that were forgotten before their marks were, so that the marks outlive them. */
	private async renew(row: KeyRow, keys: readonly string[]): Promise<void> {
		if (keys.length === 0) return;
		const claim = [...keys, ...keys.map(openMark)];
		await row.remove(claim);
		await row.add(claim);
	}

	/** Keys for which the gateway's own promise holds; none where the store fails. */
	private async findRecent(row: KeyRow, known: readonly string[]): Promise<Set<string>> {
		const timed = known.filter((key) => this.marks.isTimed(key));
		if (timed.length === 0) return new Set();
		const marks = await row.find(timed.flatMap(timeMarks)).catch(() => new Set<string>());
		return new Set(timed.filter((key) => timeMarks(key).some((mark) => marks.has(mark))));
	}

	/** Keys under which something else was sent, or may have been: all where the store fails. */
	private async findOtherWords(row: KeyRow, sent: readonly string[]): Promise<Set<string>> {
		const marks = new Map(
			sent.flatMap((key): Array<[string, string]> => {
				const words = this.marks.wordsOf(key);
				return words === undefined ? [] : [[key, wordsMark(key, words)]];
			}),
		);
		if (marks.size === 0) return new Set();
		const found = await row.find([...marks.values()]).catch(() => new Set<string>());
		return new Set([...marks].filter(([, mark]) => !found.has(mark)).map(([key]) => key));
	}

	private async writeOutcomes(row: KeyRow): Promise<void> {
		const [sent, released] = [[...this.sent], [...this.released]];
		this.sent.clear();
		this.released.clear();
		this.writtenAt = monotonicNow();
		released.forEach((key) => this.marks.onReleased(key));
		const words = sent.flatMap((key) => {
			const said = this.marks.wordsOf(key);
			return said === undefined ? [] : [wordsMark(key, said)];
		});
		if (words.length > 0) await row.add(words);
		const settled = [
			...sent.map(openMark),
			...released.flatMap((key) => [
				...[key, openMark(key)],
				...(this.marks.isTimed(key) ? timeMarks(key) : []),
			]),
		];
		if (settled.length > 0) await row.remove(settled);
	}

	/** The message of a claimed key was accepted. */
	markSent(key: string): void {
		this.sent.add(key);
	}

	/** The message of a claimed key was not sent. */
	release(key: string): void {
		this.released.add(key);
	}

	/** Cancels a release that is not stored yet; whether there was one. */
	cancelRelease(key: string): boolean {
		return this.released.delete(key);
	}

	/** Whether outcomes wait to be stored, and so many or for so long that it is time. */
	isDue(batchSize: number): boolean {
		const waiting = this.sent.size + this.released.size;
		if (waiting === 0) return false;
		return waiting >= batchSize || monotonicNow() - this.writtenAt >= maxDelayMs;
	}

	/** Stores the outcomes that wait. Throws where the store fails. */
	async storeOutcomes(): Promise<void> {
		if (this.sent.size + this.released.size === 0) return;
		this.writtenAt = monotonicNow();
		await this.store.change(async (row) => await this.writeOutcomes(row));
	}
}

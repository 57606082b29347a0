import { monotonicNow } from '../http/waitForSlot';
import type { KeyRow } from '../n8n/keyRows';
import type { KeyStore } from '../n8n/keyStore';
import { keyLifetimeMs } from './idempotencyKey';

/** What a set says of a key that is claimed. */
export interface Claim {
	readonly state: 'new' | 'sent' | 'unknown';
	/** Whether the gateway's own promise to send it once still holds. */
	readonly isRecent: boolean;
}

/** A key that nobody had claimed. */
export const newClaim: Claim = { state: 'new', isRecent: false };

/** Milliseconds after which an outcome is stored with the next message, however few there are. */
const maxDelayMs = 2000;

/** Half of the time for which a gateway remembers a key: two periods are never more than that. */
const periodMs = keyLifetimeMs / 2;

const sentMark = (key: string) => `${key}:sent`;

/** The marks of a key that was claimed in this period, and in the one before. */
function timeMarks(key: string): [string, string] {
	const period = Math.floor(Date.now() / periodMs);
	return [`${key}@${period}`, `${key}@${period - 1}`];
}

/**
 * Keys in n8n's store: one of a message that was begun, with a mark once it was accepted. Outcomes
 * wait, and are stored with the next keys that are claimed.
 */
export class ClaimSet {
	private readonly sent = new Set<string>();
	private readonly released = new Set<string>();
	/** By the monotonic clock. */
	private writtenAt = monotonicNow();

	/**
	 * @param isTimed whether a key also gets a mark of the time, for gateways that deduplicate for a time
	 * @param onReleased called with each key when it is about to be free again
	 */
	constructor(
		private readonly store: KeyStore,
		private readonly isTimed: (key: string) => boolean,
		private readonly onReleased: (key: string) => void,
	) {}

	/** Claims keys in one write; gives those that were claimed before. Throws where the store fails. */
	async claim(keys: readonly string[]): Promise<Map<string, Claim>> {
		return await this.store.change(async (row) => {
			await this.writeOutcomes(row);
			const added = await row.add(keys);
			const times = keys.filter((key) => added.has(key) && this.isTimed(key));
			if (times.length > 0) await row.add(times.map((key) => timeMarks(key)[0]));
			return await this.readKnown(
				row,
				keys.filter((key) => !added.has(key)),
			);
		});
	}

	private async readKnown(row: KeyRow, keys: readonly string[]): Promise<Map<string, Claim>> {
		if (keys.length === 0) return new Map();
		const marks = await row.find(keys.flatMap((key) => [sentMark(key), ...timeMarks(key)]));
		return new Map(
			keys.map((key) => [
				key,
				{
					state: marks.has(sentMark(key)) ? 'sent' : 'unknown',
					isRecent: timeMarks(key).some((mark) => marks.has(mark)),
				},
			]),
		);
	}

	private async writeOutcomes(row: KeyRow): Promise<void> {
		const [sent, released] = [[...this.sent], [...this.released]];
		this.sent.clear();
		this.released.clear();
		this.writtenAt = monotonicNow();
		released.forEach(this.onReleased);
		if (sent.length > 0) await row.add(sent.map(sentMark));
		if (released.length > 0) {
			await row.remove(
				released.flatMap((key) => [key, ...(this.isTimed(key) ? timeMarks(key) : [])]),
			);
		}
	}

	/** The message of a claimed key was accepted. */
	markSent(key: string): void {
		this.sent.add(key);
	}

	/** The message of a claimed key was not sent. */
	release(key: string): void {
		this.released.add(key);
	}

	/** Takes a release back that is not stored yet; whether there was one. */
	takeBack(key: string): boolean {
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

import { GatewayError } from '../core/faults';
import type { Receipt } from '../core/message';
import { monotonicNow } from '../http/waitForSlot';
import type { KeyRow } from '../n8n/keyRows';
import type { KeyStore } from '../n8n/keyStore';
import { keyLifetimeMs } from './idempotencyKey';
import type { MessageName, Recalled, SendMemory } from './sendMemory';

/** Which keys are claimed, and where they are kept. */
export interface ClaimSettings {
	/** The key of a message; `null` for one that is not claimed. */
	keyOf(name: MessageName): string | null;
	/** Messages of a run whose keys are kept in one set. */
	readonly messagesPerSet: number;
	openSet(number: number): KeyStore;
	/** Whether what others have claimed counts. Otherwise the claims are only kept for a retry. */
	readonly doOthersCount: boolean;
	/** Seconds between the looks at a claim whose outcome another run still owes. */
	readonly lookAgainAfter: readonly number[];
	/** Where a message was sent: what happened, and what to do to send it again. */
	readonly sentNote: string;
	/** Where the outcome of a claimed message is not known: what happened. */
	readonly unknownMessage: string;
	sleep(seconds: number): Promise<void>;
}

/** What the store says of a key. `isRecent`: the gateway's own promise to send once still holds. */
interface Claim {
	readonly state: Recalled['state'];
	readonly isRecent: boolean;
}

const isNew: Claim = { state: 'new', isRecent: false };

/** The changes of one set that wait for the next write. */
interface Pending {
	readonly sent: Set<string>;
	readonly released: Set<string>;
	/** When the set was last written, by the monotonic clock. */
	writtenAt: number;
}

/** Milliseconds after which an outcome is stored with the next message, however few there are. */
const maxDelayMs = 2000;

/** Half of the time for which a gateway remembers a key: two periods are never more than that. */
const periodMs = keyLifetimeMs / 2;

const sentMark = (key: string) => `${key}:sent`;

/** The marks of a key that was claimed in this period, or in the one before. */
function timeMarks(key: string): [string, string] {
	const period = Math.floor(Date.now() / periodMs);
	return [`${key}@${period}`, `${key}@${period - 1}`];
}

const unknownHint =
	'Look the message up at the gateway. If it did not arrive, switch on the option Retry If Outcome Unknown and run this item again.';

/**
 * Messages that are claimed in n8n's own store before they leave, and marked once they are accepted: a
 * memory that outlasts a killed n8n, shared by all processes. Several are claimed in one write, so
 * that after a kill the outcome of these few is unknown, and of no other. Where the store fails, the
 * messages are sent all the same.
 */
export class Claims implements SendMemory {
	private readonly order: string[] = [];
	private readonly positions = new Map<string, number>();
	/** Keys of gateways that deduplicate for a time. */
	private readonly timed = new Set<string>();
	private readonly claims = new Map<string, Promise<Claim>>();
	/** Keys that this run has claimed first and not settled: no other's claim is ever released. */
	private readonly unsettled = new Set<string>();
	private readonly begun = new Set<string>();
	/** What became of a key in this run: two items may have the same one. */
	private readonly ownOutcomes = new Map<string, Recalled>();
	private readonly pending = new Map<number, Pending>();

	/** Whether the store has failed, so that the claims hold for this run alone. */
	hasFailed = false;

	/** Messages that are claimed in one write at most; set before the first one is sent. */
	batchSize = 25;

	constructor(private readonly settings: ClaimSettings) {}

	expect(name: MessageName): void {
		const key = this.settings.keyOf(name);
		if (key === null || this.positions.has(key)) return;
		this.positions.set(key, this.order.push(key) - 1);
		if (name.isDeduplicated) this.timed.add(key);
	}

	async recall(name: MessageName): Promise<Recalled> {
		const key = this.settings.keyOf(name);
		if (key === null) return { state: 'new' };
		const own = this.ownOutcomes.get(key);
		if (own !== undefined) return own;
		if (this.hasFailed) return { state: 'new' };
		this.begun.add(key);
		if (this.pendingOf(key).released.delete(key)) return { state: 'new' };
		const claim = await (this.claims.get(key) ?? this.claimFrom(key));
		return this.settings.doOthersCount ? await this.settle(key, claim) : { state: 'new' };
	}

	/** Waits a little where another run may be about to send the same message. */
	private async settle(key: string, first: Claim): Promise<Recalled> {
		let claim = first;
		for (const seconds of this.settings.lookAgainAfter) {
			if (claim.state !== 'unknown') break;
			await this.settings.sleep(seconds);
			claim = (await this.writeClaims(this.setOf(key), [key])).get(key) ?? isNew;
		}
		const { state, isRecent } = claim;
		if (state === 'new') return { state };
		if (state === 'sent') return { state, kept: this.settings.sentNote, isRecent };
		const details = { sent: 'unknown', hint: unknownHint, isEarlier: true } as const;
		const fault = new GatewayError('unknownOutcome', this.settings.unknownMessage, details);
		return { state, fault, isRecent };
	}

	private setOf(key: string): number {
		return Math.floor((this.positions.get(key) ?? 0) / this.settings.messagesPerSet);
	}

	private pendingOf(key: string): Pending {
		const set = this.setOf(key);
		const known = this.pending.get(set);
		if (known !== undefined) return known;
		const pending = {
			sent: new Set<string>(),
			released: new Set<string>(),
			writtenAt: monotonicNow(),
		};
		this.pending.set(set, pending);
		return pending;
	}

	/** Claims a key and those that follow it, in one write. */
	private async claimFrom(key: string): Promise<Claim> {
		const set = this.setOf(key);
		const from = this.positions.get(key) ?? 0;
		const end = Math.min(from + this.batchSize, (set + 1) * this.settings.messagesPerSet);
		const batch = this.order.slice(from, end).filter((other) => !this.claims.has(other));
		const written = this.writeClaims(set, batch);
		for (const claimed of batch) {
			this.claims.set(
				claimed,
				written.then((claims) => claims.get(claimed) ?? isNew),
			);
		}
		return (await written).get(key) ?? isNew;
	}

	/** Never throws: where the store fails, every key counts as new. */
	private async writeClaims(set: number, keys: readonly string[]): Promise<Map<string, Claim>> {
		try {
			return await this.settings.openSet(set).change(async (row) => {
				await this.writePending(set, row);
				const times = keys.filter((key) => this.timed.has(key)).map((key) => timeMarks(key)[0]);
				const added = await row.add([...keys, ...times]);
				for (const key of keys) if (added.has(key)) this.unsettled.add(key);
				const known = keys.filter((key) => !added.has(key));
				return known.length === 0 ? new Map() : await this.readKnown(row, known, added);
			});
		} catch {
			this.hasFailed = true;
			return new Map();
		}
	}

	/** What the marks of known keys say. A set tells what it holds only when it is added to. */
	private async readKnown(
		row: KeyRow,
		keys: readonly string[],
		justAdded: ReadonlySet<string>,
	): Promise<Map<string, Claim>> {
		const marks = keys.flatMap((key) => [sentMark(key), ...timeMarks(key)]);
		const added = await row.add(marks);
		const wasAdded = (mark: string) => added.has(mark) || justAdded.has(mark);
		await row.remove(marks.filter(wasAdded));
		return new Map(
			keys.map((key) => [
				key,
				{
					state: wasAdded(sentMark(key)) ? 'unknown' : 'sent',
					isRecent: this.timed.has(key) && !timeMarks(key).every(wasAdded),
				},
			]),
		);
	}

	private async writePending(set: number, row: KeyRow): Promise<void> {
		const pending = this.pending.get(set);
		if (pending === undefined) return;
		const [sent, released] = [[...pending.sent], [...pending.released]];
		pending.sent.clear();
		pending.released.clear();
		pending.writtenAt = monotonicNow();
		for (const key of released) {
			this.claims.delete(key);
			this.unsettled.delete(key);
		}
		if (sent.length > 0) await row.add(sent);
		if (released.length > 0) {
			await row.remove(
				released.flatMap((key) => [key, ...(this.timed.has(key) ? timeMarks(key) : [])]),
			);
		}
	}

	/** Stores the outcomes of a set. Never throws. */
	private async store(set: number): Promise<void> {
		try {
			await this.settings.openSet(set).change(async (row) => await this.writePending(set, row));
		} catch {
			this.hasFailed = true;
		}
	}

	private storeIfDue(key: string): void {
		const { sent, released, writtenAt } = this.pendingOf(key);
		const isDue = monotonicNow() - writtenAt >= maxDelayMs;
		if (isDue || sent.size + released.size >= this.batchSize) void this.store(this.setOf(key));
	}

	rememberSent(name: MessageName, receipt: Receipt): void {
		const key = this.settings.keyOf(name);
		if (key === null) return;
		this.ownOutcomes.set(key, { state: 'sent', kept: receipt, isRecent: false });
		if (this.hasFailed) return;
		this.unsettled.delete(key);
		this.pendingOf(key).sent.add(sentMark(key));
		this.storeIfDue(key);
	}

	rememberUnknown(name: MessageName, fault: GatewayError): void {
		const key = this.settings.keyOf(name);
		if (key === null) return;
		this.unsettled.delete(key);
		this.ownOutcomes.set(key, { state: 'unknown', fault, isRecent: true });
	}

	rememberUnsent(name: MessageName): void {
		this.release(name);
	}

	release(name: MessageName): void {
		const key = this.settings.keyOf(name);
		if (key === null || !this.unsettled.has(key)) return;
		this.pendingOf(key).released.add(key);
		this.storeIfDue(key);
	}

	async close(): Promise<void> {
		for (const key of this.unsettled) {
			if (!this.begun.has(key)) this.pendingOf(key).released.add(key);
		}
		for (const [set, { sent, released }] of this.pending) {
			if (sent.size + released.size > 0 && !this.hasFailed) await this.store(set);
		}
	}
}

import { GatewayError } from '../core/faults';
import type { Receipt } from '../core/message';
import type { KeyStore } from '../n8n/keyStore';
import { type Claim, ClaimSet, newClaim } from './claimSet';
import type { MessageName, Recalled, SendMemory } from './sendMemory';

/** Which keys are claimed, and where they are kept. */
export interface ClaimSettings {
	/** The key of a message; `null` for one that is not claimed. */
	keyOf(name: MessageName): string | null;
	/** A digest that tells what was sent under a key from something else; `null` for none. */
	wordsOf(name: MessageName): string | null;
	/** In which set the key of a message is kept; `position` is its place among those of the run. */
	setOf(name: MessageName, position: number): number;
	openSet(number: number): KeyStore;
	/** Whether what others have claimed counts. Otherwise the claims are only kept for a retry. */
	readonly doOthersCount: boolean;
	/** Seconds between the looks at a claim whose outcome another run still owes. */
	readonly lookAgainAfter: readonly number[];
	/** Where a message was sent: what happened, and what to do to send it again. */
	readonly sentNote: string;
	/** Where the outcome of a claimed message is not known: what happened, and what is run to send it again. */
	unknown(name: MessageName): { readonly message: string; readonly again: string };
	/** Where something else was sent under the same key: what happened. */
	readonly otherWordsMessage?: string;
	sleep(seconds: number): Promise<void>;
}

const unknownHint = (again: string) =>
	`Look the message up at the gateway. If it did not arrive, switch on the option Retry If Outcome Unknown and run ${again} again.`;

/**
 * Messages that are claimed in n8n's own store before they leave, and marked once they are accepted: a
 * memory that outlasts a killed n8n, shared by all processes. Several are claimed in one write, so
 * that after a kill the outcome of these few is unknown, and of no other. Where the store fails, the
 * messages are sent all the same.
 */
export class Claims implements SendMemory {
	/** The keys of the run, in the order of its items, each with its position and its set. */
	private readonly places = new Map<string, { readonly position: number; readonly set: number }>();
	private readonly order: string[] = [];
	/** Keys of gateways that deduplicate for a time. */
	private readonly timed = new Set<string>();
	private readonly words = new Map<string, string>();
	private readonly sets = new Map<number, ClaimSet>();
	private readonly claims = new Map<string, Promise<Claim>>();
	/** Keys that this run has claimed first and not settled: no other's claim is ever released. */
	private readonly unsettled = new Set<string>();
	private readonly begun = new Set<string>();
	/** What became of a key in this run: two items may have the same one. */
	private readonly ownOutcomes = new Map<string, Recalled>();

	/** Whether the store has failed, so that the claims hold for this run alone. */
	hasFailed = false;

	/** Messages that are claimed in one write at most; set before the first one is sent. */
	batchSize = 25;

	constructor(private readonly settings: ClaimSettings) {}

	expect(name: MessageName): void {
		const key = this.settings.keyOf(name);
		if (key === null || this.places.has(key)) return;
		const position = this.order.push(key) - 1;
		this.places.set(key, { position, set: this.settings.setOf(name, position) });
		if (name.isDeduplicated) this.timed.add(key);
		const words = this.settings.wordsOf(name);
		if (words !== null) this.words.set(key, words);
	}

	async recall(name: MessageName): Promise<Recalled> {
		const key = this.settings.keyOf(name);
		if (key === null) return { state: 'new' };
		const own = this.ownOutcomes.get(key);
		if (own !== undefined) return own;
		if (this.hasFailed) return { state: 'new' };
		this.begun.add(key);
		if (this.setOf(key).cancelRelease(key)) return { state: 'new' };
		const claim = await (this.claims.get(key) ?? this.claimFrom(key));
		return this.settings.doOthersCount ? await this.toRecalled(name, key, claim) : { state: 'new' };
	}

	/** Waits a little where another run may be about to send the same message. */
	private async toRecalled(name: MessageName, key: string, first: Claim): Promise<Recalled> {
		let claim = first;
		for (const seconds of this.settings.lookAgainAfter) {
			if (claim.state !== 'unknown') break;
			await this.settings.sleep(seconds);
			claim = (await this.claimTogether([key])).get(key) ?? newClaim;
		}
		const { state, isRecent } = claim;
		const { sentNote, otherWordsMessage } = this.settings;
		if (state === 'new') return { state };
		if (state === 'sent') return { state, kept: sentNote, isRecent };
		const { message: unknown, again } = this.settings.unknown(name);
		const message = state === 'unknown' ? unknown : (otherWordsMessage ?? unknown);
		const details = { sent: 'unknown', hint: unknownHint(again), isEarlier: true } as const;
		const fault = new GatewayError('unknownOutcome', message, details);
		return { state: 'unknown', fault, isRecent };
	}

	private setNumber(key: string): number {
		return this.places.get(key)?.set ?? 0;
	}

	private setOf(key: string): ClaimSet {
		const number = this.setNumber(key);
		const free = (released: string) => {
			this.claims.delete(released);
			this.unsettled.delete(released);
		};
		const set =
			this.sets.get(number) ??
			new ClaimSet(this.settings.openSet(number), {
				areOwn: !this.settings.doOthersCount,
				isTimed: (other) => this.timed.has(other),
				wordsOf: (other) => this.words.get(other),
				onReleased: free,
			});
		this.sets.set(number, set);
		return set;
	}

	/** Claims a key and those that follow it in its set, in one write. */
	private async claimFrom(key: string): Promise<Claim> {
		const from = this.places.get(key)?.position ?? 0;
		const set = this.setNumber(key);
		const batch = this.order
			.slice(from, from + this.batchSize)
			.filter((other) => this.setNumber(other) === set && !this.claims.has(other));
		const claimed = this.claimTogether(batch);
		for (const other of batch) {
			this.claims.set(
				other,
				claimed.then((known) => known.get(other) ?? newClaim),
			);
		}
		return (await claimed).get(key) ?? newClaim;
	}

	/** Those of some keys of one set that were claimed before; none where the store fails. */
	private async claimTogether(keys: readonly string[]): Promise<Map<string, Claim>> {
		const [first] = keys;
		if (first === undefined) return new Map();
		try {
			const known = await this.setOf(first).claim(keys);
			for (const key of keys) if (!known.has(key)) this.unsettled.add(key);
			return known;
		} catch {
			this.hasFailed = true;
			return new Map();
		}
	}

	/** Never throws. */
	private async storeOutcomes(set: ClaimSet): Promise<void> {
		try {
			if (!this.hasFailed) await set.storeOutcomes();
		} catch {
			this.hasFailed = true;
		}
	}

	private storeIfDue(set: ClaimSet): void {
		if (set.isDue(this.batchSize)) void this.storeOutcomes(set);
	}

	rememberSent(name: MessageName, receipt: Receipt): void {
		const key = this.settings.keyOf(name);
		if (key === null) return;
		this.ownOutcomes.set(key, { state: 'sent', kept: receipt, isRecent: false });
		this.unsettled.delete(key);
		const set = this.setOf(key);
		set.markSent(key);
		this.storeIfDue(set);
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
		const set = this.setOf(key);
		set.release(key);
		this.storeIfDue(set);
	}

	async close(): Promise<void> {
		for (const key of this.unsettled) {
			if (!this.begun.has(key)) this.setOf(key).release(key);
		}
		for (const set of this.sets.values()) await this.storeOutcomes(set);
	}
}

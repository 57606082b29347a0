import type { GatewayError } from '../core/faults';
import type { Receipt } from '../core/message';

/** What became of a message: it was taken, or nobody can tell. */
export type SendOutcome = { readonly receipt: Receipt } | { readonly unknown: GatewayError };

/** Forgets the oldest where it holds too many. */
class LruCache<Value> {
	private readonly entries = new Map<string, Value>();

	constructor(private readonly most: number) {}

	get(key: string): Value | undefined {
		return this.entries.get(key);
	}

	set(key: string, value: Value): void {
		this.entries.delete(key);
		this.entries.set(key, value);
		const [oldest] = this.entries.keys();
		if (this.entries.size > this.most && oldest !== undefined) this.entries.delete(oldest);
	}

	delete(key: string): void {
		this.entries.delete(key);
	}
}

/**
 * The fate of messages whose run has stopped, by their keys. n8n's Retry On Fail runs the node again
 * with all of its items, in the same process: what was sent, or may have been, is not sent again.
 */
export const sendOutcomes = new LruCache<SendOutcome>(20_000);

/** Runs that stopped after something was sent, or may have been. */
export const interruptedRuns = new LruCache<true>(1_000);

/** Messages that a receipt was given for, by the gateway's id: a later lookup is not about them. */
export const knownMessageIds = new LruCache<true>(20_000);

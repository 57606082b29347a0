import type { GatewayError } from '../core/faults';
import type { Receipt } from '../core/message';

/** A map that forgets its oldest entry where it holds more than `max`. */
class BoundedMap<Value> {
	private readonly entries = new Map<string, Value>();

	constructor(private readonly max: number) {}

	get(key: string): Value | undefined {
		return this.entries.get(key);
	}

	set(key: string, value: Value): void {
		this.entries.delete(key);
		this.entries.set(key, value);
		const [oldest] = this.entries.keys();
		if (this.entries.size > this.max && oldest !== undefined) this.entries.delete(oldest);
	}

	delete(key: string): void {
		this.entries.delete(key);
	}
}

/** What became of a message: it was accepted, or its outcome is unknown. */
export type SendOutcome = { readonly receipt: Receipt } | { readonly unknown: GatewayError };

/**
 * Outcomes of messages whose run has stopped, by outcome key. n8n's Retry On Fail runs the node again
 * with all of its items, in the same process.
 */
export const sendOutcomes = new BoundedMap<SendOutcome>(20_000);

/** Runs that stopped after they had sent something, or may have. */
const interruptedRuns = new BoundedMap<true>(1_000);

/** What this process remembers of one run of the node. */
export interface RunMemory {
	/** Whether an earlier try of this run has sent something, or may have. */
	readonly wasInterrupted: boolean;
	markInterrupted(): void;
	/** The run has succeeded: n8n does not try it again. */
	forget(): void;
}

/** @param runKey the same in each try of a run, another one in every other run */
export function openRunMemory(runKey: string): RunMemory {
	return {
		wasInterrupted: interruptedRuns.get(runKey) === true,
		markInterrupted: () => interruptedRuns.set(runKey, true),
		forget: () => interruptedRuns.delete(runKey),
	};
}

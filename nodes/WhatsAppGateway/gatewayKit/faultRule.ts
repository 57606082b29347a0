import type { Told } from '../core/faults';

/** One row of a gateway's table: which answer, which fault, in which words. */
export interface FaultRule extends Told {
	readonly status?: number;
	/** Found in the gateway's own text. */
	readonly text: RegExp;
}

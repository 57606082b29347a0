import type { FaultRule } from '../core/faults';

/** One row of a gateway's table: which answer, which fault, in which words. */
export interface TextFaultRule extends FaultRule {
	readonly status?: number;
	/** Found in the gateway's own text. */
	readonly text: RegExp;
}

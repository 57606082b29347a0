import { writeSync } from 'node:fs';

/** Prints a figure that was measured: nothing is asserted about how fast a machine is. */
export function figure(line: string): void {
	// Not by the console, which jest prefixes with a stack.
	writeSync(2, `    ${line}\n`);
}

import { existsSync, readFileSync } from 'node:fs';

/** A fault that the user can act on: one sentence, and the log file with the details. */
export class HostFault extends Error {
	override readonly name = 'HostFault';

	/** @param log path of a log file whose last lines explain the fault */
	constructor(
		message: string,
		readonly log?: string,
	) {
		super(message);
	}
}

/** The last `count` non-empty lines of a log file; an empty list if the file does not exist. */
function lastLines(file: string, count = 15): string[] {
	if (!existsSync(file)) return [];
	return readFileSync(file, 'utf8')
		.split('\n')
		.filter((line) => line.trim() !== '')
		.slice(-count);
}

/** The text that the user reads for a fault: its sentence and its log, never a stack trace. */
export function explain(reason: unknown): string {
	if (!(reason instanceof HostFault)) {
		return reason instanceof Error ? reason.message : String(reason);
	}
	if (!reason.log) return reason.message;
	const tail = lastLines(reason.log).map((line) => `    ${line}`);
	return [`${reason.message}`, ...tail, `The whole log: ${reason.log}`].join('\n');
}

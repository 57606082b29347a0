import { existsSync, readFileSync } from 'node:fs';

/** Something a user can act on: one sentence, and the log file that says more. */
export class HostFault extends Error {
	override readonly name = 'HostFault';

	/** @param log path of a log file whose last lines belong to what happened */
	constructor(
		message: string,
		readonly log?: string,
	) {
		super(message);
	}
}

/** The last `count` non-empty lines of a log file; none where the file is not there. */
export function lastLines(file: string, count = 15): string[] {
	if (!existsSync(file)) return [];
	return readFileSync(file, 'utf8')
		.split('\n')
		.filter((line) => line.trim() !== '')
		.slice(-count);
}

/** What a user reads when something went wrong: never a stack trace. */
export function explain(reason: unknown): string {
	if (!(reason instanceof HostFault)) {
		return reason instanceof Error ? reason.message : String(reason);
	}
	if (!reason.log) return reason.message;
	const tail = lastLines(reason.log).map((line) => `    ${line}`);
	return [`${reason.message}`, ...tail, `The whole log: ${reason.log}`].join('\n');
}

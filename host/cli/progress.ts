/** Reports progress: one line that is rewritten on a terminal, plain lines elsewhere. */
export interface Progress {
	/** Prints a lasting line. */
	log(line: string): void;
	/** Shows the current step; on a terminal the next line replaces it. */
	update(line: string): void;
}

const plainUpdateIntervalMs = 20_000;

/** Progress for a terminal. With `CI` set, or without a terminal, it prints plain lines. */
export function terminalProgress(output: NodeJS.WriteStream = process.stdout): Progress {
	const rewrites = output.isTTY === true && !process.env['CI'];
	let isLineOpen = false;
	let lastUpdate = 0;
	return {
		log(line) {
			output.write(`${isLineOpen ? '\r\x1b[2K' : ''}${line}\n`);
			isLineOpen = false;
		},
		update(line) {
			if (rewrites) {
				output.write(`\r\x1b[2K${line.slice(0, (output.columns ?? 100) - 1)}`);
				isLineOpen = true;
			} else if (Date.now() - lastUpdate >= plainUpdateIntervalMs) {
				output.write(`${line}\n`);
				lastUpdate = Date.now();
			}
		},
	};
}

/** Prints nothing. */
export const silentProgress: Progress = { log: () => undefined, update: () => undefined };

/** The time since a moment, as minutes and seconds: `1:15`. */
export function elapsed(sinceMs: number): string {
	const seconds = Math.round((Date.now() - sinceMs) / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

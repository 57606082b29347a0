/** Where progress is told: one line that is rewritten on a terminal, plain lines elsewhere. */
export interface Progress {
	/** A lasting line. */
	say(line: string): void;
	/** What is under way now; replaced by the next one on a terminal. */
	tick(line: string): void;
}

const plainEverySeconds = 20;

/** Progress for people. With `CI` set, or where the output is no terminal: no cursor tricks. */
export function terminalProgress(output: NodeJS.WriteStream = process.stdout): Progress {
	const rewrites = output.isTTY === true && !process.env['CI'];
	let pending = false;
	let last = 0;
	return {
		say(line) {
			output.write(`${pending ? '\r\x1b[2K' : ''}${line}\n`);
			pending = false;
		},
		tick(line) {
			if (rewrites) {
				output.write(`\r\x1b[2K${line.slice(0, (output.columns ?? 100) - 1)}`);
				pending = true;
			} else if (Date.now() - last >= plainEverySeconds * 1000) {
				output.write(`${line}\n`);
				last = Date.now();
			}
		},
	};
}

/** For tests: says nothing. */
export const silentProgress: Progress = { say: () => undefined, tick: () => undefined };

/** `75` as `1:15`. */
export function clock(since: number): string {
	const seconds = Math.round((Date.now() - since) / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

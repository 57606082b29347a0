import type { DataFile } from './dataFile';

/** Milliseconds that a change waits for others before the file is written. */
const restMs = 100;

/** Writes a state to its file soon after each change, one writing at a time. */
export class StateKeeper {
	private timer: NodeJS.Timeout | undefined;
	private isChanged = false;
	private isEnded = false;
	private writing: Promise<void> = Promise.resolve();

	/**
	 * @param snapshot The state now.
	 * @param onRefused Called once if the file cannot be written; nothing is kept after that.
	 */
	constructor(
		private readonly file: Pick<DataFile, 'write'>,
		private readonly snapshot: () => object,
		private readonly onRefused: (reason: unknown) => void,
	) {}

	/** Something has changed. */
	change(): void {
		this.isChanged = true;
		this.timer ??= setTimeout(() => void this.flush(), restMs);
	}

	/** Writes what has changed. */
	async flush(): Promise<void> {
		clearTimeout(this.timer);
		this.timer = undefined;
		this.writing = this.writing.then(async () => {
			if (!this.isChanged || this.isEnded) return;
			this.isChanged = false;
			try {
				await this.file.write(this.snapshot());
			} catch (reason) {
				this.isEnded = true;
				this.onRefused(reason);
			}
		});
		await this.writing;
	}
}

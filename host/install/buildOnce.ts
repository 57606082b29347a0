import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { lock } from 'proper-lockfile';

/** A lock that was not renewed for this long belongs to a killed process. */
const staleMs = 20_000;
const renewMs = 1_000;

/** Options of {@link buildOnce}. */
export interface BuildOptions {
	/** Called each second while another process builds the same directory. */
	readonly onWait?: () => void;
	readonly signal?: AbortSignal;
}

/**
 * Makes sure that `directory` exists and is complete. `build` fills a staging directory beside it,
 * which is renamed when `build` has finished: an interrupted build leaves nothing that looks complete.
 * A lock lets one process build while the others wait.
 */
export async function buildOnce(
	directory: string,
	build: (staging: string) => Promise<void>,
	{ onWait, signal }: BuildOptions = {},
): Promise<void> {
	mkdirSync(path.dirname(directory), { recursive: true });
	while (!existsSync(directory)) {
		const release = await acquire(directory);
		if (release === undefined) {
			onWait?.();
			await sleep(renewMs, undefined, { signal });
			continue;
		}
		const staging = `${directory}.unfinished-${process.pid}`;
		try {
			removeUnfinished(directory);
			if (existsSync(directory)) return;
			mkdirSync(staging);
			await build(staging);
			renameSync(staging, directory);
		} finally {
			rmSync(staging, { recursive: true, force: true, maxRetries: 5 });
			await release();
		}
	}
}

/** Locks the directory; `undefined` while another process holds the lock. */
async function acquire(directory: string): Promise<(() => Promise<void>) | undefined> {
	let isCompromised = false;
	// A process that was asleep may lose its lock; the rename at the end still decides who was first.
	const onCompromised = () => (isCompromised = true);
	try {
		const release = await lock(directory, {
			...{ realpath: false, stale: staleMs, update: renewMs, onCompromised },
		});
		return async () => (isCompromised ? undefined : await release());
	} catch (reason) {
		if ((reason as NodeJS.ErrnoException).code === 'ELOCKED') return undefined;
		throw reason;
	}
}

function removeUnfinished(directory: string): void {
	const parent = path.dirname(directory);
	const prefix = `${path.basename(directory)}.unfinished-`;
	for (const name of readdirSync(parent).filter((entry) => entry.startsWith(prefix))) {
		rmSync(path.join(parent, name), { recursive: true, force: true });
	}
}

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A holder that has not shown itself for so long has been killed. */
const staleAfterMs = 20_000;
const heartbeatMs = 1_000;

/** What {@link buildOnce} is told. */
export interface BuildOptions {
	/** Called while another process builds the same directory. */
	readonly waiting?: () => void;
	/** How old a lock may be before it counts as left behind, in milliseconds. */
	readonly staleMs?: number;
	readonly signal?: AbortSignal;
}

/**
 * Makes sure that `directory` is there and whole. `build` fills a directory beside it, which gets
 * its name only when `build` is through: so one that is interrupted leaves nothing that looks
 * finished, and two processes at once wait for one another.
 */
export async function buildOnce(
	directory: string,
	build: (staging: string) => Promise<void>,
	{ waiting, staleMs = staleAfterMs, signal }: BuildOptions = {},
): Promise<void> {
	const lock = `${directory}.lock`;
	mkdirSync(path.dirname(directory), { recursive: true });
	while (!existsSync(directory)) {
		if (!acquire(lock, staleMs)) {
			waiting?.();
			await sleep(heartbeatMs, undefined, { signal });
			continue;
		}
		const heartbeat = setInterval(() => touch(lock), heartbeatMs);
		const staging = `${directory}.unfinished-${process.pid}`;
		try {
			for (const leftover of unfinished(directory)) {
				rmSync(leftover, { recursive: true, force: true });
			}
			if (existsSync(directory)) return;
			mkdirSync(staging);
			await build(staging);
			renameSync(staging, directory);
		} finally {
			rmSync(staging, { recursive: true, force: true, maxRetries: 5 });
			clearInterval(heartbeat);
			rmSync(lock, { force: true });
		}
	}
}

function acquire(lock: string, staleMs: number): boolean {
	try {
		writeFileSync(lock, `${process.pid}\n`, { flag: 'wx' });
		return true;
	} catch {
		const age = ageOf(lock);
		if (age !== undefined && age > staleMs) rmSync(lock, { force: true });
		return false;
	}
}

function ageOf(file: string): number | undefined {
	try {
		return Date.now() - statSync(file).mtimeMs;
	} catch {
		return undefined;
	}
}

function touch(file: string): void {
	try {
		utimesSync(file, new Date(), new Date());
	} catch {
		// Taken away by somebody who holds it for left behind; the rename at the end still decides.
	}
}

function unfinished(directory: string): string[] {
	const parent = path.dirname(directory);
	const prefix = `${path.basename(directory)}.unfinished-`;
	return readdirSync(parent)
		.filter((name) => name.startsWith(prefix))
		.map((name) => path.join(parent, name));
}

import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

import { isAlive } from '../../host/command';
import { project } from '../../host/packed';

/** A start of the demo as a process of its own. */
export interface Started {
	readonly child: ChildProcess;
	readonly pid: number;
	/** What it printed so far, both streams. */
	printed(): string;
	/** Waits until it has printed this. Throws with all it printed where it ended before. */
	until(words: string): Promise<void>;
	/** Its exit code. */
	readonly exit: Promise<number | null>;
}

/** Runs a command in the clone. */
export function launch(command: string, args: readonly string[]): Started {
	const child = spawn(command, args, {
		cwd: project,
		env: { ...process.env, CI: 'true' },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let text = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
	}
	let over = false;
	const exit = new Promise<number | null>((resolve) => {
		child.once('close', (code) => {
			over = true;
			resolve(code);
		});
	});
	return {
		child,
		pid: child.pid ?? 0,
		printed: () => text,
		exit,
		async until(words) {
			while (!text.includes(words)) {
				if (over) throw new Error(`It ended without saying “${words}”:\n${text}`);
				await sleep(50);
			}
		},
	};
}

/** Runs `host/start.ts` with these flags. */
export const start = (...flags: string[]): Started =>
	launch(process.execPath, ['--import', 'tsx', 'host/start.ts', ...flags]);

/** Every process below this one, whatever depth. */
export function descendants(pid: number): number[] {
	const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
		.split('\n')
		.map((row) => row.trim().split(/\s+/).map(Number));
	const below = (parent: number): number[] =>
		rows.filter(([, of]) => of === parent).flatMap(([child = 0]) => [child, ...below(child)]);
	return below(pid);
}

/** Waits some seconds for processes to end; gives those that did not. */
export async function survivors(pids: readonly number[]): Promise<number[]> {
	for (let tries = 0; tries < 100 && pids.some(isAlive); tries += 1) await sleep(100);
	return pids.filter(isAlive);
}

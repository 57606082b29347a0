import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

import { isAlive } from '../../host/install/command';
import { projectFolder } from '../../host/project';

/** A program that runs as a child process. */
export interface Launched {
	readonly child: ChildProcess;
	readonly pid: number;
	/** The output so far, of both streams. */
	output(): string;
	/** Waits until the output contains this text. Throws the output if the program ends before. */
	until(expected: string | RegExp): Promise<void>;
	/** Its exit code. */
	readonly exit: Promise<number | null>;
}

/** Runs a command in a folder, the clone if not given. */
export function launch(
	command: string,
	args: readonly string[],
	cwd: string = projectFolder,
): Launched {
	const child = spawn(command, args, {
		cwd,
		env: { ...process.env, CI: 'true' },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let text = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
	}
	let hasEnded = false;
	const exit = new Promise<number | null>((resolve) => {
		child.once('close', (code) => {
			hasEnded = true;
			resolve(code);
		});
	});
	return {
		child,
		pid: child.pid ?? 0,
		output: () => text,
		exit,
		async until(expected) {
			const isFound = () =>
				typeof expected === 'string' ? text.includes(expected) : expected.test(text);
			while (!isFound()) {
				if (hasEnded) throw new Error(`It ended without printing “${String(expected)}”:\n${text}`);
				await sleep(50);
			}
		},
	};
}

/** Runs `host/start.ts` with these flags. */
export const start = (...flags: string[]): Launched =>
	launch(process.execPath, ['--import', 'tsx', 'host/start.ts', ...flags]);

/** The pids of all descendants of a process. */
export function descendants(pid: number): number[] {
	const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
		.split('\n')
		.map((row) => row.trim().split(/\s+/).map(Number));
	const below = (parent: number): number[] =>
		rows.filter(([, of]) => of === parent).flatMap(([child = 0]) => [child, ...below(child)]);
	return below(pid);
}

/** Kills all descendants of this process. */
export function killDescendants(): void {
	for (const pid of descendants(process.pid)) {
		try {
			process.kill(pid, 'SIGKILL');
		} catch {
			// It has ended meanwhile, as has `ps`, which listed the others.
		}
	}
}

/**
 * Clears up when this process ends, whether it is stopped or crashes. For the set-up of a project of
 * servers: jest passes the end of the process to that file only, not to the tests.
 */
export function clearUpAtExit(clearUp: () => void): void {
	process.once('exit', clearUp);
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.once(signal, () => process.exit(130));
	}
}

/** Waits up to 30 seconds for processes to end; returns the pids of those that did not. */
export async function survivors(pids: readonly number[]): Promise<number[]> {
	for (let tries = 0; tries < 300 && pids.some(isAlive); tries += 1) await sleep(100);
	return pids.filter(isAlive);
}

import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

/** Where and how a command runs. */
export interface CommandOptions {
	readonly cwd: string;
	readonly env: NodeJS.ProcessEnv;
	/** Its output is added to this file. */
	readonly log: string;
	/** Ends the command and everything it started. */
	readonly signal?: AbortSignal;
}

/**
 * Runs a command to its end and gives its exit code. It leads a process group of its own, so that
 * a compiler started three levels down ends with it.
 */
export function run(
	command: string,
	args: readonly string[],
	{ cwd, env, log, signal }: CommandOptions,
): Promise<number> {
	const output = openSync(log, 'a');
	return new Promise<number>((resolve, reject) => {
		const child = spawn(command, args, {
			cwd,
			env,
			detached: true,
			stdio: ['ignore', output, output],
		});
		const end = () => endGroup(child.pid, 'SIGKILL');
		if (signal?.aborted) end();
		signal?.addEventListener('abort', end, { once: true });
		child.once('error', reject);
		child.once('exit', (code) => {
			signal?.removeEventListener('abort', end);
			if (signal?.aborted) reject(signal.reason);
			else resolve(code ?? 1);
		});
	}).finally(() => closeSync(output));
}

/** Signals a process group by its leader's pid; a group that is gone already is fine. */
export function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
	if (pid === undefined) return;
	try {
		process.kill(-pid, signal);
	} catch {
		// It ended by itself between the decision and the signal.
	}
}

/** Whether a process with this pid is there. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/**
 * npm with the caller's own configuration, under the given node: the npm that runs this script
 * where there is one, else the one in the path.
 */
export function npmCommand(node: string): { command: string; args: string[] } {
	const script = process.env['npm_execpath'];
	return script?.endsWith('npm-cli.js')
		? { command: node, args: [script] }
		: { command: 'npm', args: [] };
}

/** The environment for a child npm: without what `npm run` adds about the calling project. */
export function npmEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
	const inherited = Object.entries(process.env).filter(
		([name]) =>
			!/^npm_(package|lifecycle|command|config_local_prefix|config_ignore_scripts)/.test(name) &&
			!['INIT_CWD', 'NODE_OPTIONS'].includes(name),
	);
	return { ...Object.fromEntries(inherited), ...extra };
}

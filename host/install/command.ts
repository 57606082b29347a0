import execa from 'execa';
import { closeSync, openSync } from 'node:fs';

/** Where and how a command runs. */
export interface CommandOptions {
	readonly cwd: string;
	readonly env: NodeJS.ProcessEnv;
	/** File that the output is appended to. */
	readonly log: string;
	/** Ends the command and every process that it started. */
	readonly signal?: AbortSignal;
}

/**
 * Runs a command to its end and returns its exit code; 127 if the command does not exist. The command
 * leads a process group of its own, so that a compiler started three levels down ends with it. Throws
 * the signal's reason if it is aborted.
 */
export async function runCommand(
	command: string,
	args: readonly string[],
	{ cwd, env, log, signal }: CommandOptions,
): Promise<number> {
	signal?.throwIfAborted();
	const output = openSync(log, 'a');
	const child = execa(command, args, {
		cwd,
		env,
		extendEnv: false,
		detached: true,
		reject: false,
		stdio: ['ignore', output, output],
	});
	const kill = () => signalGroup(child.pid, 'SIGKILL');
	signal?.addEventListener('abort', kill, { once: true });
	try {
		const { exitCode = 1 } = await child;
		signal?.throwIfAborted();
		return child.pid === undefined ? 127 : exitCode;
	} finally {
		signal?.removeEventListener('abort', kill);
		closeSync(output);
	}
}

/** Sends a signal to a process group, named by its leader's pid; ignores a group that has ended. */
export function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
	if (pid === undefined) return;
	try {
		process.kill(-pid, signal);
	} catch {
		// The group ended between the decision and the signal.
	}
}

/** Whether a process with this pid exists, also one of another user. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (reason) {
		return reason instanceof Error && 'code' in reason && reason.code === 'EPERM';
	}
}

/** npm under the given Node: the npm that runs this process if known, else the one in the path. */
export function npmCommand(node: string): { command: string; args: string[] } {
	const script = process.env['npm_execpath'];
	return script?.endsWith('npm-cli.js')
		? { command: node, args: [script] }
		: { command: 'npm', args: [] };
}

/** The environment for a child npm: without the variables that `npm run` sets about this project. */
export function npmEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
	const inherited = Object.entries(process.env).filter(
		([name]) =>
			!/^npm_(package|lifecycle|command|config_local_prefix|config_ignore_scripts)/.test(name) &&
			!['INIT_CWD', 'NODE_OPTIONS'].includes(name),
	);
	return { ...Object.fromEntries(inherited), ...extra };
}

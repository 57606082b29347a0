import execa, { type ExecaChildProcess } from 'execa';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { HostFault } from '../fault';
import { signalGroup } from '../install/command';
import { recordRunning } from './dataFolder';

const startTimeoutMs = 120_000;
const stopTimeoutMs = 15_000;
const pollIntervalMs = 100;

/** How a program is started that runs until it is stopped. */
export interface ChildOptions {
	/** What it is called in the sentence of a fault. */
	readonly name: string;
	/** Its address, if it has one for people. */
	readonly url?: string;
	readonly command: string;
	readonly args: readonly string[];
	readonly cwd: string;
	readonly env: NodeJS.ProcessEnv;
	/** The user that runs it; the one of this process if not given. */
	readonly user?: { readonly uid: number; readonly gid: number };
	/** File for its log; overwritten. */
	readonly log: string;
	/** Asks it to end; SIGTERM if not given. */
	readonly stopSignal?: NodeJS.Signals;
	isReady(): Promise<boolean>;
	/** Ends the start. */
	readonly signal?: AbortSignal;
}

/** A running program. */
export interface Child {
	readonly pid: number;
	readonly log: string;
	/** Resolves when it has ended, for whatever reason. */
	readonly ended: Promise<void>;
	/** Asks it to end, and kills what is left of it after 15 seconds. */
	stop(): Promise<void>;
	/** Kills it and its child processes at once. */
	kill(): Promise<void>;
}

/** Starts a program and waits until it is ready. It ends with this process. Throws {@link HostFault}. */
export async function startChild(options: ChildOptions): Promise<Child> {
	const { name, url, command, args, cwd, env, user, log, stopSignal = 'SIGTERM' } = options;
	const output = openSync(log, 'w');
	const child = execa(command, args, {
		...{ cwd, env, ...user },
		extendEnv: false,
		// A process group of its own: n8n's task runner is killed with it.
		detached: true,
		reject: false,
		stdio: ['ignore', output, output],
	});
	closeSync(output);

	const killGroup = () => signalGroup(child.pid, 'SIGKILL');
	process.once('exit', killGroup);
	const ended = child.then(() => undefined);
	const label = url === undefined ? name : `${name} at ${url}`;
	const forget = await recordRunning(log, label, child.pid ?? 0);
	const kill = async () => {
		killGroup();
		await ended;
		process.removeListener('exit', killGroup);
		forget();
	};
	const stop = async () => {
		if (!hasEnded(child)) child.kill(stopSignal);
		const timer = setTimeout(killGroup, stopTimeoutMs);
		await ended;
		clearTimeout(timer);
		await kill();
	};
	try {
		await untilReady(child, options);
	} catch (reason) {
		await stop();
		throw reason;
	}
	return { pid: child.pid ?? 0, log, ended, stop, kill };
}

async function untilReady(
	child: ExecaChildProcess,
	{ name, log, isReady, signal }: ChildOptions,
): Promise<void> {
	const deadline = Date.now() + startTimeoutMs;
	while (!(await isReady())) {
		signal?.throwIfAborted();
		if (hasEnded(child)) throw new HostFault(`${name} ended while it was starting.`, log);
		if (Date.now() > deadline) throw new HostFault(`${name} did not become ready in time.`, log);
		await sleep(pollIntervalMs, undefined, { signal });
	}
}

function hasEnded(child: ExecaChildProcess): boolean {
	return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

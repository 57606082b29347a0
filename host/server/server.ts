import axios from 'axios';
import execa, { type ExecaChildProcess } from 'execa';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { HostFault } from '../fault';
import { signalGroup } from '../install/command';
import type { InstalledN8n } from '../install/installN8n';
import { serverEnvironment } from './environment';
import { freePort } from './ports';

const startTimeoutMs = 120_000;
const stopTimeoutMs = 15_000;

/** How an n8n server is started. */
export interface ServerOptions {
	readonly installed: InstalledN8n;
	/** n8n keeps its data in `.n8n` below this folder. */
	readonly userFolder: string;
	readonly port: number;
	/** File for its log; overwritten. */
	readonly log: string;
	/** Further environment, such as `N8N_LOG_LEVEL`. */
	readonly env?: NodeJS.ProcessEnv;
	/** Arguments for the Node that runs n8n, such as `--inspect`. */
	readonly nodeArguments?: readonly string[];
	readonly signal?: AbortSignal;
}

/** A running n8n. */
export interface Server {
	readonly url: string;
	readonly pid: number;
	readonly log: string;
	/** Resolves when n8n has ended, for whatever reason. */
	readonly ended: Promise<void>;
	/** Asks n8n to end, and kills what is left of it after 15 seconds. */
	stop(): Promise<void>;
	/** Kills n8n and its child processes at once. */
	kill(): Promise<void>;
}

/** Starts n8n on the loopback address and waits until it is ready. Throws {@link HostFault}. */
export async function startServer(options: ServerOptions): Promise<Server> {
	const { installed, userFolder, port, log, env, nodeArguments = [], signal } = options;
	const { node } = installed.runtime;
	const url = `http://127.0.0.1:${port}`;
	const brokerPort = await freePort();
	mkdirSync(userFolder, { recursive: true });
	const output = openSync(log, 'w');
	const child = execa(node, [...nodeArguments, installed.script, 'start'], {
		cwd: userFolder,
		env: { ...serverEnvironment({ node, userFolder, port, brokerPort, url }), ...env },
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
	const kill = async () => {
		killGroup();
		await ended;
		process.removeListener('exit', killGroup);
	};
	const stop = async () => {
		if (!hasEnded(child)) child.kill('SIGTERM', { forceKillAfterTimeout: stopTimeoutMs });
		await ended;
		await kill();
	};
	try {
		await untilReady(url, child, log, signal);
	} catch (reason) {
		await stop();
		throw reason;
	}
	return { url, pid: child.pid ?? 0, log, ended, stop, kill };
}

/** Waits for both n8n's readiness check and its REST interface, which starts later. */
async function untilReady(
	url: string,
	child: ExecaChildProcess,
	log: string,
	signal?: AbortSignal,
): Promise<void> {
	const deadline = Date.now() + startTimeoutMs;
	while (
		!(await isServed(`${url}/healthz/readiness`)) ||
		!(await isServed(`${url}/rest/settings`))
	) {
		signal?.throwIfAborted();
		if (hasEnded(child)) throw new HostFault('n8n ended while it was starting.', log);
		if (Date.now() > deadline) throw new HostFault('n8n did not become ready in time.', log);
		await sleep(200, undefined, { signal });
	}
}

async function isServed(url: string): Promise<boolean> {
	try {
		const { status, data } = await axios.get<unknown>(url, { proxy: false, timeout: 5000 });
		return status === 200 && typeof data === 'object';
	} catch {
		return false;
	}
}

function hasEnded(child: ExecaChildProcess): boolean {
	return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

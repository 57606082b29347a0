import axios from 'axios';
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { endGroup } from './command';
import { HostFault } from './fault';
import type { Installed } from './install';
import { freePort } from './ports';

const readyWithinMs = 120_000;
const stopWithinMs = 15_000;

/** Nothing leaves the machine: no telemetry, no news, no catalogue, no licence server. */
const quiet = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,agents,chat-hub',
	N8N_PYTHON_ENABLED: 'false',
	// On a busy machine the database answers late, which is no reason to refuse every request.
	DB_PING_TIMEOUT_MS: '60000',
	N8N_SECURE_COOKIE: 'false',
	NO_COLOR: '1',
	NO_PROXY: '127.0.0.1,localhost',
	no_proxy: '127.0.0.1,localhost',
} as const satisfies NodeJS.ProcessEnv;

/** What an n8n server is started with. */
export interface ServerOptions {
	readonly installed: Installed;
	/** n8n keeps its data in `.n8n` below this folder. */
	readonly userFolder: string;
	readonly port: number;
	/** Its log is written here, from the beginning. */
	readonly log: string;
	/** Further environment, such as `N8N_LOG_LEVEL`. */
	readonly env?: NodeJS.ProcessEnv;
	readonly signal?: AbortSignal;
}

/** A running n8n. */
export interface Server {
	readonly url: string;
	readonly pid: number;
	readonly log: string;
	/** Resolves when n8n has ended, whoever ended it. */
	readonly ended: Promise<void>;
	/** Ends it and what it started, gently first. */
	stop(): Promise<void>;
	/** Ends it and what it started at once, in the middle of whatever it does. */
	kill(): Promise<void>;
}

/** Starts n8n on the loopback address and waits until it answers. Throws {@link HostFault}. */
export async function startServer(options: ServerOptions): Promise<Server> {
	const { installed, userFolder, port, log, signal } = options;
	const url = `http://127.0.0.1:${port}`;
	mkdirSync(userFolder, { recursive: true });
	const output = openSync(log, 'w');
	const child = spawn(installed.runtime.node, [installed.script, 'start'], {
		cwd: userFolder,
		env: environment(options, url, await freePort()),
		detached: true,
		stdio: ['ignore', output, output],
	});
	closeSync(output);

	const sweep = () => endGroup(child.pid, 'SIGKILL');
	process.once('exit', sweep);
	const ended = new Promise<void>((resolve) => {
		child.once('exit', () => resolve());
		child.once('error', () => resolve());
	});
	const stop = async () => {
		await end(child, ended);
		process.removeListener('exit', sweep);
	};
	const kill = async () => {
		sweep();
		await ended;
		process.removeListener('exit', sweep);
	};
	try {
		await ready(url, child, log, signal);
	} catch (reason) {
		await stop();
		throw reason;
	}
	return { url, pid: child.pid ?? 0, log, ended, stop, kill };
}

function environment(options: ServerOptions, url: string, brokerPort: number): NodeJS.ProcessEnv {
	const { installed, userFolder, port, env } = options;
	const inherited = Object.entries(process.env).filter(
		([name]) =>
			!/^(N8N|DB|QUEUE|EXECUTIONS|WEBHOOK|npm)_|^(NODE_(OPTIONS|ENV)|FORCE_COLOR)$/.test(name),
	);
	return {
		...Object.fromEntries(inherited),
		...quiet,
		PATH: `${path.dirname(installed.runtime.node)}${path.delimiter}${process.env['PATH'] ?? ''}`,
		N8N_USER_FOLDER: userFolder,
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_PROTOCOL: 'http',
		N8N_EDITOR_BASE_URL: url,
		N8N_WEBHOOK_URL: `${url}/`,
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		...env,
	};
}

/** The port answers before the REST interface does, so both are asked. */
async function ready(
	url: string,
	child: ChildProcess,
	log: string,
	signal?: AbortSignal,
): Promise<void> {
	const deadline = Date.now() + readyWithinMs;
	while (!(await answers(`${url}/healthz/readiness`)) || !(await answers(`${url}/rest/settings`))) {
		signal?.throwIfAborted();
		if (hasEnded(child)) throw new HostFault('n8n ended while it was starting.', log);
		if (Date.now() > deadline) throw new HostFault('n8n did not become ready in time.', log);
		await sleep(200, undefined, { signal });
	}
}

async function answers(url: string): Promise<boolean> {
	try {
		const { status, data } = await axios.get<unknown>(url, { proxy: false, timeout: 5000 });
		return status === 200 && typeof data === 'object';
	} catch {
		return false;
	}
}

async function end(child: ChildProcess, ended: Promise<void>): Promise<void> {
	if (!hasEnded(child)) {
		child.kill('SIGTERM');
		const late = new AbortController();
		await Promise.race([
			ended,
			sleep(stopWithinMs, undefined, { signal: late.signal }).catch(() => undefined),
		]);
		late.abort();
	}
	endGroup(child.pid, 'SIGKILL');
	await ended;
}

function hasEnded(child: ChildProcess): boolean {
	return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

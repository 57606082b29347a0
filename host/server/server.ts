import axios from 'axios';
import { mkdirSync } from 'node:fs';

import type { InstalledN8n } from '../install/installN8n';
import { startChild, type Child } from './child';
import { serverEnvironment } from './environment';
import { freePort } from './ports';

/** n8n's commands for its processes, and the addresses that a process serves when it is ready. */
const commands = {
	/** Everything in one process; in queue mode all but production webhooks and runs. */
	// The REST interface starts later than the readiness check.
	start: ['/healthz/readiness', '/rest/settings'],
	/** Runs workflows, in queue mode. */
	worker: ['/healthz/readiness'],
	/** Serves production webhooks, in queue mode. */
	webhook: ['/healthz/readiness'],
} as const;

/** How one of n8n's processes is started. */
export interface ServerOptions {
	readonly installed: InstalledN8n;
	/** `start` if not given. */
	readonly command?: keyof typeof commands;
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
export interface Server extends Child {
	readonly url: string;
}

/** Starts n8n on the loopback address and waits until it is ready. Throws {@link HostFault}. */
export async function startServer(options: ServerOptions): Promise<Server> {
	const { installed, command = 'start', userFolder, port, log, signal } = options;
	const { env, nodeArguments = [] } = options;
	const { node } = installed.runtime;
	const url = `http://127.0.0.1:${port}`;
	const brokerPort = await freePort();
	mkdirSync(userFolder, { recursive: true });
	const child = await startChild({
		name: command === 'start' ? 'n8n' : `n8n's ${command} process`,
		url,
		command: node,
		args: [...nodeArguments, installed.script, command],
		cwd: userFolder,
		env: {
			...serverEnvironment({ node, userFolder, port, brokerPort, url }),
			...env,
			// What this release cannot start without wins.
			...installed.env,
		},
		...{ log, signal },
		async isReady() {
			for (const path of commands[command]) if (!(await isServed(`${url}${path}`))) return false;
			return true;
		},
	});
	return { ...child, url };
}

async function isServed(url: string): Promise<boolean> {
	try {
		const { status, data } = await axios.get<unknown>(url, { proxy: false, timeout: 5000 });
		return status === 200 && typeof data === 'object';
	} catch {
		return false;
	}
}

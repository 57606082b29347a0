import { mkdirSync } from 'node:fs';
import path from 'node:path';

import { serveSandbox } from '../sandbox/serve';
import { compare, readArrivals, resetSandbox, type Compared } from './arrivals';
import { saveAccounts, type CredentialReference } from './credential';
import { fire, publishExamples, type PublishedExample } from './examples';
import type { Execution } from './executions';
import { HostFault } from './fault';
import { ensureN8n, type Installed } from './install';
import { installPackage } from './packed';
import { clock, type Progress } from './progress';
import { Rest } from './rest';
import { startServer, type Server } from './server';

/** Where a demo runs. */
export interface DemoOptions {
	/** n8n's user folder: its data, and its log. */
	readonly folder: string;
	readonly port: number;
	/** 0 stands for any free one. */
	readonly sandboxPort: number;
	readonly progress: Progress;
	readonly env?: NodeJS.ProcessEnv;
	readonly signal?: AbortSignal;
}

/** A sandbox, and an n8n that has the package, the credential and the examples. */
export interface Demo {
	readonly installed: Installed;
	readonly server: Server;
	readonly sandboxUrl: string;
	readonly rest: Rest;
	/** The one that most examples use; the sandbox's other gateways have theirs beside it. */
	readonly credential: CredentialReference;
	readonly examples: readonly PublishedExample[];
	/** Ends all of it. */
	stop(): Promise<void>;
}

/** Starts everything, or ends what it started and throws {@link HostFault}. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
	const { folder, port, sandboxPort, progress, env, signal } = options;
	const closers: Array<() => Promise<unknown>> = [];
	const stop = async () => {
		for (const close of closers.splice(0).reverse()) await close();
	};
	try {
		mkdirSync(folder, { recursive: true });
		await installPackage(folder, signal);
		const installed = await ensureN8n(progress, signal);
		const started = Date.now();
		const sandbox = await serveSandbox({ port: sandboxPort, hostname: '127.0.0.1' });
		closers.push(() => Promise.resolve(sandbox.close()));

		progress.tick('Starting n8n…');
		const log = path.join(folder, 'n8n.log');
		const server = await startServer({ installed, userFolder: folder, port, log, env, signal });
		closers.push(() => server.stop());
		const rest = await Rest.login(server.url);
		const accounts = await saveAccounts(rest, sandbox.url);
		const credential = accounts[0]?.reference;
		if (credential === undefined) throw new HostFault('The sandbox speaks like no gateway.');
		const where = { url: server.url, sandboxUrl: sandbox.url };
		const examples = await publishExamples(rest, where, accounts);
		progress.say(`n8n ${installed.version} is ready after ${clock(started)}.`);
		return { installed, server, sandboxUrl: sandbox.url, rest, credential, examples, stop };
	} catch (reason) {
		await stop();
		throw reason;
	}
}

/** An example that was fired. */
export interface Fired {
	readonly example: PublishedExample;
	readonly execution: Execution;
	readonly compared: readonly Compared[];
}

/** Fires one example with its sample input, on fresh phones, and compares what arrived. */
export async function fireExample(demo: Demo, example: PublishedExample): Promise<Fired> {
	await resetSandbox(demo.sandboxUrl);
	const execution = await fire(demo.rest, demo.sandboxUrl, example);
	const compared = compare(example.arrivals, await readArrivals(demo.sandboxUrl));
	return { example, execution, compared };
}

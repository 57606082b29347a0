import { mkdirSync } from 'node:fs';
import path from 'node:path';

import { serveSandbox } from '../sandbox/serve';
import { elapsed, type Progress } from './cli/progress';
import {
	compareMessages,
	receivedMessages,
	resetSandbox,
	type ComparedMessage,
} from './examples/expectedMessages';
import { loadExamples } from './examples/loadExamples';
import { publishExamples, type PublishedExample } from './examples/publishExamples';
import { guidePage } from './examples/guidePage';
import { triggerExample } from './examples/triggerExample';
import { HostFault } from './fault';
import { ensureN8n } from './install/installN8n';
import { installPackage } from './install/installPackage';
import type { Release } from './install/releases';
import { serveModel } from './model/serveModel';
import {
	placeCredential,
	saveAccounts,
	type CredentialReference,
	type SavedAccount,
} from './rest/credentials';
import type { Execution } from './rest/executions';
import { Rest } from './rest/rest';
import { Saver, type Edited } from './rest/saver';
import { compareRequests } from './services/request';
import { receivedRequests, serveServices } from './services/serveServices';
import { steadyPort } from './server/ports';
import { startServer, type Server, type ServerOptions } from './server/server';

/** An n8n that runs, in one process or several. */
export interface RunningN8n extends Pick<Server, 'pid' | 'log' | 'url' | 'ended' | 'stop'> {
	/** Where it serves webhooks, without a slash at the end. */
	readonly webhookUrl: string;
}

/** Starts n8n. Throws {@link HostFault}. */
export type Launch = (options: ServerOptions) => Promise<RunningN8n>;

/** Everything in one process. */
const launchServer: Launch = async (options) => {
	const server = await startServer(options);
	return { ...server, webhookUrl: server.url };
};

/** Options of {@link startDemo}; `env` and `nodeArguments` are n8n's. */
export interface DemoOptions extends Pick<ServerOptions, 'env' | 'nodeArguments' | 'signal'> {
	/** n8n's user folder, with its data and its log. */
	readonly folder: string;
	/** The n8n to start; `releaseOf()` if not given. */
	readonly release?: Release;
	readonly port: number;
	/** 0 for any free port. */
	readonly sandboxPort: number;
	readonly progress: Progress;
	/** How n8n is started; in one process if not given. */
	readonly launch?: Launch;
}

/** A running sandbox, an imitated model, and a running n8n with the package, its credentials and the examples. */
export interface Demo {
	readonly server: RunningN8n;
	/** Folder of the installed package, from which n8n loads the nodes. */
	readonly packageFolder: string;
	readonly sandboxUrl: string;
	/** The base URL of the imitated model that answers the examples’ agents. */
	readonly modelUrl: string;
	/** The imitated CRMs and the shop that the examples speak to. */
	readonly servicesUrl: string;
	readonly rest: Rest;
	/** A credential for each gateway of the sandbox, as n8n has it. */
	readonly accounts: readonly SavedAccount[];
	/** The credential of the sandbox's first gateway. */
	readonly credential: CredentialReference;
	readonly examples: readonly PublishedExample[];
	/** What the user has edited since an earlier start. */
	readonly edited: readonly Edited[];
	/** Ends n8n and what runs beside it. */
	stop(): Promise<void>;
}

/** Starts everything, or ends what it has started and throws {@link HostFault}. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
	const { folder, release, port, sandboxPort, progress, env, nodeArguments, signal } = options;
	const { launch = launchServer } = options;
	const closers: Array<() => Promise<unknown>> = [];
	const stop = async () => {
		for (const close of closers.splice(0).reverse()) await close();
	};
	try {
		mkdirSync(folder, { recursive: true });
		const packageFolder = await installPackage(folder, signal);
		const installed = await ensureN8n(progress, signal, release);
		const startedAt = Date.now();
		const sandbox = await serveSandbox({ port: sandboxPort, hostname: '127.0.0.1' });
		closers.push(() => Promise.resolve(sandbox.close()));
		const rules = loadExamples().flatMap(({ model }) => model);
		const model = await serveModel({ rules });
		closers.push(() => model.close());
		const services = await serveServices(await steadyPort(path.join(folder, 'services.port')));
		closers.push(() => services.close());

		progress.update('Starting n8n…');
		const log = path.join(folder, 'n8n.log');
		const server = await launch({
			...{ installed, userFolder: folder, port, log, env, nodeArguments, signal },
		});
		closers.push(() => server.stop());
		const rest = await Rest.login(server.url);
		const saver = new Saver(rest, path.join(folder, 'saved.json'));
		const accounts = await saveAccounts(rest, sandbox.url, saver);
		const [account] = accounts;
		if (account === undefined) throw new HostFault('The sandbox has no gateway.');
		const addresses = {
			...{ url: server.webhookUrl, sandboxUrl: sandbox.url },
			...{ modelUrl: model.baseUrl, servicesUrl: services.url },
		};
		const examples = await publishExamples(rest, addresses, accounts, saver);
		const names = [...accounts, ...examples.map((one) => one.account)].map(({ name }) => name);
		// In the editor, a new node takes the credential that was saved last.
		const isLast = !names.some((name) => saver.saved.has(name));
		const first = accounts.find(({ data }) => data['gateway'] === 'qyvo') ?? account;
		const credential = isLast
			? first.reference
			: await placeCredential(saver, first.name, first.data, { isForced: true });
		await guidePage(sandbox.url, server.url, examples);
		progress.log(`n8n ${installed.version} is ready after ${elapsed(startedAt)}.`);
		return {
			...addresses,
			server,
			packageFolder,
			rest,
			accounts,
			credential,
			examples,
			stop,
			edited: saver.edited,
		};
	} catch (reason) {
		await stop();
		throw reason;
	}
}

/** The result of one example's run. */
export interface ExampleRun {
	readonly example: PublishedExample;
	/** Its last run; `undefined` if n8n keeps none. */
	readonly execution: Execution | undefined;
	readonly messages: readonly ComparedMessage[];
	/** A line for each request to the imitated CRMs and the shop that is not as expected. */
	readonly wrongRequests: readonly string[];
}

/** Resets the phones, triggers one example with its sample input, and compares the messages. */
export async function runExample(demo: Demo, example: PublishedExample): Promise<ExampleRun> {
	await resetSandbox(demo.sandboxUrl);
	const before = (await receivedRequests(demo.servicesUrl)).length;
	const execution = await triggerExample(demo.rest, demo.sandboxUrl, example);
	const received = await receivedMessages(demo.sandboxUrl);
	const requests = (await receivedRequests(demo.servicesUrl)).slice(before);
	return {
		...{ example, execution },
		messages: compareMessages(example.expectedMessages, received),
		wrongRequests: compareRequests(example.requests, requests),
	};
}

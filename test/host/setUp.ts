import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { terminalProgress } from '../../host/cli/progress';
import { startDemo, type Demo } from '../../host/demo';
import { freePort } from '../../host/server/ports';

/** The server that the test files share, as JSON in the environment. */
export interface Shared {
	readonly folder: string;
	readonly url: string;
	readonly sandboxUrl: string;
	readonly modelUrl: string;
	readonly servicesUrl: string;
	readonly log: string;
}

/** The variable that carries {@link Shared}. */
export const sharedVariable = 'WHATSAPP_GATEWAYS_TEST_HOST';

/** Keeps the running server for the tear-down. */
export const holder: { demo?: Demo } = ((globalThis as Record<string, unknown>)[sharedVariable] ??=
	{}) as { demo?: Demo };

/** Starts the sandbox and an empty n8n on free ports, in a temporary folder. */
export default async function setUp(): Promise<void> {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-host-'));
	const stop = new AbortController();
	const interrupted = () => {
		stop.abort(new Error('Stopped.'));
		void (holder.demo?.stop() ?? Promise.resolve()).finally(() => process.exit(130));
	};
	process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
	holder.demo = await startDemo({
		folder,
		port: await freePort(),
		sandboxPort: 0,
		progress: terminalProgress(process.stderr),
		env: { N8N_LOG_LEVEL: 'debug' },
		signal: stop.signal,
	});
	const { server, sandboxUrl, modelUrl, servicesUrl } = holder.demo;
	const { url, log } = server;
	const shared: Shared = { folder, url, sandboxUrl, modelUrl, servicesUrl, log };
	process.env[sharedVariable] = JSON.stringify(shared);
}

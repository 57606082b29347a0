import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { terminalProgress } from '../../host/cli/progress';
import { ensureN8n } from '../../host/install/installN8n';
import { installPackage } from '../../host/install/installPackage';
import { findQueuePrograms } from '../../host/queue/programs';
import { startQueue, type Queue, type QueuePlans } from '../../host/queue/queue';
import { serveSandbox, type Served } from '../../sandbox/serve';
import { fastStartEnvironment, withoutTaskRunner } from '../faults/server/environment';
import { clearUpAtExit, killDescendants } from '../host/processes';
import { installProbe } from '../probe/installProbe';

/** What the test files share, as JSON in the environment. */
export interface Shared {
	readonly plans: QueuePlans;
	readonly sandboxUrl: string;
}

/** The variable that carries {@link Shared}. */
export const sharedVariable = 'WHATSAPP_GATEWAYS_TEST_QUEUE';

/** Keeps what the tear-down ends, which jest loads apart from this file. */
export const holder = ((globalThis as Record<string, unknown>)[sharedVariable] ??= {}) as {
	folder?: string;
	queue?: Queue;
	sandbox?: Served;
};

/** n8n looks for killed workers at once; by default a run is given up after half a minute or more. */
const quickRecovery = {
	QUEUE_WORKER_LOCK_DURATION: '15000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
} as const;

/** Starts the sandbox and an n8n in queue mode, and makes sure that nothing outlives this process. */
export default async function setUp(): Promise<void> {
	findQueuePrograms();
	const folder = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-queue-'));
	holder.folder = folder;
	clearUpAtExit(clearUp);
	const installed = await ensureN8n(terminalProgress(process.stderr));
	await installPackage(folder);
	await installProbe(folder);
	const sandbox = (holder.sandbox = await serveSandbox({ port: 0 }));
	holder.queue = await startQueue({
		installed,
		userFolder: folder,
		workers: 2,
		webhooks: 2,
		env: { ...fastStartEnvironment(folder), ...withoutTaskRunner, ...quickRecovery },
	});
	const shared: Shared = { plans: holder.queue.plans, sandboxUrl: sandbox.url };
	process.env[sharedVariable] = JSON.stringify(shared);
}

/** Kills what is still running, and removes its data. */
export function clearUp(): void {
	killDescendants();
	const { folder } = holder;
	delete holder.folder;
	if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

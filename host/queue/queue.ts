import { mkdirSync } from 'node:fs';
import path from 'node:path';

import type { InstalledN8n } from '../install/installN8n';
import { freePort } from '../server/ports';
import type { Server } from '../server/server';
import { queueEnvironment } from './environment';
import { startPostgres } from './postgres';
import { findQueuePrograms } from './programs';
import { queueProcess, type ProcessPlan, type QueueProcess } from './queueProcess';
import { startRedis } from './redis';

/** Options of {@link startQueue}. */
export interface QueueOptions {
	readonly installed: InstalledN8n;
	/** Shared by all processes: n8n's installed packages, and a folder for the logs. */
	readonly userFolder: string;
	/** The port of the editor; any free one if not given. */
	readonly port?: number;
	readonly workers: number;
	/** The number of processes that serve webhooks. */
	readonly webhooks: number;
	/** Further environment of all processes. */
	readonly env?: NodeJS.ProcessEnv;
	readonly signal?: AbortSignal;
}

/** The plans of n8n's processes in queue mode. */
export interface QueuePlans {
	readonly main: ProcessPlan;
	readonly workers: readonly ProcessPlan[];
	readonly webhooks: readonly ProcessPlan[];
}

/** An n8n in queue mode. */
export interface Queue {
	readonly plans: QueuePlans;
	/** The process with the editor. */
	readonly main: Server;
	/** Resolves when one of n8n's processes has ended, for whatever reason. */
	readonly ended: Promise<void>;
	/** Ends all of it and removes its data. */
	stop(): Promise<void>;
}

/**
 * Starts Redis, PostgreSQL and n8n's processes, or ends what it has started and throws
 * {@link HostFault}.
 */
export async function startQueue(options: QueueOptions): Promise<Queue> {
	const { userFolder, signal } = options;
	const closers: Array<() => Promise<void>> = [];
	const stop = async () => {
		for (const close of closers.splice(0).reverse()) await close();
	};
	try {
		const { redis, ...database } = findQueuePrograms();
		const folder = path.join(userFolder, 'logs');
		mkdirSync(folder, { recursive: true });
		const [redisPort, databasePort] = [await freePort(), await freePort()];
		const log = (name: string) => path.join(folder, `${name}.log`);
		const store = await startRedis(redis, { port: redisPort, log: log('redis'), signal });
		closers.push(store.stop);
		const rows = await startPostgres(database, {
			...{ port: databasePort, log: log('postgres'), signal },
		});
		closers.push(rows.stop);
		const plans = await planProcesses(options, { redisPort, databasePort }, log);
		const { main, workers, webhooks } = plans;
		closers.push(async () => {
			const all = [main, ...workers, ...webhooks];
			await Promise.all(all.map(async (plan) => await queueProcess(plan).kill()));
		});
		// The main process creates the tables; the others wait for none.
		const editor = await queueProcess(main).start(signal);
		const others = await startAll([...workers, ...webhooks].map(queueProcess), signal);
		const ended = Promise.race([editor, ...others].map((one) => one.ended));
		return { plans, main: editor, ended, stop };
	} catch (reason) {
		await stop();
		throw reason;
	}
}

/** Starts processes side by side; waits for all of them, also if one fails. */
async function startAll(all: readonly QueueProcess[], signal?: AbortSignal): Promise<Server[]> {
	const starting = all.map(async (one) => await one.start(signal));
	await Promise.allSettled(starting);
	return await Promise.all(starting);
}

async function planProcesses(
	{ installed, userFolder, port, workers, webhooks, env }: QueueOptions,
	ports: { readonly redisPort: number; readonly databasePort: number },
	log: (name: string) => string,
): Promise<QueuePlans> {
	const main = port ?? (await freePort());
	const [workerPorts, webhookPorts] = [await freePorts(workers), await freePorts(webhooks)];
	const editorUrl = `http://127.0.0.1:${main}`;
	const webhookUrl = `http://127.0.0.1:${webhookPorts[0] ?? main}`;
	const shared = { ...queueEnvironment({ ...ports, editorUrl, webhookUrl }), ...env };
	return {
		main: { installed, userFolder, port: main, log: log('main'), env: shared },
		workers: workerPorts.map((port, index) => ({
			...{ installed, command: 'worker', userFolder, port, log: log(`worker-${index + 1}`) },
			env: { ...shared, QUEUE_HEALTH_CHECK_PORT: String(port) },
		})),
		webhooks: webhookPorts.map((port, index) => ({
			...{ installed, command: 'webhook', userFolder, port, log: log(`webhook-${index + 1}`) },
			env: shared,
		})),
	};
}

async function freePorts(count: number): Promise<number[]> {
	const ports: number[] = [];
	while (ports.length < count) ports.push(await freePort());
	return ports;
}

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { isAlive, signalGroup } from '../install/command';
import { startServer, type Server, type ServerOptions } from '../server/server';

/** All that is needed to start one of n8n's processes again: plain data. */
export type ProcessPlan = Omit<ServerOptions, 'signal'>;

/** One of n8n's processes in queue mode; whoever has its plan can kill and restart it. */
export interface QueueProcess {
	readonly plan: ProcessPlan;
	/** Of its editor, its webhooks or its health check. */
	readonly url: string;
	/** 0 while it does not run. */
	pid(): number;
	/** Starts it and waits until it is ready. Throws {@link HostFault}. */
	start(signal?: AbortSignal): Promise<Server>;
	/** Kills it at once, with its child processes. */
	kill(): Promise<void>;
}

/** The process of a plan, whether it runs or not: its pid stands in a file beside its log. */
export function queueProcess(plan: ProcessPlan): QueueProcess {
	const file = `${plan.log}.pid`;
	const pid = () => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0);
	return {
		plan,
		url: `http://127.0.0.1:${plan.port}`,
		pid,
		async start(signal) {
			const server = await startServer({ ...plan, signal });
			writeFileSync(file, String(server.pid));
			return server;
		},
		async kill() {
			const leader = pid();
			if (leader === 0) return;
			signalGroup(leader, 'SIGKILL');
			while (isAlive(leader)) await sleep(20);
			rmSync(file);
		},
	};
}

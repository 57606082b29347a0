import axios from 'axios';
import { build } from 'esbuild';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { Progress } from '../host/cli/progress';
import { ensureN8n } from '../host/install/installN8n';
import { installPackage } from '../host/install/installPackage';
import { Rest } from '../host/rest/rest';
import { freePort } from '../host/server/ports';
import { startServer } from '../host/server/server';
import { name as probeName } from './probe/package.json';

/** The probe's node types. */
export const itemsType = `${probeName}.benchItems`;
export const emptyWebhookType = `${probeName}.benchWebhook`;

/** What n8n's process has used. */
export interface Usage {
	/** CPU of the process since its start, all threads. */
	readonly cpuMs: number;
	/** The longest stretch since the last reading in which n8n's event loop ran nothing else. */
	readonly longestMs: number;
	/** Bytes. */
	readonly rss: number;
	readonly heapUsed: number;
}

/** A real n8n with the package as users install it. */
export interface N8n {
	readonly url: string;
	readonly rest: Rest;
	/** Path of the Node that runs n8n. */
	readonly node: string;
	readonly version: string;
	/** Folder of the installed package. */
	readonly packageFolder: string;
	usage(): Promise<Usage>;
	/** Starts a new count of the peak memory. */
	resetPeak(): void;
	/** The most memory since then, in bytes. */
	peak(): number;
	stop(): Promise<void>;
}

/** How {@link openN8n} starts n8n. */
export interface N8nOptions {
	/** n8n's data and log. */
	readonly folder: string;
	/** The address that n8n's own WhatsApp node sends to. */
	readonly graphUrl: string;
	readonly progress: Progress;
	/** A certificate that n8n trusts. */
	readonly certificate: string;
	readonly signal?: AbortSignal;
}

/** Starts n8n. */
export async function openN8n(options: N8nOptions): Promise<N8n> {
	const { folder, graphUrl, progress, certificate, signal } = options;
	const installed = await ensureN8n(progress, signal);
	const packageFolder = await installPackage(folder, signal);
	await installProbe(folder);
	const monitorPort = await freePort();
	const server = await startServer({
		installed,
		userFolder: folder,
		port: await freePort(),
		log: path.join(folder, 'n8n.log'),
		nodeArguments: ['--require', path.join(__dirname, 'monitor.cjs')],
		env: {
			N8N_LOG_LEVEL: 'warn',
			NODE_EXTRA_CA_CERTS: certificate,
			BENCH_MONITOR_PORT: String(monitorPort),
			BENCH_GRAPH_URL: graphUrl,
		},
		signal,
	});
	const { pid, url } = server;
	return {
		url,
		rest: await Rest.login(url),
		node: installed.runtime.node,
		version: installed.version,
		packageFolder,
		async usage() {
			const { data } = await axios.get<Usage>(`http://127.0.0.1:${monitorPort}`, { proxy: false });
			return data;
		},
		resetPeak: () => resetPeak(pid),
		peak: () => peakMemory(pid),
		stop: async () => await server.stop(),
	};
}

/** Linux counts the peak anew after a 5 is written here; elsewhere there is no peak. */
function resetPeak(pid: number): void {
	if (process.platform === 'linux') writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

function peakMemory(pid: number): number {
	if (process.platform !== 'linux') return NaN;
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}

async function installProbe(userFolder: string): Promise<void> {
	const source = path.join(__dirname, 'probe');
	const folder = path.join(userFolder, '.n8n', 'nodes', 'node_modules', probeName);
	mkdirSync(folder, { recursive: true });
	cpSync(path.join(source, 'package.json'), path.join(folder, 'package.json'));
	await build({
		entryPoints: ['BenchItems', 'BenchWebhook'].map((node) => path.join(source, `${node}.node.ts`)),
		outdir: folder,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		logLevel: 'warning',
	});
}

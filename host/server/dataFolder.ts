import axios from 'axios';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { HostFault } from '../fault';
import { isAlive } from '../install/command';
import { isRecord } from '../rest/narrow';
import type { Server } from './server';

const recordFile = (folder: string) => path.join(folder, 'running.json');

/** Records which n8n uses a data folder; two servers on one database would damage it. */
export function recordServer(folder: string, { pid, url }: Pick<Server, 'pid' | 'url'>): void {
	writeFileSync(recordFile(folder), `${JSON.stringify({ pid, url })}\n`);
}

/** Throws {@link HostFault} if a running n8n uses this data folder. */
export async function ensureUnused(folder: string): Promise<void> {
	const { pid, url } = readRecord(recordFile(folder));
	if (typeof pid !== 'number' || typeof url !== 'string' || !isAlive(pid)) return;
	if (await isHealthy(url)) {
		throw new HostFault(
			`n8n is already running at ${url} on this data (process ${pid}): end it first, or choose another folder with --data.`,
		);
	}
}

/** The record's fields; none if the file is missing or was only half written before a crash. */
function readRecord(file: string): Record<string, unknown> {
	if (!existsSync(file)) return {};
	try {
		const record: unknown = JSON.parse(readFileSync(file, 'utf8'));
		return isRecord(record) ? record : {};
	} catch {
		return {};
	}
}

async function isHealthy(url: string): Promise<boolean> {
	try {
		return (await axios.get(`${url}/healthz`, { proxy: false, timeout: 3000 })).status === 200;
	} catch {
		return false;
	}
}

import axios from 'axios';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { isAlive } from './command';
import { HostFault } from './fault';
import { isRecord } from './rest';
import type { Server } from './server';

const fileIn = (folder: string) => path.join(folder, 'running.json');

/** Remembers which n8n uses a data folder: two on one database would spoil it. */
export function noteRunning(folder: string, { pid, url }: Server): void {
	writeFileSync(fileIn(folder), `${JSON.stringify({ pid, url })}\n`);
}

/** Refuses a data folder that an n8n is using. */
export async function ensureAlone(folder: string): Promise<void> {
	const file = fileIn(folder);
	if (!existsSync(file)) return;
	const { pid, url } = read(file);
	if (typeof pid !== 'number' || typeof url !== 'string' || !isAlive(pid)) return;
	if (await answers(`${url}/healthz`)) {
		throw new HostFault(
			`n8n is already running at ${url} on this data (process ${pid}): end it first, or give this start its own folder with --data.`,
		);
	}
}

/** A note that a crash left half written says nothing. */
function read(file: string): Record<string, unknown> {
	try {
		const note: unknown = JSON.parse(readFileSync(file, 'utf8'));
		return isRecord(note) ? note : {};
	} catch {
		return {};
	}
}

async function answers(url: string): Promise<boolean> {
	try {
		return (await axios.get(url, { proxy: false, timeout: 3000 })).status === 200;
	} catch {
		return false;
	}
}

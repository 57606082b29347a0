import { accessSync, constants, readdirSync } from 'node:fs';
import path from 'node:path';

import { HostFault } from '../fault';

/** Debian keeps the server programs of each version of PostgreSQL here, outside of the path. */
const debianFolder = '/usr/lib/postgresql';

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** The folders of Debian's versions of PostgreSQL, the newest first. */
function debianFolders(): string[] {
	try {
		return readdirSync(debianFolder)
			.sort((one, other) => Number(other) - Number(one))
			.map((version) => path.join(debianFolder, version, 'bin'));
	} catch {
		return [];
	}
}

/** The programs that queue mode needs beside n8n. */
export interface QueuePrograms {
	readonly redis: string;
	readonly initdb: string;
	readonly postgres: string;
}

/** How Redis or PostgreSQL is started. */
export interface ServiceOptions {
	readonly port: number;
	/** File for its log; overwritten. */
	readonly log: string;
	readonly signal?: AbortSignal;
}

/** The path, and the folders of Debian's versions of PostgreSQL. */
function allFolders(): string[] {
	return [...(process.env['PATH'] ?? '').split(path.delimiter), ...debianFolders()];
}

/**
 * Looks for Redis and PostgreSQL. Throws {@link HostFault} with what to install.
 *
 * @param folders where to look
 */
export function findQueuePrograms(folders: readonly string[] = allFolders()): QueuePrograms {
	const find = (name: string) =>
		folders.map((folder) => path.join(folder, name)).find(isExecutable);
	const [redis, initdb, postgres] = [find('redis-server'), find('initdb'), find('postgres')];
	if (redis && initdb && postgres) return { redis, initdb, postgres };
	const missing = [
		...(redis ? [] : [['Redis', 'redis-server']]),
		...(initdb && postgres ? [] : [['PostgreSQL', 'postgresql']]),
	];
	throw new HostFault(
		`n8n's queue mode needs ${missing.map(([name]) => name).join(' and ')}. ` +
			`On Debian and Ubuntu: apt-get install ${missing.map(([, name]) => name).join(' ')}`,
	);
}

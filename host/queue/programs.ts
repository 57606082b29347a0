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
 * Debian's packages for what is missing of Redis and PostgreSQL, with the names of what is in them.
 *
 * @param folders where to look
 */
export function missingPrograms(
	folders: readonly string[] = allFolders(),
): ReadonlyArray<{ readonly name: string; readonly debianPackage: string }> {
	const has = (program: string) => findIn(folders, program) !== undefined;
	return [
		...(has('redis-server') ? [] : [{ name: 'Redis', debianPackage: 'redis-server' }]),
		...(has('initdb') && has('postgres')
			? []
			: [{ name: 'PostgreSQL', debianPackage: 'postgresql' }]),
	];
}

const findIn = (folders: readonly string[], program: string) =>
	folders.map((folder) => path.join(folder, program)).find(isExecutable);

/**
 * Looks for Redis and PostgreSQL. Throws {@link HostFault} with what to install.
 *
 * @param folders where to look
 */
export function findQueuePrograms(folders: readonly string[] = allFolders()): QueuePrograms {
	const [redis, initdb, postgres] = ['redis-server', 'initdb', 'postgres'].map((program) =>
		findIn(folders, program),
	);
	if (redis && initdb && postgres) return { redis, initdb, postgres };
	const missing = missingPrograms(folders);
	throw new HostFault(
		`n8n's queue mode needs ${missing.map(({ name }) => name).join(' and ')}. ` +
			`On Debian and Ubuntu: apt-get install ${missing.map(({ debianPackage }) => debianPackage).join(' ')}`,
	);
}

import execa from 'execa';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { HostFault } from '../fault';
import { startChild, type Child } from '../server/child';
import type { QueuePrograms, ServiceOptions } from './programs';

/** The role and the database that {@link startPostgres} creates; no password is asked for. */
export const database = { user: 'n8n', name: 'postgres' } as const;

/** PostgreSQL refuses to run as root; its Debian package creates this user. */
const packageUser = 'postgres';

/** The user that runs PostgreSQL; `undefined` for the one of this process. */
async function databaseUser(): Promise<{ uid: number; gid: number } | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const ids = await Promise.all(
		['-u', '-g'].map(async (flag) => {
			const { stdout, failed } = await execa('id', [flag, packageUser], { reject: false });
			return failed ? NaN : Number(stdout);
		}),
	);
	const [uid = NaN, gid = NaN] = ids;
	if (ids.every(Number.isInteger)) return { uid, gid };
	throw new HostFault(
		`PostgreSQL does not run as root, and there is no user ${packageUser}: create it, or run this as another user.`,
	);
}

/**
 * Starts an empty PostgreSQL that listens on the loopback address only, and removes its data when it
 * is stopped. Throws {@link HostFault}.
 */
export async function startPostgres(
	{ initdb, postgres }: Pick<QueuePrograms, 'initdb' | 'postgres'>,
	{ port, log, signal }: ServiceOptions,
): Promise<Child> {
	const user = await databaseUser();
	// Directly below the temporary folder: its user may not enter the folders of this process's user.
	const data = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-postgres-'));
	const remove = () => rmSync(data, { recursive: true, force: true, maxRetries: 5 });
	process.once('exit', remove);
	try {
		if (user) chownSync(data, user.uid, user.gid);
		const environment = { PATH: process.env['PATH'], LC_ALL: 'C' };
		const options = { cwd: data, env: environment, extendEnv: false, ...user };
		const flags = ['-D', data, '-U', database.user, '-A', 'trust', '-E', 'UTF8', '--no-sync'];
		const created = await execa(initdb, flags, { ...options, all: true, reject: false });
		if (created.failed) {
			throw new HostFault(`PostgreSQL could not create its data: ${created.all ?? ''}`);
		}
		const settings = {
			listen_addresses: '127.0.0.1',
			unix_socket_directories: '',
			// The data need not survive a crash of the machine.
			fsync: 'off',
		} as const;
		const child = await startChild({
			name: 'PostgreSQL',
			command: postgres,
			args: [
				...['-D', data, '-p', String(port)],
				...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
			],
			...{ ...options, user, log, signal },
			// Ends connections; SIGTERM would wait for them.
			stopSignal: 'SIGINT',
			isReady: async () => isReady(path.join(data, 'postmaster.pid')),
		});
		return {
			...child,
			async stop() {
				await child.stop();
				remove();
				process.removeListener('exit', remove);
			},
		};
	} catch (reason) {
		remove();
		process.removeListener('exit', remove);
		throw reason;
	}
}

/** Whether PostgreSQL says in this file that it accepts connections, as its own `pg_ctl` reads it. */
function isReady(file: string): boolean {
	return existsSync(file) && readFileSync(file, 'utf8').split('\n')[7]?.trim() === 'ready';
}

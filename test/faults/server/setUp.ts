import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { ensureN8n } from '../../../host/install';
import { installPackage } from '../../../host/packed';
import { freePort } from '../../../host/ports';
import { terminalProgress } from '../../../host/progress';
import { Rest } from '../../../host/rest';
import { startServer } from '../../../host/server';
import { descendants } from '../../host/processes';
import { leanIn, pristineIn } from './lean';

/** The variable that tells the tests where the servers keep their data. */
export const folderVariable = 'WHATSAPP_GATEWAYS_TEST_FAULTS';

/** Makes the folder for the servers' data, and sees to it that nothing outlives this process. */
export default async function setUp(): Promise<void> {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-faults-'));
	process.env[folderVariable] = folder;
	// Jest keeps the end of the process from the tests; here it is heard.
	process.once('exit', clearUp);
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.once(signal, () => process.exit(130));
	}
	const installed = await ensureN8n(terminalProgress(process.stderr));
	const userFolder = pristineIn(folder);
	await installPackage(userFolder);
	// Its database is made once, and what it compiles is kept as soon as it ends in peace.
	const server = await startServer({
		installed,
		userFolder,
		port: await freePort(),
		log: path.join(folder, 'pristine.log'),
		env: leanIn(folder),
	});
	await Rest.login(server.url);
	await server.stop();
}

/** Ends the servers that a test has left running, and removes their data. */
export function clearUp(): void {
	for (const pid of descendants(process.pid)) {
		try {
			process.kill(pid, 'SIGKILL');
		} catch {
			// It has ended meanwhile, as the one that listed the others has.
		}
	}
	const folder = process.env[folderVariable];
	delete process.env[folderVariable];
	if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

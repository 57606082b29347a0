import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { terminalProgress } from '../../../host/cli/progress';
import { ensureN8n } from '../../../host/install/installN8n';
import { installPackage } from '../../../host/install/installPackage';
import { Rest } from '../../../host/rest/rest';
import { freePort } from '../../../host/server/ports';
import { startServer } from '../../../host/server/server';
import { clearUpAtExit, killDescendants } from '../../host/processes';
import { installProbe } from '../../probe/installProbe';
import { fastStartEnvironment, preparedFolder } from './environment';

/** The variable with the folder of the servers' data. */
export const folderVariable = 'WHATSAPP_GATEWAYS_TEST_FAULTS';

/** Prepares the servers' data, and makes sure that no server outlives this process. */
export default async function setUp(): Promise<void> {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-faults-'));
	process.env[folderVariable] = folder;
	clearUpAtExit(clearUp);
	const installed = await ensureN8n(terminalProgress(process.stderr));
	const userFolder = preparedFolder(folder);
	await installPackage(userFolder);
	await installProbe(userFolder);
	// Created once for all test servers: the database, and Node's compile cache, written at a regular end.
	const server = await startServer({
		installed,
		userFolder,
		port: await freePort(),
		log: path.join(folder, 'prepared.log'),
		env: fastStartEnvironment(folder),
	});
	await Rest.login(server.url);
	await server.stop();
}

/** Kills the servers that a test has left running, and removes their data. */
export function clearUp(): void {
	killDescendants();
	const folder = process.env[folderVariable];
	delete process.env[folderVariable];
	if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

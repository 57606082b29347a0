import execa from 'execa';
import { cpSync, mkdtempSync } from 'node:fs';
import path from 'node:path';

import { silentProgress } from '../../../host/cli/progress';
import { ensureN8n } from '../../../host/install/installN8n';
import { saveAccounts, type SavedAccount } from '../../../host/rest/credentials';
import { Rest } from '../../../host/rest/rest';
import { freePort } from '../../../host/server/ports';
import { startServer, type Server, type ServerOptions } from '../../../host/server/server';
import { serveSandbox } from '../../../sandbox/serve';
import { controlSandbox } from './controlSandbox';
import { fastStartEnvironment, preparedFolder } from './environment';
import { folderVariable } from './setUp';

/** A sandbox, and an n8n with the package that can be killed and restarted on the same data. */
export interface TestServer {
	readonly sandboxUrl: string;
	/** n8n's address; the same after a restart. */
	readonly url: string;
	readonly rest: Rest;
	/** A credential for each gateway of the sandbox. */
	readonly accounts: readonly SavedAccount[];
	/** The pid of the running n8n. */
	pid(): number;
	/** Kills n8n at once; the sandbox keeps running. */
	kill(): Promise<void>;
	/** Asks n8n to end, as an update or Ctrl-C does; the sandbox keeps running. */
	stop(): Promise<void>;
	/** Starts n8n again. */
	restart(): Promise<void>;
	/** Changes n8n's database, while n8n is not running, with one statement of SQL; returns the changed rows. */
	changeDatabase(statement: string, ...values: readonly string[]): Promise<number>;
	/** Ends n8n and the sandbox. */
	close(): Promise<void>;
}

/** Node's own SQLite, in the Node.js that n8n runs under: the tests' may have none. */
async function runStatement(
	node: string,
	file: string,
	[sql = '', ...values]: readonly string[],
): Promise<number> {
	const script = `
		const { DatabaseSync } = require('node:sqlite');
		const [file, sql, ...values] = process.argv.slice(1);
		console.log(new DatabaseSync(file).prepare(sql).run(...values).changes);`;
	const { stdout } = await execa(node, ['-e', script, file, sql, ...values]);
	return Number(stdout);
}

/** A rate limit that no test reaches. */
const unlimitedBudget = { requests: 100_000, seconds: 60 } as const;

/**
 * Starts a sandbox and an n8n with data of its own. Ends what it has started and throws if one fails.
 *
 * @param env further environment of n8n
 */
export async function openTestServer(env: NodeJS.ProcessEnv = {}): Promise<TestServer> {
	const folder = process.env[folderVariable] ?? '';
	const userFolder = mkdtempSync(path.join(folder, 'server-'));
	cpSync(preparedFolder(folder), userFolder, { recursive: true });
	const options: ServerOptions = {
		installed: await ensureN8n(silentProgress),
		userFolder,
		port: await freePort(),
		log: path.join(userFolder, 'n8n.log'),
		env: { ...fastStartEnvironment(folder), ...env },
	};
	const sandbox = await serveSandbox({ port: 0 });
	let server: Server | undefined;
	const close = async () => {
		await server?.stop();
		await sandbox.close();
	};
	try {
		server = await startServer(options);
		const { url } = server;
		const rest = await Rest.login(url);
		const accounts = await saveAccounts(rest, sandbox.url);
		for (const { data } of accounts) {
			await controlSandbox(sandbox.url, 'rate-limit', {
				gateway: data['gateway'],
				...unlimitedBudget,
			});
		}
		return {
			sandboxUrl: sandbox.url,
			url,
			rest,
			accounts,
			pid: () => server?.pid ?? 0,
			kill: async () => await server?.kill(),
			stop: async () => await server?.stop(),
			async restart() {
				server = await startServer(options);
			},
			changeDatabase: async (...statement) => {
				const file = path.join(userFolder, '.n8n', 'database.sqlite');
				return await runStatement(options.installed.runtime.node, file, statement);
			},
			close,
		};
	} catch (reason) {
		await close();
		throw reason;
	}
}

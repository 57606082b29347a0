import { cpSync, mkdtempSync } from 'node:fs';
import path from 'node:path';

import { saveAccounts, type SavedAccount } from '../../../host/credential';
import { ensureN8n } from '../../../host/install';
import { freePort } from '../../../host/ports';
import { silentProgress } from '../../../host/progress';
import { Rest } from '../../../host/rest';
import { startServer, type Server, type ServerOptions } from '../../../host/server';
import { serveSandbox } from '../../../sandbox/serve';
import { leanIn, pristineIn } from './lean';
import { folderVariable } from './setUp';
import { steer } from './steer';

/** A sandbox, and an n8n with the package that can be killed and comes back on the same data. */
export interface Bench {
	readonly sandboxUrl: string;
	/** n8n's address; the same after a restart. */
	readonly url: string;
	readonly rest: Rest;
	/** A credential for each gateway of the sandbox. */
	readonly accounts: readonly SavedAccount[];
	/** The process of the n8n that runs now. */
	pid(): number;
	/** Ends n8n at once, in the middle of whatever it does. The sandbox goes on. */
	kill(): Promise<void>;
	/** Starts n8n again. */
	restart(): Promise<void>;
	/** Ends all of it. */
	close(): Promise<void>;
}

/** So many requests in a minute that no gateway's limit is ever met. */
const plenty = { requests: 100_000, seconds: 60 } as const;

/**
 * Puts up a bench with data of its own, or takes down what was put up of it and throws.
 *
 * @param env further environment of n8n
 */
export async function openBench(env: NodeJS.ProcessEnv = {}): Promise<Bench> {
	const folder = process.env[folderVariable] ?? '';
	const userFolder = mkdtempSync(path.join(folder, 'bench-'));
	cpSync(pristineIn(folder), userFolder, { recursive: true });
	const options: ServerOptions = {
		installed: await ensureN8n(silentProgress),
		userFolder,
		port: await freePort(),
		log: path.join(userFolder, 'n8n.log'),
		env: { ...leanIn(folder), ...env },
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
			await steer(sandbox.url, 'rate-limit', { gateway: data['gateway'], ...plenty });
		}
		return {
			sandboxUrl: sandbox.url,
			url,
			rest,
			accounts,
			pid: () => server?.pid ?? 0,
			kill: async () => await server?.kill(),
			async restart() {
				server = await startServer(options);
			},
			close,
		};
	} catch (reason) {
		await close();
		throw reason;
	}
}

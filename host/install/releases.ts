import path from 'node:path';

import { HostFault } from '../fault';

/** An n8n that the package is tried on, as data: how it is installed and started. */
export interface Release {
	readonly version: string;
	/** Folder with its package.json and its lock file. */
	readonly folder: string;
	/** The Node that is fetched if the machine's own is of another major version. */
	readonly node: string;
	/** The native add-ons that must load, or it would end while it starts. */
	readonly addons: readonly string[];
	/** Environment that this release needs to start as the others do. */
	readonly env: NodeJS.ProcessEnv;
}

const release = (version: string, data: Omit<Release, 'version' | 'folder'>): Release => ({
	version,
	folder: path.join(__dirname, `n8n-${version}`),
	...data,
});

/** n8n 2.41 and later. */
const modern = { node: '24.21.0', addons: ['sqlite3', 'isolated-vm'], env: {} } as const;
/** The modules that are switched off elsewhere have names that an older n8n does not know. */
const allModules = { N8N_DISABLED_MODULES: '' } as const;
/**
 * What n8n 2 does without being asked. Else n8n 1 has one connection to SQLite, on which requests that come at once
 * get into each other's transactions: one's rollback takes away what the others have saved.
 */
const pooled = { DB_SQLITE_POOL_SIZE: '3' } as const;
/** The releases that run on Node 20; they compile no isolate. */
const older = { node: '20.20.2', addons: ['sqlite3'] } as const;

/** Every n8n that the package is tried on, the oldest first: the first one is the oldest supported. */
export const releases = [
	release('1.123.81', {
		...older,
		env: { ...allModules, ...pooled, N8N_EXPRESSION_ENGINE: 'legacy' },
	}),
	release('2.8.4', { ...older, env: allModules }),
	release('2.41.1', modern),
] as const;

/** The variable that names the n8n of a test run, where no `--n8n` does. */
export const releaseVariable = 'WHATSAPP_GATEWAYS_N8N';

/**
 * The release of this version; without one, that of {@link releaseVariable}, else the newest. Throws
 * {@link HostFault} for a version that is not among them.
 */
export function releaseOf(version = process.env[releaseVariable]): Release {
	if (version === undefined || version === '') return releases[2];
	const found = releases.find((one) => one.version === version);
	if (found !== undefined) return found;
	const known = releases.map((one) => one.version).join(', ');
	throw new HostFault(`There is no n8n ${version} to start here. Choose one of ${known}.`);
}

import { existsSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { Progress } from '../cli/progress';
import { HostFault } from '../fault';
import { buildOnce } from './buildOnce';
import { npmCommand, npmEnvironment, runCommand } from './command';

/** The Node that is fetched if the machine's own cannot run n8n. */
const pinnedVersion = '24.21.0';

/** The Node that runs n8n. */
export interface Runtime {
	/** Path of the executable. */
	readonly node: string;
	readonly version: string;
	/** Folder with Node's headers (below `include/`), for compiling native add-ons. */
	readonly headers: string | undefined;
}

/** The user's cache folder for what is fetched; several clones share it. */
export function cacheDirectory(): string {
	const base = process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache');
	return path.join(base, 'n8n-nodes-whatsapp-gateways');
}

/** Whether this Node runs n8n: native add-ons are compiled for one major version. */
function isSupported(version: string): boolean {
	return version.split('.')[0] === pinnedVersion.split('.')[0];
}

/** The Node for n8n: the machine's own, or one from npm that is kept in the cache. */
export async function ensureRuntime(progress: Progress, signal?: AbortSignal): Promise<Runtime> {
	const own = process.versions.node;
	if (isSupported(own))
		return runtimeAt(process.execPath, own, path.resolve(process.execPath, '../..'));

	const distribution = `node-${process.platform}-${process.arch}`;
	const directory = path.join(cacheDirectory(), `${distribution}-${pinnedVersion}`);
	const prefix = path.join(directory, 'node_modules', distribution);
	if (!existsSync(directory)) {
		progress.log(`n8n needs Node 24 and this is ${own}: fetching Node ${pinnedVersion} from npm.`);
	}
	await buildOnce(directory, (staging) => fetchNode(distribution, staging, directory, signal), {
		signal,
	});
	return runtimeAt(path.join(prefix, 'bin', 'node'), pinnedVersion, prefix);
}

async function fetchNode(
	distribution: string,
	staging: string,
	directory: string,
	signal?: AbortSignal,
): Promise<void> {
	writeFileSync(path.join(staging, 'package.json'), '{"private":true}\n');
	const npm = npmCommand(process.execPath);
	const log = `${directory}.log`;
	const code = await runCommand(
		npm.command,
		[
			...npm.args,
			...['install', `${distribution}@${pinnedVersion}`, '--ignore-scripts', '--no-save'],
			...['--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline'],
		],
		{ cwd: staging, env: npmEnvironment(), log, signal },
	);
	if (code !== 0) {
		throw new HostFault(
			`Node ${pinnedVersion} could not be fetched from npm. Install Node 24 yourself, then start again.`,
			log,
		);
	}
}

function runtimeAt(node: string, version: string, prefix: string): Runtime {
	const hasHeaders = existsSync(path.join(prefix, 'include', 'node', 'node_api.h'));
	return { node, version, headers: hasHeaders ? prefix : undefined };
}

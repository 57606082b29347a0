import { existsSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { Progress } from '../cli/progress';
import { HostFault } from '../fault';
import { buildOnce } from './buildOnce';
import { npmCommand, npmEnvironment, runCommand } from './command';
import type { Release } from './releases';

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

/** Native add-ons are compiled for one major version of Node. */
const majorOf = (version: string) => version.split('.')[0];

/** The Node for a release of n8n: the machine's own, or one from npm that is kept in the cache. */
export async function ensureRuntime(
	{ node: pinned }: Pick<Release, 'node'>,
	progress: Progress,
	signal?: AbortSignal,
): Promise<Runtime> {
	const own = process.versions.node;
	if (majorOf(own) === majorOf(pinned))
		return runtimeAt(process.execPath, own, path.resolve(process.execPath, '../..'));

	const distribution = `node-${process.platform}-${process.arch}`;
	const directory = path.join(cacheDirectory(), `${distribution}-${pinned}`);
	const prefix = path.join(directory, 'node_modules', distribution);
	if (!existsSync(directory)) {
		progress.log(
			`n8n needs Node ${majorOf(pinned)} and this is ${own}: fetching Node ${pinned} from npm.`,
		);
	}
	await buildOnce(
		directory,
		(staging) => fetchNode(`${distribution}@${pinned}`, staging, directory, signal),
		{ signal },
	);
	return runtimeAt(path.join(prefix, 'bin', 'node'), pinned, prefix);
}

async function fetchNode(
	wanted: string,
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
			...['install', wanted, '--ignore-scripts', '--no-save'],
			...['--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline'],
		],
		{ cwd: staging, env: npmEnvironment(), log, signal },
	);
	if (code !== 0) {
		throw new HostFault(
			`${wanted} could not be fetched from npm. Install this Node yourself, then start again.`,
			log,
		);
	}
}

function runtimeAt(node: string, version: string, prefix: string): Runtime {
	const hasHeaders = existsSync(path.join(prefix, 'include', 'node', 'node_api.h'));
	return { node, version, headers: hasHeaders ? prefix : undefined };
}

import { existsSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { npmCommand, npmEnvironment, run } from './command';
import { HostFault } from './fault';
import type { Progress } from './progress';
import { buildOnce } from './staging';

/** The Node that is fetched where the machine's own does not fit n8n. */
const pinned = '24.21.0';

/** The Node that n8n runs under. */
export interface Runtime {
	/** Path of the executable. */
	readonly node: string;
	readonly version: string;
	/** Folder with Node's headers (below `include/`), for compiling native add-ons. */
	readonly headers: string | undefined;
}

/** Folder for everything that is fetched: it is not tied to a clone. */
export function cacheDirectory(): string {
	const base = process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache');
	return path.join(base, 'n8n-nodes-whatsapp-gateways');
}

/** Whether n8n runs under this Node: native add-ons are chosen and tested for its major version. */
export function fits(version: string): boolean {
	return version.split('.')[0] === pinned.split('.')[0];
}

/** Finds the Node for n8n: the machine's own, or else one from npm, kept in the cache. */
export async function ensureRuntime(progress: Progress, signal?: AbortSignal): Promise<Runtime> {
	const own = process.versions.node;
	if (fits(own)) return runtimeAt(process.execPath, own, path.resolve(process.execPath, '../..'));

	const distribution = `node-${process.platform}-${process.arch}`;
	const directory = path.join(cacheDirectory(), `${distribution}-${pinned}`);
	const prefix = path.join(directory, 'node_modules', distribution);
	if (!existsSync(directory)) {
		progress.say(`n8n needs Node 24 and this is ${own}: fetching Node ${pinned} from npm.`);
	}
	await buildOnce(directory, (staging) => fetchNode(distribution, staging, directory, signal), {
		signal,
	});
	return runtimeAt(path.join(prefix, 'bin', 'node'), pinned, prefix);
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
	const code = await run(
		npm.command,
		[
			...npm.args,
			...['install', `${distribution}@${pinned}`, '--ignore-scripts', '--no-save'],
			...['--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline'],
		],
		{ cwd: staging, env: npmEnvironment(), log, signal },
	);
	if (code !== 0) {
		throw new HostFault(
			`Node ${pinned} could not be fetched from npm. Install Node 24 yourself, then start again.`,
			log,
		);
	}
}

function runtimeAt(node: string, version: string, prefix: string): Runtime {
	const hasHeaders = existsSync(path.join(prefix, 'include', 'node', 'node_api.h'));
	return { node, version, headers: hasHeaders ? prefix : undefined };
}

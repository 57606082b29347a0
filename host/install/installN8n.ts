import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { elapsed, type Progress } from '../cli/progress';
import { HostFault } from '../fault';
import { buildOnce } from './buildOnce';
import { npmCommand, npmEnvironment, runCommand } from './command';
import { releaseOf, type Release } from './releases';
import { cacheDirectory, ensureRuntime, type Runtime } from './runtime';

/** An installed n8n, and the Node that runs it. */
export interface InstalledN8n {
	readonly runtime: Runtime;
	readonly version: string;
	/** Folder with its node_modules. */
	readonly directory: string;
	/** Path of the script that starts it. */
	readonly script: string;
	/** Environment that this release needs. */
	readonly env: NodeJS.ProcessEnv;
}

const manifestFiles = ['package.json', 'package-lock.json'] as const;

/**
 * A pinned n8n. Installs it if the user's cache lacks it, which takes some minutes and 3 GB once.
 * Throws {@link HostFault}.
 */
export async function ensureN8n(
	progress: Progress,
	signal?: AbortSignal,
	release: Release = releaseOf(),
): Promise<InstalledN8n> {
	const { version, folder, addons, env } = release;
	const runtime = await ensureRuntime(release, progress, signal);
	const directory = path.join(cacheDirectory(), directoryName(release, runtime));
	const log = `${directory}.log`;
	let hasReportedWait = false;
	await buildOnce(
		directory,
		async (staging) => {
			progress.log(`Installing n8n ${version}: some minutes and 3 GB, the first time only.`);
			for (const file of manifestFiles) {
				copyFileSync(path.join(folder, file), path.join(staging, file));
			}
			await install(staging, lockedPaths(folder), { runtime, addons, log, progress, signal });
		},
		{
			signal,
			onWait() {
				if (!hasReportedWait)
					progress.log('Another start is installing n8n; this one waits for it.');
				hasReportedWait = true;
			},
		},
	);
	const script = path.join(directory, 'node_modules', 'n8n', 'bin', 'n8n');
	return { runtime, version, directory, script, env };
}

interface InstallOptions {
	readonly runtime: Runtime;
	readonly addons: readonly string[];
	readonly log: string;
	readonly progress: Progress;
	readonly signal?: AbortSignal;
}

/**
 * Installs without install scripts, then compiles the one add-on that n8n needs: another package's
 * script downloads sources from elsewhere and would fail the whole installation.
 */
async function install(
	staging: string,
	paths: readonly string[],
	options: InstallOptions,
): Promise<void> {
	const { runtime, addons, log, progress, signal } = options;
	const started = Date.now();
	const npm = npmCommand(runtime.node);
	const env = npmEnvironment({
		PATH: `${path.dirname(runtime.node)}${path.delimiter}${process.env['PATH'] ?? ''}`,
		...(runtime.headers ? { npm_config_nodedir: runtime.headers } : {}),
	});
	const step = async (command: string, args: string[], fault: string) => {
		const code = await runCommand(command, args, { cwd: staging, env, log, signal });
		if (code !== 0) throw new HostFault(fault, log);
	};

	const expected = Math.floor(paths.length / 100) * 100;
	await withUpdates(
		() => {
			const unpacked = paths.filter((name) =>
				existsSync(path.join(staging, name, 'package.json')),
			).length;
			return `  ${elapsed(started)}  ${unpacked} of about ${expected} packages`;
		},
		progress,
		step(
			npm.command,
			[...npm.args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'],
			'npm could not install n8n.',
		),
	);
	progress.log(`  ${elapsed(started)}  packages are unpacked; compiling the database driver`);
	await withUpdates(
		() => `  ${elapsed(started)}  compiling sqlite3 (about 90 seconds)`,
		progress,
		step(
			npm.command,
			[...npm.args, 'rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'],
			'The database driver sqlite3 could not be built: that needs python3, make and g++.',
		),
	);
	await step(
		runtime.node,
		['-e', addons.map((addon) => `require(${JSON.stringify(addon)});`).join('')],
		'The installed n8n does not load under its Node.',
	);
	progress.log(`  ${elapsed(started)}  installed in ${path.dirname(staging)}`);
}

/** Updates the progress each second until the work has ended. */
async function withUpdates(
	line: () => string,
	progress: Progress,
	work: Promise<void>,
): Promise<void> {
	const timer = setInterval(() => progress.update(line()), 1000);
	try {
		await work;
	} finally {
		clearInterval(timer);
	}
}

/** A directory name that changes with n8n's version, its lock, Node's version and the machine. */
function directoryName({ version, folder }: Release, runtime: Runtime): string {
	const hash = createHash('sha256');
	for (const file of manifestFiles) hash.update(readFileSync(path.join(folder, file)));
	const lock = hash.digest('hex').slice(0, 10);
	return `n8n-${version}-${lock}-node-${runtime.version}-${process.platform}-${process.arch}`;
}

interface Lock {
	readonly packages: Readonly<
		Record<string, { readonly optional?: boolean; readonly peer?: boolean }>
	>;
}

/** The folders that the installation fills, for its progress. */
function lockedPaths(folder: string): string[] {
	const { packages } = JSON.parse(
		readFileSync(path.join(folder, 'package-lock.json'), 'utf8'),
	) as Lock;
	return Object.entries(packages)
		.filter(([name, entry]) => name !== '' && !entry.optional && !entry.peer)
		.map(([name]) => name);
}

import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { npmCommand, npmEnvironment, run } from './command';
import { HostFault } from './fault';
import { clock, type Progress } from './progress';
import { cacheDirectory, ensureRuntime, type Runtime } from './runtime';
import { buildOnce } from './staging';

/** An n8n that is installed and can be started. */
export interface Installed {
	readonly runtime: Runtime;
	readonly version: string;
	/** Folder that holds its node_modules. */
	readonly directory: string;
	/** The script that starts it. */
	readonly script: string;
}

const manifestFiles = ['package.json', 'package-lock.json'] as const;

/** The pinned n8n, installed now where it is not yet: some minutes and 3 GB, once. */
export async function ensureN8n(progress: Progress, signal?: AbortSignal): Promise<Installed> {
	const lock = lockedPackages();
	const version = lock.versions['node_modules/n8n'] ?? '';
	const runtime = await ensureRuntime(progress, signal);
	const directory = path.join(cacheDirectory(), keyOf(version, runtime));
	const log = `${directory}.log`;
	let told = false;
	await buildOnce(
		directory,
		async (staging) => {
			progress.say(`Installing n8n ${version}: some minutes and 3 GB, the first time only.`);
			for (const file of manifestFiles) {
				copyFileSync(path.join(__dirname, file), path.join(staging, file));
			}
			await install(staging, lock.paths, { runtime, log, progress, signal });
		},
		{
			signal,
			waiting() {
				if (!told) progress.say('Another start is installing n8n; this one waits for it.');
				told = true;
			},
		},
	);
	const script = path.join(directory, 'node_modules', 'n8n', 'bin', 'n8n');
	return { runtime, version, directory, script };
}

interface Steps {
	readonly runtime: Runtime;
	readonly log: string;
	readonly progress: Progress;
	readonly signal?: AbortSignal;
}

/** Without install scripts (one of them needs the network in ways of its own), then the one needed. */
async function install(staging: string, paths: readonly string[], steps: Steps): Promise<void> {
	const { runtime, log, progress, signal } = steps;
	const started = Date.now();
	const npm = npmCommand(runtime.node);
	const env = npmEnvironment({
		PATH: `${path.dirname(runtime.node)}${path.delimiter}${process.env['PATH'] ?? ''}`,
		...(runtime.headers ? { npm_config_nodedir: runtime.headers } : {}),
	});
	const step = async (command: string, args: string[], refusal: string) => {
		const code = await run(command, args, { cwd: staging, env, log, signal });
		if (code !== 0) throw new HostFault(refusal, log);
	};

	const about = Math.floor(paths.length / 100) * 100;
	await ticking(
		() => {
			const here = paths.filter((name) =>
				existsSync(path.join(staging, name, 'package.json')),
			).length;
			return `  ${clock(started)}  ${here} of about ${about} packages`;
		},
		progress,
		step(
			npm.command,
			[...npm.args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'],
			'npm could not install n8n.',
		),
	);
	progress.say(`  ${clock(started)}  packages are there; preparing the database driver`);
	await ticking(
		() => `  ${clock(started)}  compiling sqlite3 (about 90 seconds)`,
		progress,
		step(
			npm.command,
			[...npm.args, 'rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'],
			'The database driver sqlite3 could not be built: that needs python3, make and g++.',
		),
	);
	await step(
		runtime.node,
		['-e', 'require("sqlite3"); require("isolated-vm")'],
		'The installed n8n does not load under its Node.',
	);
	progress.say(`  ${clock(started)}  installed in ${path.dirname(staging)}`);
}

async function ticking(line: () => string, progress: Progress, work: Promise<void>): Promise<void> {
	const timer = setInterval(() => progress.tick(line()), 1000);
	try {
		await work;
	} finally {
		clearInterval(timer);
	}
}

/** Another n8n, another lock, another Node or another machine is another installation. */
function keyOf(version: string, runtime: Runtime): string {
	const hash = createHash('sha256');
	for (const file of manifestFiles) hash.update(readFileSync(path.join(__dirname, file)));
	const lock = hash.digest('hex').slice(0, 10);
	return `n8n-${version}-${lock}-node-${runtime.version}-${process.platform}-${process.arch}`;
}

interface Lock {
	readonly packages: Readonly<
		Record<
			string,
			{ readonly version?: string; readonly optional?: boolean; readonly peer?: boolean }
		>
	>;
}

function lockedPackages(): { paths: string[]; versions: Record<string, string | undefined> } {
	const text = readFileSync(path.join(__dirname, 'package-lock.json'), 'utf8');
	const { packages } = JSON.parse(text) as Lock;
	const entries = Object.entries(packages).filter(([name]) => name !== '');
	return {
		paths: entries.filter(([, entry]) => !entry.optional && !entry.peer).map(([name]) => name),
		versions: Object.fromEntries(entries.map(([name, entry]) => [name, entry.version])),
	};
}

import { build } from 'esbuild';
import execa from 'execa';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { bundlePackage } from '../scripts/bundle';
import { readDevOptions } from './cli/options';
import { projectFolder } from './project';
import { introduce, print, runDemo, untilStopped } from './runDemo';

/** n8n loads nodes again when a file of an installed package changes. */
const reload = { N8N_DEV_RELOAD: 'true' } as const;

/** A node under development may have unused code. */
const compilerFlags = [
	...['--watch', '--preserveWatchOutput'],
	...['--noUnusedLocals', 'false', '--noUnusedParameters', 'false'],
];

/**
 * Checks each saved source file, reports faults, and builds the package that n8n has installed once there
 * are none: a type fault keeps the old version in n8n.
 */
function watchSources(packageFolder: string): execa.ExecaChildProcess {
	const compiler = execa(
		process.execPath,
		[require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json', ...compilerFlags],
		{ cwd: projectFolder, stdio: ['ignore', 'pipe', 'inherit'], reject: false, buffer: false },
	);
	const outdir = path.join(packageFolder, 'dist');
	let building = Promise.resolve();
	const lines = createInterface({ input: compiler.stdout ?? process.stdin });
	lines.on('line', (line) => {
		if (!line.includes('Found 0 errors')) {
			print(line);
			return;
		}
		// esbuild has printed what it could not build. The line comes last: then n8n has the new version.
		building = building.then(async () => {
			try {
				await bundlePackage(build, { outdir, sourcemap: true });
				print(line);
			} catch {
				// Not built, and said so.
			}
		});
	});
	return compiler;
}

const { inspect, curl, ...options } = readDevOptions(process.argv.slice(2));
const nodeArguments = inspect ? ['--inspect=127.0.0.1:9229'] : [];

void runDemo({ ...options, env: reload, nodeArguments }, async (demo, signal) => {
	introduce(demo, { curl });
	print('  Save a file in nodes/ or credentials/: n8n shows the new version in the open editor.');
	print('  Restart for a new icon or a new gateway folder.');
	print();
	const compiler = watchSources(demo.packageFolder);
	try {
		return await untilStopped(demo, signal);
	} finally {
		compiler.kill();
		await compiler;
	}
});

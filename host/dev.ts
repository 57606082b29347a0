import execa from 'execa';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';

import { readDevOptions } from './cli/options';
import { projectFolder } from './project';
import { introduce, print, runDemo, untilStopped } from './runDemo';

/** n8n loads nodes again when a file of an installed package changes. */
const reload = { N8N_DEV_RELOAD: 'true' } as const;

/** A node under development may have unused code; a type fault keeps the old version in n8n. */
const compilerFlags = [
	...['--watch', '--preserveWatchOutput', '--noEmitOnError', '--sourceMap'],
	...['--noUnusedLocals', 'false', '--noUnusedParameters', 'false'],
];

/** Compiles each saved source file into the package that n8n has installed; reports faults. */
function watchSources(packageFolder: string): execa.ExecaChildProcess {
	// The compiler does not inline this library, as a build does.
	const modules = path.join(packageFolder, 'node_modules');
	mkdirSync(modules, { recursive: true });
	const library = path.join('node_modules', 'libphonenumber-js');
	symlinkSync(path.join(projectFolder, library), path.join(packageFolder, library));

	const compiler = require.resolve('typescript/bin/tsc');
	const outDir = path.join(packageFolder, 'dist');
	return execa(
		process.execPath,
		[compiler, '-p', 'tsconfig.build.json', '--outDir', outDir, ...compilerFlags],
		{ cwd: projectFolder, stdio: ['ignore', 'inherit', 'inherit'], reject: false },
	);
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

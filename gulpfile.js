const { execFileSync } = require('node:child_process');
const { rmSync } = require('node:fs');
const { build } = require('esbuild');
const { dest, series, src } = require('gulp');
const { require: requireTypeScript } = require('tsx/cjs/api');

const { inlineLibraries } = requireTypeScript('./scripts/inline.ts', module.filename);
const { registryProblem } = requireTypeScript('./scripts/registry.ts', module.filename);

function clean(done) {
	rmSync('dist', { recursive: true, force: true });
	done();
}

/** Stops with one sentence if gateways/index.ts does not list every folder: a build writes no tracked file. */
function registry(done) {
	const problem = registryProblem(module.path);
	// Without a stack: the sentence says it all.
	done(problem === undefined ? undefined : Object.assign(new Error(problem), { showStack: false }));
}

function compile(done) {
	const tsc = require.resolve('typescript/bin/tsc');
	execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
	done();
}

/** Icons, the codex files that file the nodes under their categories, and the schemas of their items. */
function assets() {
	return src([`nodes/**/*.svg`, `nodes/**/*.node.json`, `nodes/**/__schema__/**/*.json`], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

/** Puts what the package needs of others into it, and their licences beside it. */
async function inline() {
	await inlineLibraries(build, true);
}

exports.registry = registry;
exports.build = series(registry, clean, compile, assets, inline);
exports.default = exports.build;

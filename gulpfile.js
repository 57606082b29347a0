const { execFileSync } = require('node:child_process');
const { rmSync } = require('node:fs');
const { build } = require('esbuild');
const { dest, series, src } = require('gulp');
const { require: requireTypeScript } = require('tsx/cjs/api');

const { bundlePackage } = requireTypeScript('./scripts/bundle.ts', module.filename);
const { bundleSandbox } = requireTypeScript('./scripts/bundleSandbox.ts', module.filename);
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

/** Checks the types; what was checked before is remembered beside the dependencies. */
function types(done) {
	const tsc = require.resolve('typescript/bin/tsc');
	const remembered = 'node_modules/.cache/build.tsbuildinfo';
	execFileSync(
		process.execPath,
		[tsc, '-p', 'tsconfig.build.json', '--incremental', '--tsBuildInfoFile', remembered],
		{ stdio: 'inherit' },
	);
	done();
}

/** Icons, the codex files that file the nodes under their categories, and the schemas of their items. */
function assets() {
	return src([`nodes/**/*.svg`, `nodes/**/*.node.json`, `nodes/**/__schema__/**/*.json`], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

async function bundle() {
	await bundlePackage(build);
}

/** The sandbox as a package of its own. */
async function sandbox() {
	await bundleSandbox(build, 'dist-sandbox');
}

exports.registry = registry;
exports.sandbox = sandbox;
exports.build = series(registry, clean, types, bundle, assets);
exports.default = exports.build;

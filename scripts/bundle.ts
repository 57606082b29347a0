import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { BuildOptions as EsbuildOptions, build as esbuild, Metafile, Plugin } from 'esbuild';

import { licencesFile, thirdPartyLicences } from './licences';

const root = path.resolve(__dirname, '..');
const node = 'nodes/WhatsAppGateway';

/** The one file with everything of this package that n8n loads when it starts. */
const mainFile = 'whatsAppGateways';

/**
 * Files that are loaded once something of them is used, each the only one that imports a library: n8n loads
 * every package when it starts, and few of its processes ever parse a number or Markdown.
 */
const lazyFiles = ['phone', 'markdownTree'].map((name) => `${node}/whatsapp/${name}`);

/** What the lazy files take from the main one: a class has to be the same everywhere. */
const sharedFile = `${node}/core/faults`;

/**
 * Libraries that markdown-it always loads, and never calls as it is used here: with `linkify` off, and
 * with addresses that stay as they are. The last one is Unicode's classes as Node.js has them itself.
 * Together a third of its size.
 */
const replaced: Readonly<Record<string, string>> = {
	'linkify-it': 'export class LinkifyIt {}',
	mdurl: 'export const parse = 0, encode = 0, decode = 0, format = 0;',
	'punycode.js': 'export default {};',
	'uc.micro': 'export const P = /\\p{P}/u, S = /\\p{S}/u;',
};

const withReplaced: Plugin = {
	name: 'with-replaced',
	setup({ onLoad, onResolve }) {
		const filter = /^(?:linkify-it|mdurl|punycode\.js|uc\.micro)$/;
		onResolve({ filter }, ({ path: name }) => ({ path: name, namespace: 'replaced' }));
		onLoad({ filter, namespace: 'replaced' }, ({ path: name }) => ({
			contents: replaced[name] ?? '',
		}));
	},
};

/** The built file of a source file that another bundle needs. */
const bundleOf = (file: string) => `./${file === sharedFile ? mainFile : path.basename(file)}.js`;

/** Where an import leads, as a path from the root without its extension. */
const targetOf = (resolveDir: string, name: string) =>
	path.relative(root, path.join(resolveDir, name)).split(path.sep).join('/');

/** Lets the lazy files take from the main one what they share with it. */
const withShared: Plugin = {
	name: 'with-shared',
	setup({ onResolve }) {
		onResolve({ filter: /^\..*\/faults$/ }, ({ resolveDir, path: name }) =>
			targetOf(resolveDir, name) === sharedFile
				? { path: bundleOf(sharedFile), external: true }
				: undefined,
		);
	},
};

/** Puts a getter for each export of a lazy file where the file itself would be. */
function withLoaders(build: typeof esbuild): Plugin {
	return {
		name: 'with-loaders',
		setup({ onLoad, onResolve }) {
			onResolve({ filter: /^\..*\/\w+$/ }, ({ resolveDir, path: name }) => {
				const target = targetOf(resolveDir, name);
				return lazyFiles.includes(target) ? { path: target, namespace: 'lazy' } : undefined;
			});
			onResolve({ filter: /./, namespace: 'lazy' }, ({ path: name }) => ({
				path: name,
				external: true,
			}));
			onLoad({ filter: /./, namespace: 'lazy' }, async ({ path: file }) => {
				const load = `require('${bundleOf(file)}')`;
				const getters = (await exportsOf(build, file)).map(
					(name) =>
						`Object.defineProperty(exports, '${name}', { enumerable: true, get: () => ${load}.${name} });`,
				);
				return { contents: getters.join('\n') };
			});
		},
	};
}

/** The names that a source file exports, without types. */
async function exportsOf(build: typeof esbuild, file: string): Promise<string[]> {
	const { metafile } = await build({
		absWorkingDir: root,
		entryPoints: [`${file}.ts`],
		format: 'esm',
		outdir: 'dist',
		write: false,
		metafile: true,
	});
	return Object.values(metafile.outputs).flatMap((output) => output.exports);
}

/** The files that n8n loads, from package.json, without their folder and extension. */
function entries(): string[] {
	const { n8n } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	return [...n8n.nodes, ...n8n.credentials].map((file) => file.replace(/^dist\/|\.js$/g, ''));
}

/**
 * Writes the files that n8n loads by name. Each takes its class from the one bundle: what the nodes
 * remember together, such as the pace of an account, is there once.
 */
function writeEntries(outdir: string): void {
	for (const entry of entries()) {
		const [className = ''] = path.basename(entry).split('.');
		const file = path.join(outdir, `${entry}.js`);
		const main = path.posix.relative(path.posix.dirname(entry), `${mainFile}.js`);
		const text = `"use strict";\nexports.${className} = require("${main}").${className};\n`;
		if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, text);
	}
}

/** The folders of the packages that are in a bundle. */
export function packagesIn(...metafiles: readonly Metafile[]): string[] {
	const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
	const folders = inputs.flatMap((input) => {
		const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? [];
		return folder === undefined ? [] : [path.join(root, folder)];
	});
	return [...new Set(folders)].sort();
}

/** Options of {@link bundlePackage}. */
export interface BundleOptions {
	/** Where the built files go; `dist` if not given. */
	readonly outdir?: string;
	/** Whether maps to the source are written, for a debugger. */
	readonly sourcemap?: boolean;
	/** Whether anything is written. */
	readonly write?: boolean;
}

/**
 * Builds the package from its source: one readable file with everything of its own, beside it the libraries
 * with the files that import them, and their licences. Few files load fast, and the published package has
 * no runtime dependency.
 *
 * @param build esbuild's function, which must be loaded by the caller: it finds its program beside itself
 * @returns the folders of the packages that were put in, from esbuild's own list
 */
export async function bundlePackage(
	build: typeof esbuild,
	{ outdir = path.join(root, 'dist'), sourcemap = false, write = true }: BundleOptions = {},
): Promise<string[]> {
	const common = {
		absWorkingDir: root,
		outdir,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: ['n8n-workflow'],
		charset: 'utf8',
		logLevel: 'warning',
		sourcemap,
		metafile: true,
		write,
	} satisfies EsbuildOptions;
	const results = await Promise.all([
		build({
			...common,
			stdin: {
				contents: [...entries(), sharedFile].map((file) => `export * from './${file}';`).join('\n'),
				resolveDir: root,
				loader: 'ts',
			},
			entryNames: mainFile,
			plugins: [withLoaders(build)],
		}),
		build({
			...common,
			entryPoints: lazyFiles.map((file) => `${file}.ts`),
			entryNames: '[name]',
			plugins: [withReplaced, withShared],
			minify: true,
			legalComments: 'eof',
		}),
	]);
	const packages = packagesIn(...results.map(({ metafile }) => metafile));
	if (write) {
		writeEntries(outdir);
		writeFileSync(path.join(outdir, licencesFile), thirdPartyLicences(packages));
	}
	return packages;
}

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import type { build as esbuild, Plugin } from 'esbuild';

const root = path.resolve(__dirname, '..');
const whatsapp = 'nodes/WhatsAppGateway/whatsapp';

/** The files that import a library, each the only one that imports it. */
const files = [`${whatsapp}/phone`, `${whatsapp}/markdownTree`];

/** The file with the licences of what is bundled, within the built package. */
export const licencesFile = 'dist/THIRD_PARTY_LICENSES.txt';

/** What a package's own files do not say. */
const origins: Readonly<Record<string, string>> = {
	'libphonenumber-js':
		'Its code and its numbering plans are derived from libphonenumber, © The Libphonenumber Authors and Google, under the Apache License 2.0: https://github.com/google/libphonenumber',
};

/** The texts of a package's licences. Throws if it has none: then it must not be bundled. */
export function licencesOf(folder: string): string[] {
	const names = existsSync(folder) ? readdirSync(folder) : [];
	const files = names.filter((name) => /^(?:licen[cs]e|notice|copying)(?:[.-]|$)/i.test(name));
	if (files.length === 0) throw new Error(`${folder} has no licence that could be shipped.`);
	return files.sort().map((name) => readFileSync(path.join(folder, name), 'utf8').trim());
}

function noticeOf(folder: string): string {
	const { name, version, homepage } = JSON.parse(
		readFileSync(path.join(folder, 'package.json'), 'utf8'),
	) as Record<string, string>;
	const lines = [`${name} ${version}`, homepage, origins[name ?? '']];
	return [lines.filter((line) => line !== undefined).join('\n'), ...licencesOf(folder)].join(
		'\n\n',
	);
}

/** What is bundled, with the text of each licence. */
function thirdPartyLicences(folders: readonly string[]): string {
	const line = '='.repeat(80);
	const head = 'This package contains the following software of others.';
	return `${[head, ...folders.map(noticeOf)].join(`\n\n${line}\n\n`)}\n`;
}

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

/** What the name of a bundle ends with. */
const bundleEnding = 'Bundle';

/**
 * Writes the file that loads a bundle once something of it is used: n8n loads every package when it starts,
 * and few of its processes ever parse a number or Markdown.
 */
function writeLoader(file: string): void {
	const bundle = path.join(root, 'dist', `${file}${bundleEnding}.js`);
	const names = Object.keys(createRequire(bundle)(bundle) as object);
	const load = `require('./${path.basename(bundle)}')`;
	const lines = names.map(
		(name) =>
			`Object.defineProperty(exports, '${name}', { enumerable: true, get: () => ${load}.${name} });`,
	);
	writeFileSync(path.join(root, 'dist', `${file}.js`), ['"use strict";', ...lines, ''].join('\n'));
}

/**
 * Puts the libraries beside the files that import them, bundled from the TypeScript source, and their
 * licences with them: the published package has no runtime dependency.
 *
 * @param build esbuild's function, which must be loaded by the caller: it finds its program beside itself
 * @param write whether dist/ is written
 * @returns the folders of the packages that were put in, from esbuild's own list
 */
export async function inlineLibraries(build: typeof esbuild, write: boolean): Promise<string[]> {
	const { metafile } = await build({
		absWorkingDir: root,
		entryPoints: files.map((file) => ({ in: `${file}.ts`, out: `${file}${bundleEnding}` })),
		outdir: 'dist',
		outbase: '.',
		allowOverwrite: true,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: ['n8n-workflow', '../core/faults'],
		plugins: [withReplaced],
		minify: true,
		charset: 'utf8',
		legalComments: 'eof',
		logLevel: 'warning',
		metafile: true,
		write,
	});
	const folders = Object.keys(metafile.inputs).flatMap((input) => {
		const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? [];
		return folder === undefined ? [] : [path.join(root, folder)];
	});
	const packages = [...new Set(folders)].sort();
	if (write) {
		files.forEach(writeLoader);
		writeFileSync(path.join(root, licencesFile), thirdPartyLicences(packages));
	}
	return packages;
}

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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
 * with addresses that stay as they are. A third of its size.
 */
const unused: Readonly<Record<string, string>> = {
	'linkify-it': 'export class LinkifyIt {}',
	mdurl: 'export const parse = 0, encode = 0, decode = 0, format = 0;',
	'punycode.js': 'export default {};',
};

const withoutUnused: Plugin = {
	name: 'without-unused',
	setup({ onLoad, onResolve }) {
		const filter = /^(?:linkify-it|mdurl|punycode\.js)$/;
		onResolve({ filter }, ({ path: name }) => ({ path: name, namespace: 'unused' }));
		onLoad({ filter, namespace: 'unused' }, ({ path: name }) => ({ contents: unused[name] ?? '' }));
	},
};

/**
 * Puts the libraries into the files that import them, bundled from the TypeScript source, and their
 * licences beside them: the published package has no runtime dependency.
 *
 * @param build esbuild's function, which must be loaded by the caller: it finds its program beside itself
 * @param write whether dist/ is written
 * @returns the folders of the packages that were put in, from esbuild's own list
 */
export async function inlineLibraries(build: typeof esbuild, write: boolean): Promise<string[]> {
	const { metafile } = await build({
		absWorkingDir: root,
		entryPoints: files.map((file) => `${file}.ts`),
		outdir: 'dist',
		outbase: '.',
		allowOverwrite: true,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: ['n8n-workflow', '../core/faults'],
		plugins: [withoutUnused],
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
	if (write) writeFileSync(path.join(root, licencesFile), thirdPartyLicences(packages));
	return packages;
}

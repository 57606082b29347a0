import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { build as esbuild, Plugin } from 'esbuild';

import { allDialects } from '../sandbox/gateways';
import { pageAssets } from '../sandbox/handset/pageAssets';
import { packagesIn } from './bundle';
import { licencesFile, thirdPartyLicences } from './licences';
import { absoluteLinks } from './readme/absoluteLinks';

const root = path.resolve(__dirname, '..');
const source = path.join(root, 'sandbox');

/** The gateways by name: one file has no folders to walk. Their order is that of the running sandbox. */
function gatewaysModule(): string {
	const ids = allDialects().map(({ id }) => id);
	return [
		...ids.map((id) => `import { ${id} } from './${id}';`),
		`const all = [${ids.join(', ')}];`,
		'export const allDialects = () => all;',
	].join('\n');
}

/** The phone page as a browser takes it. */
function pageModule(): string {
	return `export const pageAssets = () => (${JSON.stringify(pageAssets())});`;
}

/** What stands in the place of modules that look around in the source. */
const standIns: ReadonlyArray<readonly [RegExp, () => string]> = [
	[/[\\/]sandbox[\\/]gateways[\\/]index\.ts$/, gatewaysModule],
	[/[\\/]sandbox[\\/]handset[\\/]pageAssets\.ts$/, pageModule],
];

const withStandIns: Plugin = {
	name: 'with-stand-ins',
	setup({ onLoad }) {
		for (const [filter, contents] of standIns) {
			onLoad({ filter }, ({ path: file }) => ({
				contents: contents(),
				loader: 'ts',
				resolveDir: path.dirname(file),
			}));
		}
	},
};

/** What docs/sandbox.md says, with links that work on npm. */
function readme(): string {
	const { version } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8')) as {
		version: string;
	};
	const repository = 'n8n-nodes-whatsapp-gateways/n8n-nodes-whatsapp-gateways';
	const page = readFileSync(path.join(root, 'docs/sandbox.md'), 'utf8');
	return absoluteLinks(page, { repository, ref: `v${version}`, folder: 'docs' });
}

/**
 * Builds the sandbox as a package of its own: one file that needs nothing but Node.js, its package.json, its
 * README and the licences of what is in it.
 *
 * @param build esbuild's function, which must be loaded by the caller: it finds its program beside itself
 * @param outdir Where the package goes; what is there is taken away first
 */
export async function bundleSandbox(build: typeof esbuild, outdir: string): Promise<void> {
	rmSync(outdir, { recursive: true, force: true });
	mkdirSync(outdir, { recursive: true });
	const common = {
		absWorkingDir: root,
		bundle: true,
		logLevel: 'warning',
		metafile: true,
	} as const;
	// For the list of what is in it alone: it stands in the program as a text.
	const page = await build({
		...common,
		entryPoints: ['sandbox/handset/page/main.ts'],
		write: false,
	});
	const program = await build({
		...common,
		entryPoints: ['sandbox/main.ts'],
		outfile: path.join(outdir, 'sandbox.cjs'),
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		charset: 'utf8',
		banner: { js: '#!/usr/bin/env node' },
		plugins: [withStandIns],
		legalComments: 'none',
		minifySyntax: true,
		minifyWhitespace: true,
	});
	const packages = packagesIn(program.metafile, page.metafile);
	writeFileSync(path.join(outdir, licencesFile), thirdPartyLicences(packages));
	writeFileSync(path.join(outdir, 'README.md'), readme());
	copyFileSync(path.join(source, 'package.json'), path.join(outdir, 'package.json'));
	copyFileSync(path.join(root, 'LICENSE.md'), path.join(outdir, 'LICENSE'));
}

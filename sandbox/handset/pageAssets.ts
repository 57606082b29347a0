import { readFileSync } from 'node:fs';
import path from 'node:path';

import { buildSync } from 'esbuild';

/** The three files of the phone page. */
export interface PageAssets {
	readonly html: string;
	readonly css: string;
	readonly js: string;
}

const folder = path.join(__dirname, 'page');

/** Browsers of the last years; `light-dark()` in the stylesheet asks for no less. */
const target = 'es2022';

function build(): PageAssets {
	const { outputFiles } = buildSync({
		entryPoints: [path.join(folder, 'main.ts'), path.join(folder, 'page.css')],
		bundle: true,
		write: false,
		outdir: folder,
		minify: true,
		target,
		format: 'iife',
		charset: 'utf8',
		legalComments: 'none',
		logLevel: 'silent',
	});
	const textOf = (ending: string) =>
		outputFiles.find((one) => one.path.endsWith(ending))?.text ?? '';
	return {
		html: readFileSync(path.join(folder, 'page.html'), 'utf8'),
		css: textOf('.css'),
		js: textOf('.js'),
	};
}

let built: PageAssets | undefined;

/**
 * The phone page as a browser takes it, made from its source when it is first asked for. A sandbox that is
 * bundled into one file has it made already, in the place of this module.
 */
export function pageAssets(): PageAssets {
	return (built ??= build());
}

/**
 * `npm run check:package`: whether what would be published passes n8n's own scan and loads in n8n
 * with nothing beside it.
 */
import { execFileSync } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { bundlePackage } from '../../scripts/bundle.js';
import { licencesFile, licencesOf } from '../../scripts/licences.js';

interface Scan {
	passed: boolean;
	message?: string;
	details?: string;
}

interface Scanner {
	analyzePackage(folder: string, patterns?: readonly string[]): Promise<Scan>;
	SOURCE_FILE_PATTERNS: readonly string[];
}

interface Loaded {
	nodes: Array<{ name: string; fields: number }>;
	credentials: Array<{ name: string; fields: number }>;
}

interface PackageFile {
	name: string;
	dependencies?: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
}

interface Packed {
	filename: string;
	unpackedSize: number;
	size: number;
	files: Array<{ path: string }>;
}

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const require = createRequire(import.meta.url);

/** In bytes, unpacked: six gateways in plain code, the world’s numbering plans, a Markdown parser. */
const sizeAim = 1_600_000;

let passed = 0;
let failed = 0;

function report(what: string, ok: boolean, more = ''): void {
	if (ok) passed++;
	else failed++;
	console.log(`${ok ? 'ok  ' : 'FAIL'}  ${what}${more === '' ? '' : `: ${more}`}`);
}

const scanner = (await import(
	require.resolve('@n8n/scan-community-package/scanner/scanner.mjs')
)) as Scanner;
const work = mkdtempSync(path.join(tmpdir(), 'whatsapp-gateways-package-'));

try {
	const [packed] = JSON.parse(
		execFileSync('npm', ['pack', '--json', '--silent', '--pack-destination', work], {
			cwd: root,
			encoding: 'utf8',
		}),
	) as [Packed];
	execFileSync('tar', ['xzf', path.join(work, packed.filename), '-C', work]);
	const unpacked = path.join(work, 'package');
	const file = JSON.parse(readFileSync(path.join(unpacked, 'package.json'), 'utf8')) as PackageFile;

	for (const [leg, folder, patterns] of [
		['source', root, scanner.SOURCE_FILE_PATTERNS],
		['tarball', unpacked, undefined],
	] as const) {
		const scan = await scanner.analyzePackage(folder, patterns);
		report(`n8n's scan of the ${leg}`, scan.passed, scan.details ?? scan.message);
	}

	report('no runtime dependency', Object.keys(file.dependencies ?? {}).length === 0);
	const strays = packed.files
		.map((entry) => entry.path)
		.filter(
			(name) => !/^(?:dist\/|README\.md$|LICENSE\.md$|CHANGELOG\.md$|package\.json$)/.test(name),
		);
	report('nothing in the tarball but dist and the papers', strays.length === 0, strays.join(', '));

	const inlined = await bundlePackage(build, { write: false });
	const licences = path.join(unpacked, 'dist', licencesFile);
	const shipped = existsSync(licences) ? readFileSync(licences, 'utf8') : '';
	const missing = inlined.filter((folder) =>
		licencesOf(folder).some((licence) => !shipped.includes(licence)),
	);
	report(
		'the licences of everything that is bundled',
		inlined.length > 0 && missing.length === 0,
		(missing.length > 0 ? missing : inlined).map((folder) => path.basename(folder)).join(', '),
	);

	const peers = path.join(work, 'peers');
	mkdirSync(peers);
	symlinkSync(path.join(root, 'node_modules/n8n-workflow'), path.join(peers, 'n8n-workflow'));
	const loaded = JSON.parse(
		execFileSync(
			process.execPath,
			[path.join(here, 'load.cjs'), path.join(root, 'node_modules/n8n-core'), unpacked],
			{ cwd: work, encoding: 'utf8', env: { PATH: process.env['PATH'], NODE_PATH: peers } },
		),
	) as Loaded;
	report(
		'n8n loads every node with n8n-workflow alone beside it',
		loaded.nodes.length === file.n8n.nodes.length,
		loaded.nodes.map(({ name, fields }) => `${name} (${fields} fields)`).join(', '),
	);
	report(
		'n8n loads every credential likewise',
		loaded.credentials.length === file.n8n.credentials.length,
		loaded.credentials.map(({ name, fields }) => `${name} (${fields} fields)`).join(', '),
	);

	const kB = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
	const tarball = statSync(path.join(work, packed.filename)).size;
	report(
		'the size',
		packed.unpackedSize < sizeAim,
		`${kB(tarball)} packed, ${kB(packed.unpackedSize)} unpacked, ${packed.files.length} files (aim: under ${kB(sizeAim)})`,
	);
} finally {
	rmSync(work, { recursive: true, force: true });
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

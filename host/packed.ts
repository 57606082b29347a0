import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { npmCommand, npmEnvironment, run } from './command';
import { HostFault } from './fault';

/** The clone that this file stands in. */
export const project = path.resolve(__dirname, '..');

interface Manifest {
	readonly name: string;
	readonly version: string;
	readonly dependencies?: Readonly<Record<string, string>>;
	readonly [field: string]: unknown;
}

/** Packs the built project as it would be published; gives the path of the tarball. */
export async function pack(folder: string, signal?: AbortSignal): Promise<string> {
	if (!existsSync(path.join(project, 'dist', 'nodes'))) {
		throw new HostFault('The package is not built yet: run `npm run build` first.');
	}
	const npm = npmCommand(process.execPath);
	const log = path.join(folder, 'pack.log');
	const code = await run(
		npm.command,
		[...npm.args, 'pack', '--ignore-scripts', '--pack-destination', folder],
		{ cwd: project, env: npmEnvironment(), log, signal },
	);
	const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
	if (code !== 0 || !tarball) throw new HostFault('npm could not pack the project.', log);
	return path.join(folder, tarball);
}

/**
 * Lays the packed project where n8n lays an installed community package, with n8n's own steps:
 * unpack, drop the dependencies that are not for running, note it in the list of what is there.
 * n8n must not be running. Node types are then called `<package>.<node>`.
 */
export async function installPackage(userFolder: string, signal?: AbortSignal): Promise<void> {
	const scratch = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-'));
	try {
		const tarball = await pack(scratch, signal);
		const home = path.join(userFolder, '.n8n', 'nodes');
		const { name } = readManifest(path.join(project, 'package.json'));
		const target = path.join(home, 'node_modules', name);
		rmSync(target, { recursive: true, force: true });
		mkdirSync(target, { recursive: true });
		const log = path.join(scratch, 'tar.log');
		const options = { cwd: scratch, env: process.env, log, signal };
		const code = await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1'], options);
		if (code !== 0) throw new HostFault(`tar could not unpack the package into ${target}.`);
		enter(home, strip(path.join(target, 'package.json')));
	} finally {
		rmSync(scratch, { recursive: true, force: true });
	}
}

function strip(file: string): Manifest {
	const manifest: Record<string, unknown> = { ...readManifest(file) };
	for (const field of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		delete manifest[field];
	}
	const stripped = manifest as unknown as Manifest;
	if (Object.keys(stripped.dependencies ?? {}).length > 0) {
		throw new HostFault('The package has runtime dependencies; n8n does not verify such packages.');
	}
	write(file, stripped);
	return stripped;
}

function enter(home: string, { name, version }: Manifest): void {
	const file = path.join(home, 'package.json');
	const before: Manifest = existsSync(file)
		? readManifest(file)
		: { name: 'installed-nodes', version: '0.0.0', private: true };
	write(file, { ...before, dependencies: { ...before.dependencies, [name]: version } });
}

function readManifest(file: string): Manifest {
	return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}

function write(file: string, value: unknown): void {
	writeFileSync(file, `${JSON.stringify(value, null, '\t')}\n`);
}

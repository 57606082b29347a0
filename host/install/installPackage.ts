import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { HostFault } from '../fault';
import { projectFolder } from '../project';
import { npmCommand, npmEnvironment, runCommand } from './command';

interface Manifest {
	readonly name: string;
	readonly version: string;
	readonly dependencies?: Readonly<Record<string, string>>;
	readonly [field: string]: unknown;
}

/** Packs the built project as npm publishes it; returns the path of the tarball. */
async function pack(folder: string, signal?: AbortSignal): Promise<string> {
	if (!existsSync(path.join(projectFolder, 'dist', 'nodes'))) {
		throw new HostFault('The package is not built yet: run `npm run build` first.');
	}
	const npm = npmCommand(process.execPath);
	const log = path.join(folder, 'pack.log');
	const code = await runCommand(
		npm.command,
		[...npm.args, 'pack', '--ignore-scripts', '--pack-destination', folder],
		{ cwd: projectFolder, env: npmEnvironment(), log, signal },
	);
	const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
	if (code !== 0 || !tarball) throw new HostFault('npm could not pack the project.', log);
	return path.join(folder, tarball);
}

/**
 * Installs the packed project as n8n installs a community package: unpack it, drop the dependencies
 * that are not for running, list it in the folder's package.json. n8n must not be running. Node types
 * are then called `<package>.<node>`. Returns the package's folder. Throws {@link HostFault}.
 */
export async function installPackage(userFolder: string, signal?: AbortSignal): Promise<string> {
	const scratch = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-'));
	try {
		const tarball = await pack(scratch, signal);
		const home = path.join(userFolder, '.n8n', 'nodes');
		const { name } = readManifest(path.join(projectFolder, 'package.json'));
		const target = path.join(home, 'node_modules', name);
		rmSync(target, { recursive: true, force: true });
		mkdirSync(target, { recursive: true });
		const log = path.join(scratch, 'tar.log');
		const options = { cwd: scratch, env: process.env, log, signal };
		const code = await runCommand(
			'tar',
			['-xzf', tarball, '-C', target, '--strip-components=1'],
			options,
		);
		if (code !== 0) throw new HostFault(`tar could not unpack the package into ${target}.`);
		listPackage(home, stripManifest(path.join(target, 'package.json')));
		return target;
	} finally {
		rmSync(scratch, { recursive: true, force: true });
	}
}

function stripManifest(file: string): Manifest {
	const manifest: Record<string, unknown> = { ...readManifest(file) };
	for (const field of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		delete manifest[field];
	}
	const stripped = manifest as unknown as Manifest;
	if (Object.keys(stripped.dependencies ?? {}).length > 0) {
		throw new HostFault('The package has runtime dependencies; n8n does not verify such packages.');
	}
	writeJson(file, stripped);
	return stripped;
}

function listPackage(home: string, { name, version }: Manifest): void {
	const file = path.join(home, 'package.json');
	const before: Manifest = existsSync(file)
		? readManifest(file)
		: { name: 'installed-nodes', version: '0.0.0', private: true };
	writeJson(file, { ...before, dependencies: { ...before.dependencies, [name]: version } });
}

function readManifest(file: string): Manifest {
	return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}

function writeJson(file: string, value: unknown): void {
	writeFileSync(file, `${JSON.stringify(value, null, '\t')}\n`);
}

import execa from 'execa';
import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { npmCommand, npmEnvironment } from '../host/install/command';
import { projectFolder } from '../host/project';
import { median } from './statistics';

/** What the package costs before it does anything. */
export interface PackageCost {
	/** The load in a fresh process, in milliseconds. */
	readonly coldLoadMs: number;
	readonly tarballBytes: number;
	readonly unpackedBytes: number;
}

const processes = 9;

/** Loads the built package in fresh processes, and packs it. */
export async function benchPackage(node: string): Promise<PackageCost> {
	const loads: number[] = [];
	for (let round = 0; round < processes; round++) {
		const script = path.join(__dirname, 'coldLoad.cjs');
		loads.push(Number((await execa(node, [script, projectFolder])).stdout));
	}
	const npm = npmCommand(process.execPath);
	const packed = execFileSync(
		npm.command,
		[...npm.args, 'pack', '--dry-run', '--json', '--ignore-scripts'],
		{
			cwd: projectFolder,
			env: npmEnvironment(),
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		},
	);
	const [tarball] = JSON.parse(packed) as Array<{ size: number; unpackedSize: number }>;
	return {
		coldLoadMs: median(loads),
		tarballBytes: tarball?.size ?? NaN,
		unpackedBytes: tarball?.unpackedSize ?? NaN,
	};
}

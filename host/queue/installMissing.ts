import execa from 'execa';

import type { Progress } from '../cli/progress';
import { HostFault } from '../fault';
import { missingPrograms } from './programs';

/** Whether a program can be called here. */
async function exists(program: string): Promise<boolean> {
	return !(await execa(program, ['--version'], { reject: false, stdio: 'ignore' })).failed;
}

/** What makes a command root's: nothing for root, sudo for others. Throws {@link HostFault}. */
async function asRoot(what: string, packages: readonly string[]): Promise<string[]> {
	if (process.getuid?.() === 0) return [];
	if (await exists('sudo')) return ['sudo'];
	throw new HostFault(
		`${what} must be installed by root, and there is no sudo here. As root: apt-get install ${packages.join(' ')}`,
	);
}

/**
 * Installs Redis and PostgreSQL from Debian's packages where they are missing, as root or by sudo, which may
 * ask for a password. Throws {@link HostFault}, with the command for doing it by hand.
 */
export async function installMissing(progress: Progress, signal?: AbortSignal): Promise<void> {
	const missing = missingPrograms();
	if (missing.length === 0) return;
	const what = missing.map(({ name }) => name).join(' and ');
	const packages = missing.map(({ debianPackage }) => debianPackage);
	if (!(await exists('apt-get'))) {
		throw new HostFault(
			`n8n's queue mode needs ${what}, and this system has no apt-get: install ${what} with its own tools, so that redis-server, initdb and postgres are on the path.`,
		);
	}
	const prefix = await asRoot(what, packages);
	const by = prefix.length === 0 ? 'as root' : 'by sudo';
	progress.log(`Installing ${what} with apt-get, ${by}: ${packages.join(' ')}`);
	const steps = [
		['update', '-qq'],
		['install', '-y', '-qq', '--no-install-recommends', ...packages],
	];
	for (const step of steps) {
		const environment = ['env', 'DEBIAN_FRONTEND=noninteractive'];
		const [command = '', ...args] = [...prefix, ...environment, 'apt-get', ...step];
		const run = execa(command, args, {
			reject: false,
			// The password of sudo is asked for at the terminal.
			stdio: ['inherit', 'ignore', 'inherit'],
		});
		signal?.addEventListener('abort', () => run.kill(), { once: true });
		const { failed } = await run;
		signal?.throwIfAborted();
		if (!failed) continue;
		throw new HostFault(
			`apt-get ${step[0]} did not succeed; what it said is above. Then by hand: apt-get install ${packages.join(' ')}`,
		);
	}
}

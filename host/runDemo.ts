import path from 'node:path';

import type { StartOptions } from './cli/options';
import { terminalProgress } from './cli/progress';
import { aborted, stopSignal } from './cli/stopSignal';
import { startDemo, type Demo, type DemoOptions } from './demo';
import { howToTrigger } from './examples/triggerExample';
import { explain, HostFault } from './fault';
import { releaseOf } from './install/releases';
import { projectFolder } from './project';
import { owner } from './rest/rest';
import { freeDataFolder } from './server/dataFolder';
import { ensureFree } from './server/ports';

/** Prints a line for the user. */
export const print = (line = '') => process.stdout.write(`${line}\n`);

/** Options of {@link runDemo}: the flags that all programs have, and n8n's own. */
export type RunOptions = Omit<StartOptions, 'once'> &
	Pick<DemoOptions, 'env' | 'nodeArguments' | 'launch'>;

/**
 * Runs a program on a demo and ends the process: starts the demo, runs `use`, stops the demo. The exit
 * code is what `use` returns, 1 after a fault, or 130 if the program is stopped while it starts.
 */
export async function runDemo(
	options: RunOptions,
	use: (demo: Demo, signal: AbortSignal) => Promise<number>,
): Promise<never> {
	const signal = stopSignal();
	try {
		process.exit(await startAndUse(options, use, signal));
	} catch (reason) {
		if (signal.aborted) {
			print('Stopped.');
			process.exit(130);
		}
		process.stderr.write(`${explain(reason)}\n`);
		process.exit(1);
	}
}

async function startAndUse(
	{ data, n8n, port, sandboxPort, env, nodeArguments, launch }: RunOptions,
	use: (demo: Demo, signal: AbortSignal) => Promise<number>,
	signal: AbortSignal,
): Promise<number> {
	const release = releaseOf(n8n);
	// An older n8n cannot read the database of a newer one.
	const own = release === releaseOf() ? '.demo' : path.join('.demo', release.version);
	const folder = path.resolve(data || path.join(projectFolder, own));
	for (const name of await freeDataFolder(folder)) {
		print(`Ended ${name}, which a start that was killed had left running.`);
	}
	await ensureFree(port, 'n8n', '--port', sandboxPort);
	await ensureFree(sandboxPort, 'the sandbox', '--sandbox-port', port);
	const progress = terminalProgress();
	const demo = await startDemo({
		...{ folder, release, port, sandboxPort, progress, env, nodeArguments, launch, signal },
	});
	try {
		return await use(demo, signal);
	} finally {
		print('Stopping n8n and the sandbox…');
		await demo.stop();
	}
}

/** Waits until the user stops the program, and returns 0. Throws {@link HostFault} if n8n ends first. */
export async function untilStopped({ server }: Demo, signal: AbortSignal): Promise<number> {
	await Promise.race([aborted(signal), server.ended]);
	if (!signal.aborted) throw new HostFault('n8n ended by itself.', server.log);
	return 0;
}

/** Prints the two addresses, the login and the credentials, and with `curl` how to try each example. */
export function introduce(demo: Demo, { curl = false }: { readonly curl?: boolean } = {}): void {
	const { server, sandboxUrl, accounts, examples, edited } = demo;
	for (const { kind, name, freshName } of edited) {
		const isWorkflow = kind === 'workflow';
		const example = isWorkflow ? examples.find(({ saved }) => saved.name === freshName) : undefined;
		const state = example?.unpublished === undefined ? '' : ', not published';
		print(
			`You edited the ${kind} “${name}”: it stays as it is. The fresh one is saved beside it as “${freshName}”${state}.`,
		);
	}
	const editedNames = edited.map(({ freshName }) => freshName);
	for (const { saved, unpublished } of examples) {
		if (unpublished === undefined || editedNames.includes(saved.name)) continue;
		print(`The example “${saved.name}” is not published: ${unpublished}.`);
	}
	const names = accounts.map(({ reference }) => reference.name);
	print();
	print(`  Editor  ${server.url}   ${owner.email}   ${owner.password}`);
	print(`  Phones  ${sandboxUrl}`);
	print();
	print(`  n8n has a credential for each gateway: ${names.join(', ')}.`);
	print('  For one of your own, copy the values from the tab Connect of the page with the phones.');
	print();
	if (curl) {
		if (server.webhookUrl !== server.url) print(`  n8n takes webhooks at ${server.webhookUrl}`);
		for (const example of examples) {
			print(`  ${example.workflow.name}   ${server.url}/workflow/${example.saved.id}`);
			for (const line of howToTrigger(example, sandboxUrl)) print(`  ${line}`);
			print();
		}
	}
	print('  Ctrl-C ends both. With --curl, the start also prints how to try each example.');
}

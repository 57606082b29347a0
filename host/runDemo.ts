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
import { ensureUnused, recordServer } from './server/dataFolder';
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
	await ensureUnused(folder);
	await ensureFree(port, 'n8n', '--port');
	await ensureFree(sandboxPort, 'the sandbox', '--sandbox-port');
	const progress = terminalProgress();
	const demo = await startDemo({
		...{ folder, release, port, sandboxPort, progress, env, nodeArguments, launch, signal },
	});
	recordServer(folder, demo.server);
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

/** Prints the addresses, the login, and how to trigger each example. */
export function introduce({ server, sandboxUrl, examples }: Demo): void {
	print();
	print(`  n8n      ${server.url}   ${owner.email}   ${owner.password}`);
	if (server.webhookUrl !== server.url) print(`  webhooks ${server.webhookUrl}`);
	print(`  phones   ${sandboxUrl}   shows each message; write and tap there`);
	print();
	print(
		'  The examples are published in n8n. To try one, write at the phones, or call it from another terminal:',
	);
	for (const example of examples) {
		print();
		print(`  ${example.workflow.name}   ${server.url}/workflow/${example.saved.id}`);
		for (const line of howToTrigger(example, sandboxUrl)) print(`  ${line}`);
	}
	print();
	print('  Press Ctrl-C to end.');
}

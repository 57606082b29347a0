import path from 'node:path';

import { startDemo, fireExample, type Demo, type Fired } from './demo';
import { beginningOf } from './examples';
import { explain, HostFault } from './fault';
import { readOptions, usage, type StartOptions } from './options';
import { project } from './packed';
import { ensureFree } from './ports';
import { terminalProgress } from './progress';
import { owner } from './rest';
import { ensureAlone, noteRunning } from './running';
import { table } from './table';

const say = (line = '') => process.stdout.write(`${line}\n`);

/** Ends with Ctrl-C, with SIGTERM, and when the shell that started it is gone. */
function untilToldToStop(): AbortSignal {
	const stop = new AbortController();
	const told = () => stop.abort(new HostFault('Stopped.'));
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, told);
	const parent = process.ppid;
	setInterval(() => process.ppid !== parent && told(), 1000).unref();
	return stop.signal;
}

function aborted(signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) resolve();
		else signal.addEventListener('abort', () => resolve(), { once: true });
	});
}

function introduce({ server, sandboxUrl, examples }: Demo): void {
	say();
	say(`  n8n     ${server.url}   ${owner.email}   ${owner.password}`);
	say(`  phones  ${sandboxUrl}   what arrives, and where to answer it`);
	say();
	say('  The examples are in n8n, published. To fire one from another terminal:');
	for (const example of examples) {
		say();
		say(`  ${example.workflow.name}`);
		say(`  ${beginningOf(example)}`);
	}
	say();
	say('  Ctrl-C ends everything.');
}

function rowsOf({ example, compared }: Fired): string[][] {
	return compared.map(({ arrival, verdict }) => [
		verdict,
		example.name,
		arrival.phone,
		arrival.template?.name ?? arrival.kind,
		arrival.text,
	]);
}

async function fireAll(demo: Demo): Promise<number> {
	const fired: Fired[] = [];
	for (const example of demo.examples) fired.push(await fireExample(demo, example));
	say();
	say(table([['', 'example', 'phone', 'message', 'words'], ...fired.flatMap(rowsOf)], 140));
	say();
	const stopped = fired.filter(({ execution }) => execution.status !== 'success');
	for (const { example, execution } of stopped) {
		say(`${example.name} stopped: ${execution.message || execution.status}`);
	}
	const wrong = fired.flatMap(({ compared }) => compared).some((one) => one.verdict !== 'arrived');
	if (!wrong && stopped.length === 0) {
		say('Every example sent exactly what it had to.');
		return 0;
	}
	say(`Not everything arrived as it had to. n8n's log: ${demo.server.log}`);
	return 1;
}

async function start(options: StartOptions): Promise<number> {
	const folder = path.resolve(options.data ?? path.join(project, '.demo'));
	await ensureAlone(folder);
	await ensureFree(options.port, 'n8n', '--port');
	await ensureFree(options.sandboxPort, 'the sandbox', '--sandbox-port');
	const signal = untilToldToStop();
	const { port, sandboxPort } = options;
	const progress = terminalProgress();
	try {
		const demo = await startDemo({ folder, port, sandboxPort, progress, signal });
		const { server } = demo;
		noteRunning(folder, server);
		try {
			if (options.once) return await fireAll(demo);
			introduce(demo);
			await Promise.race([aborted(signal), server.ended]);
			if (!signal.aborted) throw new HostFault('n8n ended by itself.', server.log);
			return 0;
		} finally {
			say('Stopping n8n and the sandbox…');
			await demo.stop();
		}
	} catch (reason) {
		if (!signal.aborted) throw reason;
		say('Stopped.');
		return 130;
	}
}

async function main(args: readonly string[]): Promise<number> {
	let options: StartOptions;
	try {
		options = readOptions(args);
	} catch (reason) {
		process.stderr.write(`${explain(reason)}\n\n${usage}\n`);
		return 1;
	}
	if (options.help) {
		say(usage);
		return 0;
	}
	try {
		return await start(options);
	} catch (reason) {
		process.stderr.write(`${explain(reason)}\n`);
		return 1;
	}
}

void main(process.argv.slice(2)).then((code) => process.exit(code));

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { terminalProgress } from '../host/cli/progress';
import { explain } from '../host/fault';
import { parts, readBenchOptions, type BenchOptions, type Part } from './options';
import { runBench } from './run';

/** The parts that were asked for: those named, sends for names of variants, all without names. */
function wanted({ only }: BenchOptions): { parts: Part[]; variants: string[] } {
	const named = parts.filter((part) => only.includes(part));
	const variants = only.filter((name) => !parts.some((part) => part === name));
	if (only.length === 0) return { parts: [...parts], variants };
	const withSends = variants.length > 0 && !named.includes('sends');
	return { parts: withSends ? [...named, 'sends'] : named, variants };
}

async function main(): Promise<void> {
	const options = readBenchOptions(process.argv);
	const folder = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-bench-'));
	const stop = new AbortController();
	process.once('SIGINT', () => process.exit(130)).once('SIGTERM', () => process.exit(143));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
	const faults = await runBench(
		...([options, wanted(options), folder, terminalProgress(), stop.signal] as const),
	);
	if (faults.length > 0) throw new Error(faults.join('\n'));
}

main().then(
	() => process.exit(0),
	(reason: unknown) => {
		process.stderr.write(`${explain(reason)}\n`);
		process.exit(1);
	},
);

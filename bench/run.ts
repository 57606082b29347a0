import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { Progress } from '../host/cli/progress';
import { explain } from '../host/fault';
import { makeCertificate } from './certificate';
import { benchDeliveries } from './deliveries';
import { benchEditor } from './editor';
import { serveGateway, type Gateway } from './gateway';
import { benchGrowth } from './growth';
import { benchHandshake } from './handshake';
import { openN8n, type N8n } from './n8n';
import type { BenchOptions, Part } from './options';
import { benchPackage } from './packageCost';
import { plotSends } from './plot';
import { describe, type Results } from './report';
import { learnRate, publishVariants, runRounds, type SendResult, type Setting } from './rounds';
import { saveCredentials, variantsAt } from './variants';

const print = (text = '') => process.stdout.write(`${text}\n`);

/** The settings of the sends in a full and in a quick run. */
const few = ['send-text-50', 'send-text-default', 'http-request-default', 'bare-50'];
const fullSettings: readonly Setting[] = [
	{ latencyMs: 5, items: 1000, rounds: 3, seconds: 120 },
	{ latencyMs: 20, items: 1000, rounds: 3, seconds: 150 },
	{ latencyMs: 100, items: 1000, rounds: 3, seconds: 150 },
	{ latencyMs: 20, items: 10_000, rounds: 2, seconds: 120, only: few },
];
const quickSettings: readonly Setting[] = [
	{ latencyMs: 20, items: 100, rounds: 1, seconds: 60 },
	{ latencyMs: 100, items: 100, rounds: 1, seconds: 30, only: few },
];

function settingsFor(
	{ quick, items, latency, rounds }: BenchOptions,
	isNarrow: boolean,
): Setting[] {
	const form = quick ? quickSettings : fullSettings;
	const base = form.map((setting) => ({ ...setting, rounds: rounds ?? setting.rounds }));
	const chosen = base.filter(
		(setting) =>
			(latency === undefined || setting.latencyMs === latency) &&
			(items === undefined || setting.items === items),
	);
	// A setting that no form has.
	if (chosen.length === 0) {
		const [first] = base;
		const own = { latencyMs: latency ?? 20, items: items ?? 1000, seconds: 600 };
		return [{ rounds: first?.rounds ?? 1, ...own }];
	}
	return isNarrow ? chosen.map((setting) => ({ ...setting, only: undefined })) : chosen;
}

/** The sizes of the lists whose growth is fitted. */
const fullSizes = [5000, 20_000, 100_000];
const quickSizes = [1000, 3000];

/** The parts and the variants that a run was asked for. */
export interface Wanted {
	readonly parts: readonly Part[];
	readonly variants: readonly string[];
}

/**
 * Runs the wanted parts, prints what they show, and writes the results. A part that does not run leaves the
 * others alone; the sentences about such parts are returned.
 */
export async function runBench(
	options: BenchOptions,
	wanted: Wanted,
	folder: string,
	progress: Progress,
	signal: AbortSignal,
): Promise<string[]> {
	const { quick: isQuick } = options;
	const faults: string[] = [];
	const run = async <T>(part: Part, none: T, measure: () => Promise<T>): Promise<T> => {
		if (!wanted.parts.includes(part)) return none;
		progress.log(`${new Date().toISOString().slice(11, 19)} ${part}`);
		try {
			return await measure();
		} catch (reason) {
			faults.push(`${part}: ${explain(reason)}`);
			progress.log(faults.at(-1) ?? '');
			return none;
		}
	};
	const tls = makeCertificate(folder);
	const gateway = await serveGateway();
	const n8n = await openN8n({
		...{ folder, graphUrl: gateway.url, progress, certificate: tls.file, signal },
	});
	try {
		const credentials = await saveCredentials(n8n.rest, gateway.url);
		await learnRate(n8n, credentials);
		const setting = {
			latencyMs: 20,
			items: isQuick ? 100 : 1000,
			rounds: isQuick ? 1 : 3,
			seconds: 60,
		};
		const [count, rounds] = isQuick ? [100, 1] : [2000, 3];
		const cost = await run('package', undefined, async () => await benchPackage(n8n.node));
		const measured = {
			sends: await run('sends', [], async () => {
				return await benchSends(n8n, gateway, options, wanted.variants, progress);
			}),
			handshake: await run(
				'tls',
				[],
				async () => await benchHandshake(n8n, tls, setting, progress),
			),
			editor: await run('templates', [], async () => {
				return await benchEditor(n8n, gateway, credentials.many);
			}),
			deliveries: await run(
				'deliveries',
				[],
				async () => await benchDeliveries(n8n, count, rounds),
			),
		};
		// Growth is measured in processes of its own.
		await n8n.stop();
		const sizes = isQuick ? quickSizes : fullSizes;
		const growth = await run('growth', undefined, async () => {
			return await benchGrowth(n8n.node, gateway, sizes, progress);
		});
		const results: Results = {
			measuredAt: new Date().toISOString(),
			machine: `${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown'}, ${process.platform}`,
			...{ n8n: n8n.version, isQuick, ...measured, growth, package: cost },
		};
		print(`\n${describe(results)}`);
		if (options.out !== undefined) write(options.out, results);
		return faults;
	} finally {
		await n8n.stop();
		await gateway.close();
	}
}

function write(folder: string, results: Results): void {
	mkdirSync(folder, { recursive: true });
	writeFileSync(path.join(folder, 'latest.json'), `${JSON.stringify(results, null, '\t')}\n`);
	if (results.sends.length === 0) return;
	// The setting that all ways to send ran.
	const items = Math.min(...results.sends.map((send) => send.items));
	writeFileSync(path.join(folder, 'plot.svg'), plotSends(results.sends, items));
	print(`\nWritten: ${path.join(folder, 'latest.json')} and plot.svg`);
}

async function benchSends(
	n8n: N8n,
	gateway: Gateway,
	options: BenchOptions,
	named: readonly string[],
	progress: Progress,
): Promise<SendResult[]> {
	const credentials = await saveCredentials(n8n.rest, gateway.url);
	const variants = variantsAt(gateway.url, credentials).filter(
		({ id }) => named.length === 0 || named.some((name) => id.startsWith(name)),
	);
	const addresses = await publishVariants(n8n, gateway, variants, options.quick ? 20 : 300);
	const results: SendResult[] = [];
	for (const setting of settingsFor(options, named.length > 0)) {
		results.push(...(await runRounds(n8n, gateway, variants, addresses, setting, progress)));
	}
	return results;
}

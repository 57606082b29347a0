import type { Progress } from '../host/cli/progress';
import { serveGateway, type Gateway } from './gateway';
import { openN8n, type N8n } from './n8n';
import type { BenchOptions, Part } from './options';
import { learnRate, publishVariants, runRounds, type SendResult, type Setting } from './rounds';
import { makeCertificate } from './certificate';
import { saveCredentials, variantsAt } from './variants';

const print = (text = '') => process.stdout.write(`${text}\n`);

/** The settings of the sends in a full and in a quick run. */
const few = ['send-text-50', 'send-text-default', 'http-request-default', 'bare-50'];
const fullSettings: readonly Setting[] = [
	{ latencyMs: 5, items: 1000, rounds: 3, seconds: 150 },
	{ latencyMs: 20, items: 1000, rounds: 3, seconds: 200 },
	{ latencyMs: 100, items: 1000, rounds: 3, seconds: 200 },
	{ latencyMs: 20, items: 10_000, rounds: 2, seconds: 150, only: few },
];
const quickSettings: readonly Setting[] = [
	{ latencyMs: 20, items: 200, rounds: 1, seconds: 60 },
	{ latencyMs: 100, items: 200, rounds: 1, seconds: 30, only: few },
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
	return isNarrow ? chosen.map(({ only: _, ...setting }) => setting) : chosen;
}

/** Runs the wanted parts, prints what they show, and writes the results. */
export async function runBench(
	options: BenchOptions,
	wanted: { readonly parts: readonly Part[]; readonly variants: readonly string[] },
	folder: string,
	progress: Progress,
	signal: AbortSignal,
): Promise<void> {
	const tls = makeCertificate(folder);
	const gateway = await serveGateway();
	const n8n = await openN8n({
		folder,
		graphUrl: gateway.url,
		progress,
		certificate: tls.file,
		signal,
	});
	try {
		if (wanted.parts.includes('sends'))
			await benchSends(n8n, gateway, options, wanted.variants, progress);
	} finally {
		await n8n.stop();
		await gateway.close();
	}
}

async function benchSends(
	n8n: N8n,
	gateway: Gateway,
	options: BenchOptions,
	named: readonly string[],
	progress: Progress,
): Promise<SendResult[]> {
	const credentials = await saveCredentials(n8n.rest, gateway.url);
	await learnRate(n8n, credentials);
	const variants = variantsAt(gateway.url, credentials).filter(
		({ id }) => named.length === 0 || named.some((name) => id.startsWith(name)),
	);
	const addresses = await publishVariants(n8n, gateway, variants, options.quick ? 50 : 300);
	const results: SendResult[] = [];
	for (const setting of settingsFor(options, named.length > 0)) {
		results.push(...(await runRounds(n8n, gateway, variants, addresses, setting, progress)));
	}
	print(JSON.stringify(results, null, 1));
	return results;
}

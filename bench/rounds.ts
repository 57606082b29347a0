import type { Progress } from '../host/cli/progress';
import { nodeType } from '../host/rest/editorRequests';
import { credentialType } from '../host/rest/credentials';
import type { Gateway } from './gateway';
import type { N8n } from './n8n';
import { publishSender, sendOnce, type Sample } from './sends';
import { median } from './statistics';
import type { Credentials, Variant } from './variants';
import axios from 'axios';

/** What was measured of a variant in one setting: medians over its rounds. */
export interface SendResult {
	readonly variant: string;
	readonly name: string;
	readonly sender: Variant['sender'];
	/** Requests at a time where the variant sets them. */
	readonly parallel?: number;
	readonly latencyMs: number;
	readonly items: number;
	readonly rounds: number;
	readonly itemsPerSecond: number;
	readonly cpuMsPerItem: number;
	/** Absent for the bare loop. */
	readonly longestMs?: number;
	readonly peakMegabytes: number;
	readonly connections: number;
	readonly mostAtOnce: number;
}

/** A setting in which the variants run side by side. */
export interface Setting {
	readonly latencyMs: number;
	readonly items: number;
	/** At most. */
	readonly rounds: number;
	/** No further round begins that would end after so long. */
	readonly seconds: number;
	/** The variants that run, by id; all if absent. */
	readonly only?: readonly string[];
}

/** Makes the node know the account's rate, as a user does who runs Account: Diagnose. */
export async function learnRate(n8n: N8n, credentials: Credentials): Promise<void> {
	const address = await publishSender(n8n, {
		type: nodeType,
		typeVersion: 1,
		credentials: { [credentialType]: credentials.ours },
		parameters: { resource: 'account', operation: 'diagnose', options: {} },
	});
	await axios.post(address, { count: 1, first: 0 }, { proxy: false });
}

/** Publishes a workflow for each variant that runs in n8n, and runs it once to warm up. */
export async function publishVariants(
	n8n: N8n,
	gateway: Gateway,
	variants: readonly Variant[],
	warmUpItems: number,
): Promise<Map<string, string>> {
	const addresses = new Map<string, string>();
	gateway.latency = 0;
	for (const variant of variants) {
		if (variant.node === undefined) continue;
		const address = await publishSender(n8n, variant.node);
		addresses.set(variant.id, address);
		await sendOnce(n8n, gateway, variant, address, warmUpItems);
	}
	return addresses;
}

/** Runs the variants in turn, round after round, so that a busy moment of the machine meets all alike. */
export async function runRounds(
	n8n: N8n,
	gateway: Gateway,
	variants: readonly Variant[],
	addresses: ReadonlyMap<string, string>,
	setting: Setting,
	progress: Progress,
): Promise<SendResult[]> {
	const { latencyMs, items, rounds, seconds, only } = setting;
	const running = variants.filter(({ id }) => only?.includes(id) ?? true);
	const samples = new Map<string, Sample[]>(running.map(({ id }) => [id, []]));
	gateway.latency = latencyMs;
	const begun = performance.now();
	for (let round = 0; round < rounds; round++) {
		const spent = (performance.now() - begun) / 1000;
		if (round > 0 && spent + spent / round > seconds) break;
		for (const variant of running) {
			const sample = await sendOnce(n8n, gateway, variant, addresses.get(variant.id), items);
			samples.get(variant.id)?.push(sample);
			const rate = Math.round((items / sample.wallMs) * 1000);
			const cpu = (sample.cpuMs / items).toFixed(2);
			progress.log(
				`  ${latencyMs} ms, ${items} items, round ${round + 1}: ${variant.name}: ${rate} items/s, ${cpu} ms CPU an item`,
			);
		}
	}
	return running.map((variant) => summarize(variant, setting, samples.get(variant.id) ?? []));
}

function summarize(
	{ id, name, sender, parallel }: Variant,
	{ latencyMs, items }: Setting,
	samples: readonly Sample[],
): SendResult {
	const of = (value: (sample: Sample) => number) => median(samples.map(value));
	return {
		variant: id,
		...{ name, sender, parallel, latencyMs, items },
		rounds: samples.length,
		itemsPerSecond: of(({ wallMs }) => (items / wallMs) * 1000),
		cpuMsPerItem: of(({ cpuMs }) => cpuMs / items),
		...(sender !== 'bare' && { longestMs: of(({ longestMs = NaN }) => longestMs) }),
		peakMegabytes: of(({ peak }) => peak / 2 ** 20),
		connections: of(({ connections }) => connections),
		mostAtOnce: of(({ mostAtOnce }) => mostAtOnce),
	};
}

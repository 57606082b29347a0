import { table } from '../host/cli/table';
import type { DeliveryResult } from './deliveries';
import type { EditorResult } from './editor';
import type { Growth } from './growth';
import type { PackageCost } from './packageCost';
import type { SendResult } from './rounds';

/** Everything that a run measured; a part that did not run is absent. */
export interface Results {
	readonly measuredAt: string;
	readonly machine: string;
	readonly n8n: string;
	readonly isQuick: boolean;
	readonly sends: readonly SendResult[];
	/** The same over https. */
	readonly handshake: readonly SendResult[];
	readonly deliveries: readonly DeliveryResult[];
	readonly editor: readonly EditorResult[];
	readonly growth?: Growth;
	readonly package?: PackageCost;
}

/** A figure beside its aim. */
export interface Ratio {
	readonly what: string;
	readonly value: number;
	readonly aim: string;
	readonly isMet: boolean;
}

const atMost = (what: string, value: number, limit: number): Ratio => ({
	...{ what, value, aim: `≤ ${limit}` },
	isMet: value <= limit,
});
const atLeast = (what: string, value: number, limit: number): Ratio => ({
	...{ what, value, aim: `≥ ${limit}` },
	isMet: value >= limit,
});

/** The ratios of ours to HTTP Request and to the bare loop, in one setting. */
function sendRatios(results: readonly SendResult[]): Ratio[] {
	const http = results.filter(({ sender }) => sender === 'httpRequest');
	const best = Math.max(...http.map(({ itemsPerSecond }) => itemsPerSecond));
	const cheapest = Math.min(...http.map(({ cpuMsPerItem }) => cpuMsPerItem));
	const bare = results.find(({ variant }) => variant === 'bare-50');
	return results
		.filter(({ sender }) => sender === 'ours')
		.flatMap((ours) => {
			const what = `${ours.name}, ${ours.latencyMs} ms, ${ours.items} items`;
			const aims = { 20: 0.5, 100: 0.9 } as Readonly<Record<number, number>>;
			const aim = aims[ours.latencyMs];
			return [
				...(http.length > 0
					? [
							atLeast(`${what}: items/s ÷ HTTP Request`, ours.itemsPerSecond / best, 1),
							atMost(`${what}: CPU ÷ HTTP Request`, ours.cpuMsPerItem / cheapest, 0.5),
						]
					: []),
				...(bare !== undefined && ours.parallel === 50 && aim !== undefined
					? [
							atLeast(
								`${what}: items/s ÷ bare loop`,
								ours.itemsPerSecond / bare.itemsPerSecond,
								aim,
							),
						]
					: []),
				...(ours.parallel === undefined && ours.longestMs !== undefined
					? [atMost(`${what}: longest stretch, ms`, ours.longestMs, 50)]
					: []),
			];
		});
}

/** Every ratio that the results allow, with its aim. */
export function ratiosOf({ sends, deliveries, growth, package: cost }: Results): Ratio[] {
	const settings = [...new Set(sends.map(({ latencyMs, items }) => `${latencyMs}/${items}`))];
	const [ours, empty] = deliveries;
	const largest = growth?.points.at(-1);
	return [
		...settings.flatMap((setting) =>
			sendRatios(sends.filter(({ latencyMs, items }) => `${latencyMs}/${items}` === setting)),
		),
		...(ours && empty
			? [
					atMost(
						'trigger: ours in a delivery’s CPU (the rest is an empty webhook’s)',
						1 - empty.cpuMsPerDelivery / ours.cpuMsPerDelivery,
						0.1,
					),
				]
			: []),
		...(growth && largest
			? [
					atMost('growth of CPU, exponent', growth.cpuExponent, 1.1),
					atMost('growth of memory, exponent', growth.memoryExponent, 1.1),
					atMost('memory kept an item, kB', largest.keptBytes / largest.items / 1000, 3),
				]
			: []),
		...(cost ? [atMost('cold load, ms', cost.coldLoadMs, 60)] : []),
	];
}

const fixed = (value: number | undefined, digits = 0) => value?.toFixed(digits) ?? '';

function sendTable(sends: readonly SendResult[]): string {
	return table(
		[
			[
				'way',
				'latency',
				'items',
				'items/s',
				'CPU ms',
				'longest ms',
				'peak MB',
				'at once',
				'rounds',
			],
			...sends.map((one) => [
				...[one.name, `${one.latencyMs} ms`, String(one.items), fixed(one.itemsPerSecond)],
				...[fixed(one.cpuMsPerItem, 2), fixed(one.longestMs), fixed(one.peakMegabytes)],
				...[fixed(one.mostAtOnce), String(one.rounds)],
			]),
		],
		140,
	);
}

/** The results as tables for a terminal, the ratios last. */
export function describe(results: Results): string {
	const { sends, handshake, deliveries, editor, package: cost } = results;
	return [
		...(sends.length > 0 ? [sendTable(sends)] : []),
		...(handshake.length > 0 ? ['Over https:', sendTable(handshake)] : []),
		...(deliveries.length > 0
			? [
					table(
						[
							['trigger', 'deliveries/s', 'CPU ms'],
							...deliveries.map(({ trigger, perSecond, cpuMsPerDelivery }) => [
								...[trigger, fixed(perSecond), fixed(cpuMsPerDelivery, 2)],
							]),
						],
						140,
					),
				]
			: []),
		...(editor.length > 0
			? [
					table(
						[
							['2,000 templates', 'requests', 'ms'],
							...editor.map(({ step, requests, ms }) => [step, String(requests), fixed(ms)]),
						],
						140,
					),
				]
			: []),
		...(cost
			? [
					`Cold load ${fixed(cost.coldLoadMs)} ms; tarball ${fixed(cost.tarballBytes / 1000)} kB, unpacked ${fixed(cost.unpackedBytes / 1000)} kB.`,
				]
			: []),
		table(
			[
				['ratio', 'measured', 'aim', ''],
				...ratiosOf(results).map(({ what, value, aim, isMet }) => [
					...[what, fixed(value, 2), aim, isMet ? 'met' : 'not met'],
				]),
			],
			140,
		),
	].join('\n\n');
}

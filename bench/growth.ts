import execa from 'execa';
import path from 'node:path';

import type { Progress } from '../host/cli/progress';
import type { Gateway } from './gateway';
import { growthExponent } from './statistics';

/** What a list of one size takes in n8n's engine. */
export interface GrowthPoint {
	readonly items: number;
	readonly seconds: number;
	readonly cpuMs: number;
	/** What is still held with the run's output, in bytes. */
	readonly keptBytes: number;
	readonly peakMegabytes: number;
}

/** How CPU and memory grow with the list; an exponent of 1 is linear. */
export interface Growth {
	readonly points: readonly GrowthPoint[];
	readonly cpuExponent: number;
	readonly memoryExponent: number;
}

/** Messages that each process sends before it measures. */
const warmUp = 100;

/** Sends lists of several sizes with our Send Text, 50 at a time. Throws unless all arrive. */
export async function benchGrowth(
	node: string,
	gateway: Gateway,
	sizes: readonly number[],
	progress: Progress,
): Promise<Growth> {
	gateway.latency = 5;
	const points: GrowthPoint[] = [];
	for (const items of sizes) {
		gateway.take();
		const script = path.join(__dirname, 'growthWorker.ts');
		const { stdout } = await execa(
			node,
			['--expose-gc', '--import', 'tsx', script, gateway.url, String(items)],
			{ env: { N8N_LOG_LEVEL: 'silent' } },
		);
		const line = stdout.trim().split('\n').at(-1) ?? '';
		const { sent, wallMs, cpuMs, keptBytes, peak } = JSON.parse(line) as Record<string, number> & {
			[field in 'sent' | 'wallMs' | 'cpuMs' | 'keptBytes' | 'peak']: number;
		};
		const { messages } = gateway.take();
		if (sent !== items || messages !== items + warmUp) {
			throw new Error(`A list of ${items} sent ${messages} messages and put out ${sent} items.`);
		}
		points.push({ items, seconds: wallMs / 1000, cpuMs, keptBytes, peakMegabytes: peak / 2 ** 20 });
		progress.log(
			`  growth: ${items} items in ${(wallMs / 1000).toFixed(1)} s, ${(cpuMs / items).toFixed(2)} ms CPU and ${Math.round(keptBytes / items)} B an item`,
		);
	}
	return {
		points,
		cpuExponent: growthExponent(points.map(({ items, cpuMs }) => [items, cpuMs])),
		memoryExponent: growthExponent(points.map(({ items, keptBytes }) => [items, keptBytes])),
	};
}

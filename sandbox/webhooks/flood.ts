import type { Store } from '../state/store';
import type { Deliveries } from './deliveries';
import { receiveMessage } from './inboundEvents';
import { chunk, seededRandom, shuffle } from './seededRandom';
import type { Subscription } from './subscriptions';

/** Many messages at once. */
export interface Flood {
	/** Each of them gets all. */
	readonly targets: readonly Subscription[];
	readonly gateway: string;
	readonly phone: string;
	readonly count: number;
	/** The share of messages that are delivered twice, from 0 to 1. */
	readonly duplicates: number;
	/** How many deliveries are on their way at the same time. */
	readonly parallel: number;
	readonly seed: number;
	/** How many events one delivery holds. */
	readonly batch: number;
}

/** What became of a flood. */
export interface FloodResult {
	readonly deliveries: number;
	/** How many different messages there were. */
	readonly distinct: number;
	/** How often each status was answered; `none` for no answer. */
	readonly byStatus: Readonly<Record<string, number>>;
}

/** Records many messages and delivers them; a delivery that is refused is not retried. */
export async function deliverFlood(
	store: Store,
	deliveries: Deliveries,
	{ targets, gateway, phone, count, duplicates, parallel, seed, batch }: Flood,
): Promise<FloodResult> {
	const random = seededRandom(seed);
	const events = Array.from({ length: count }, (_, index) => {
		const parts = { kind: 'text', body: `flood ${index + 1}` };
		return receiveMessage(store, gateway, { phone, parts }, store.clock.iso()).events;
	}).flat();
	const repeated = shuffle(events, random).slice(0, Math.round(count * duplicates));
	const chunks = chunk(shuffle([...events, ...repeated], random), batch);
	const waiting = chunks.flatMap((some) => targets.map((target) => ({ target, some })));
	const total = waiting.length;
	const byStatus: Record<string, number> = {};
	const deliverNext = async () => {
		for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
			const status = String((await deliveries.deliverNow(next.target, next.some)) ?? 'none');
			byStatus[status] = (byStatus[status] ?? 0) + 1;
		}
	};
	await Promise.all(Array.from({ length: parallel }, deliverNext));
	return { deliveries: total, distinct: count, byStatus };
}

import type { Change } from './gatewayEvent';
import { webhookOf, type Deliveries } from './deliveries';
import { receive } from './inboundEvents';
import { grouped, seeded, shuffled } from './webhookFaults';
import type { Store } from '../state/store';
import type { Registered } from './subscriptions';

/** Many messages at once. */
export interface Flood {
	readonly target: Registered;
	readonly phone: string;
	readonly count: number;
	/** The share of messages that are delivered twice, from 0 to 1. */
	readonly duplicates: number;
	/** How many deliveries are on their way at the same time. */
	readonly parallel: number;
	readonly seed: number;
}

/** How a flood went. */
export interface Flooded {
	readonly deliveries: number;
	/** How many different messages there were. */
	readonly distinct: number;
	/** How often each status was answered; `none` for no answer. */
	readonly byStatus: Readonly<Record<string, number>>;
}

/** Makes many messages and delivers them, each delivery once: what was refused is not tried again. */
export async function flood(
	store: Store,
	deliveries: Deliveries,
	{ target, phone, count, duplicates, parallel, seed }: Flood,
): Promise<Flooded> {
	const { gateway } = target;
	const random = seeded(seed);
	const made = Array.from({ length: count }, (_, index): Change => {
		const parts = { kind: 'text', body: `flood ${index + 1}` };
		const [change] = receive(store, gateway, { phone, parts }, store.clock.iso()).changes;
		return change as Change;
	});
	const twice = shuffled(made, random).slice(0, Math.round(count * duplicates));
	const { batch = 1 } = deliveries.behaviourOf(gateway);
	const size = webhookOf(gateway)?.takesBatches ? batch : 1;
	const waiting = grouped(shuffled([...made, ...twice], random), size);
	const total = waiting.length;
	const byStatus: Record<string, number> = {};
	const carry = async () => {
		for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
			const status = String((await deliveries.deliver(target, next)) ?? 'none');
			byStatus[status] = (byStatus[status] ?? 0) + 1;
		}
	};
	await Promise.all(Array.from({ length: parallel }, carry));
	return { deliveries: total, distinct: count, byStatus };
}

import type { StoredMessage, DeliveryStatus } from '../state/message';
import { deliveryTimes } from '../state/statuses';
import type { Store } from '../state/store';
import { Timers, type TimeSource } from '../state/time';
import type { GatewayEvent } from './gatewayEvent';
import type { Subscriptions } from './subscriptions';

/** The statuses of a message that does not fail, in order. */
const order: readonly DeliveryStatus[] = ['queued', 'sent', 'delivered', 'read'];

/** Milliseconds by which a timer may be early. */
const slackMs = 20;

/** The longest wait in one go: an hour. */
const maxWaitMs = 3_600_000;

/** A message on its way, and the last status of it that was published. */
interface Tracked {
	readonly message: StoredMessage;
	published: DeliveryStatus;
}

/** What the timeline needs around it. */
export interface TimelineContext {
	readonly store: Store;
	readonly subscriptions: Subscriptions;
	readonly time: TimeSource;
	readonly publish: (gateway: string, event: GatewayEvent) => void;
}

/** Publishes each status of outgoing messages as time goes; only for gateways with an address. */
export class StatusTimeline {
	private readonly timers: Timers;
	private tracked = new Map<string, Tracked>();

	constructor(private readonly context: TimelineContext) {
		this.timers = new Timers(context.time);
	}

	/** Tracks a message that was just accepted. */
	track(message: StoredMessage): void {
		const { gateway, businessNumber } = message;
		if (this.context.subscriptions.targets(gateway, businessNumber).length === 0) return;
		const one: Tracked = { message, published: 'queued' };
		this.tracked.set(message.id, one);
		this.schedule(one);
	}

	/** Publishes what has changed: the clock was set, or a person answered. */
	refresh(): void {
		// The next statuses may be due at another time now.
		this.timers.clear();
		for (const one of [...this.tracked.values()]) {
			this.publish(one);
			this.schedule(one);
		}
	}

	/** Publishes a status that was set, also an earlier one and one of a message that is not tracked. */
	publishSet(message: StoredMessage): void {
		const known = this.tracked.get(message.id);
		const { status } = this.context.store.statuses.of(message);
		if (known?.published === status) return;
		const at = order.indexOf(status);
		// An earlier status is published alone, without those before it.
		const published = at > 0 ? (order[at - 1] ?? 'queued') : 'queued';
		const isAhead = known !== undefined && at > order.indexOf(known.published);
		this.publish(isAhead ? known : { message, published });
		if (known !== undefined) known.published = status;
	}

	/** Ends all timers and forgets the messages. */
	reset(): void {
		this.timers.clear();
		this.tracked = new Map();
	}

	/** What was published of each message, to be kept in a file. */
	save(): { readonly tracked: ReadonlyArray<readonly [string, DeliveryStatus]> } {
		return { tracked: [...this.tracked].map(([id, { published }]) => [id, published] as const) };
	}

	/** Goes on with the messages that were on their way. */
	restore({ tracked }: Readonly<Record<string, unknown>>): void {
		if (!Array.isArray(tracked)) throw new TypeError('There are no messages on their way.');
		const known = new Map<unknown, unknown>(tracked);
		const { messages, undelivered } = this.context.store.ledger;
		for (const message of [...messages, ...undelivered]) {
			const published = order.find((one) => one === known.get(message.id));
			if (published !== undefined) this.tracked.set(message.id, { message, published });
		}
		this.refresh();
	}

	/** Publishes the next statuses when they are due. */
	private schedule(one: Tracked): void {
		const { clock } = this.context.store;
		const age = clock.now() - Date.parse(one.message.at);
		const next = [deliveryTimes.sent, deliveryTimes.delivered].find((due) => due > age);
		if (next === undefined) return;
		// A clock that was set back, or runs slowly, can put it further away than a timer reaches.
		const wait = Math.min((next - age) / clock.speed, maxWaitMs) + slackMs;
		this.timers.schedule(wait, () => {
			this.publish(one);
			this.schedule(one);
		});
	}

	private publish(one: Tracked): void {
		const { store, publish } = this.context;
		const { message, published } = one;
		const { status, reason } = store.statuses.of(message);
		// The clock can be set back; what was published stays published.
		if (status !== 'failed' && order.indexOf(status) <= order.indexOf(published)) return;
		if (status === published) return;
		one.published = status;
		if (status === 'read' || status === 'failed') this.tracked.delete(message.id);
		const statuses = status === 'failed' ? [status] : order.slice(0, order.indexOf(status) + 1);
		const at = store.clock.iso();
		for (const step of statuses.slice(statuses.indexOf(published) + 1)) {
			if (step === 'queued') continue;
			publish(message.gateway, { kind: 'status', at, message, status: step, reason });
		}
	}
}

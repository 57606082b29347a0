import { mainNumber } from '../state/message';
import type { Store } from '../state/store';
import { Timers, type TimeSource } from '../state/time';
import { DeliveryLog } from './deliveryLog';
import { EventHolder } from './eventHolder';
import type { GatewayEvent } from './gatewayEvent';
import { postDelivery } from './postDelivery';
import type { Subscription, Subscriptions } from './subscriptions';
import { arrangeEvents, forgeKeys, holdsEvents, tamper, type WebhookFaults } from './webhookFaults';
import type { WebhookFormat } from './webhookFormat';

const everyGateway = '*';

/** How many of the last deliveries can be repeated. */
const maxRepeatable = 1000;

/** One delivery on its way. */
interface Delivery {
	readonly id: string;
	readonly target: Subscription;
	readonly format: WebhookFormat;
	readonly events: readonly GatewayEvent[];
}

/** What decides how events are written for an address. */
type Channel = Pick<Subscription, 'gateway' | 'from'>;

/** What deliveries need around them. */
export interface DeliveriesContext {
	readonly store: Store;
	readonly subscriptions: Subscriptions;
	/** How events are written for an address; `undefined` if the gateway has no such webhooks. */
	readonly formatOf: (target: Channel) => WebhookFormat | undefined;
	readonly time: TimeSource;
	/** Called after each attempt. */
	readonly onAttempt?: () => void;
}

/** Which of the account's numbers an event is about. */
function numberOf(event: GatewayEvent, format: WebhookFormat | undefined): string {
	return format?.numberOf?.(event) ?? mainNumber;
}

const isAccepted = (status: number | null) => status !== null && status >= 200 && status < 300;

/** Delivers events to each gateway's address, at least once, in order as long as nothing fails. */
export class Deliveries {
	readonly log = new DeliveryLog();
	private readonly timers: Timers;
	private readonly holder: EventHolder;
	private ending = new AbortController();
	/** The last delivery by address: the next one waits for it. */
	private queues = new Map<string, Promise<unknown>>();
	private faults = new Map<string, WebhookFaults>();
	private counter = 0;
	/** What was delivered, to be repeated. */
	private delivered = new Map<string, { delivery: Delivery; attempts: number }>();
	/** Attempts that are not answered yet. */
	private readonly underWay = new Set<Promise<unknown>>();

	constructor(private readonly context: DeliveriesContext) {
		this.timers = new Timers(context.time);
		this.holder = new EventHolder(this.timers, (gateway, events) => {
			this.dispatch(gateway, events);
		});
	}

	/** Delivers an event of a gateway, if it has an address and delivers such events. */
	publish(gateway: string, event: GatewayEvent): void {
		const faults = this.faultsOf(gateway);
		const formats = this.channels(gateway, event).map(({ format }) => format);
		if (formats.length === 0) return;
		const isHeld = formats.some(({ takesBatches }) => holdsEvents(faults, takesBatches));
		if (isHeld) this.holder.hold(gateway, event, faults.hold);
		else this.dispatch(gateway, [event]);
	}

	/** Delivers events at once, whatever else is on its way; the receiver's status, or `null`. */
	async deliverNow(target: Subscription, events: readonly GatewayEvent[]): Promise<number | null> {
		const format = this.context.formatOf(target);
		if (format === undefined) return null;
		return await this.attempt({ id: this.nextId(), target, format, events }, 1);
	}

	/**
	 * Delivers once more what was delivered, as a gateway does that missed the answer; the receiver's status,
	 * or `undefined` for a delivery that is forgotten.
	 */
	async repeat(id: string): Promise<number | null | undefined> {
		const known = this.delivered.get(id);
		if (known === undefined) return undefined;
		return await this.attempt(known.delivery, known.attempts + 1);
	}

	/** How a gateway delivers now. */
	faultsOf(gateway: string): WebhookFaults {
		return this.faults.get(gateway) ?? this.faults.get(everyGateway) ?? {};
	}

	/** Lets one gateway, or all, deliver like this from now on. */
	setFaults(gateway: string | undefined, faults: WebhookFaults): void {
		this.faults.set(gateway ?? everyGateway, faults);
	}

	/** Lets every gateway deliver as it should; what is held goes out. */
	clearFaults(): void {
		this.faults.clear();
		this.holder.flushAll();
	}

	/** Waits until nothing is on its way; what is held, delayed or to be retried is not waited for. */
	async settled(): Promise<void> {
		while (this.underWay.size > 0) await Promise.all(this.underWay);
	}

	/** Ends what is on its way and forgets everything. */
	reset(): void {
		this.ending.abort();
		this.ending = new AbortController();
		this.timers.clear();
		this.holder.clear();
		this.queues = new Map();
		this.faults = new Map();
		this.log.clear();
		this.delivered = new Map();
		this.counter = 0;
	}

	/** Where an event goes, and how it is written there. */
	private channels(gateway: string, event: GatewayEvent): Array<Omit<Delivery, 'id' | 'events'>> {
		const { subscriptions, formatOf } = this.context;
		const number = numberOf(event, formatOf({ gateway, from: 'dashboard' }));
		return subscriptions.targets(gateway, number).flatMap((target) => {
			const format = formatOf(target);
			if (format === undefined) return [];
			const { secret } = format;
			const { origin, id: webhookId } = target;
			const written = format.format([event], { secret, now: 0, origin, webhookId });
			return written === undefined ? [] : [{ target, format }];
		});
	}

	private nextId(): string {
		this.counter += 1;
		return `delivery-${this.counter}`;
	}

	private dispatch(gateway: string, events: readonly GatewayEvent[]): void {
		const faults = this.faultsOf(gateway);
		const byTarget = new Map<string, Omit<Delivery, 'id'>>();
		for (const event of events) {
			for (const channel of this.channels(gateway, event)) {
				const { id } = channel.target;
				byTarget.set(id, { ...channel, events: [...(byTarget.get(id)?.events ?? []), event] });
			}
		}
		const go = () => {
			for (const delivery of byTarget.values()) {
				const { takesBatches } = delivery.format;
				for (const some of arrangeEvents(delivery.events, faults, takesBatches)) {
					this.enqueue({ ...delivery, events: some });
				}
			}
		};
		if (faults.delayMs === undefined) go();
		else this.timers.schedule(faults.delayMs, go);
	}

	/** Retries do not keep the next deliveries waiting. */
	private enqueue(delivery: Omit<Delivery, 'id'>): void {
		const { signal } = this.ending;
		const before = this.queues.get(delivery.target.id) ?? Promise.resolve();
		const next = before.then(async () => {
			if (signal.aborted || !this.isCurrent(delivery)) return;
			await this.attemptWithRetries({ ...delivery, id: this.nextId() }, 1);
		});
		this.queues.set(delivery.target.id, next);
		this.track(next);
	}

	/** Whether events still go to the delivery's address. */
	private isCurrent({ target, format, events }: Omit<Delivery, 'id'>): boolean {
		const { subscriptions } = this.context;
		return events.some((event) =>
			subscriptions
				.targets(target.gateway, numberOf(event, format))
				.some(({ id }) => id === target.id),
		);
	}

	private track(work: Promise<unknown>): void {
		this.underWay.add(work);
		void work.finally(() => this.underWay.delete(work));
	}

	private async attemptWithRetries(delivery: Delivery, attempt: number): Promise<void> {
		const { signal } = this.ending;
		const status = await this.attempt(delivery, attempt);
		const wait = delivery.format.retries[attempt - 1];
		if (signal.aborted || isAccepted(status) || wait === undefined) return;
		this.timers.schedule(wait * 1000, () => {
			if (this.isCurrent(delivery)) this.track(this.attemptWithRetries(delivery, attempt + 1));
		});
	}

	/** One attempt; `null` without an answer. */
	private async attempt(delivery: Delivery, attempt: number): Promise<number | null> {
		const { id, target, format, events } = delivery;
		const { gateway, origin, id: webhookId, url } = target;
		const { clock } = this.context.store;
		const faults = this.faultsOf(gateway);
		// The signature is checked by the machine's time, wherever the sandbox's clock is.
		const keys = forgeKeys(faults, { secret: format.secret, now: clock.machineNow() });
		const honest = format.format(events, { ...keys, origin, webhookId });
		if (honest === undefined) return null;
		const { event, headers, body } = tamper(honest, faults, format.signatureHeader);
		const { signal } = this.ending;
		const begun = performance.now();
		const { status, ...response } = await postDelivery(url, headers, body, signal);
		if (signal.aborted) return null;
		const ms = Math.round(performance.now() - begun);
		const request = { headers, body };
		this.delivered.set(id, { delivery, attempts: attempt });
		if (this.delivered.size > maxRepeatable) {
			this.delivered.delete([...this.delivered.keys()][0] ?? '');
		}
		const common = { id, gateway, event, at: clock.iso(), url, attempt, status, ms };
		this.log.add({ ...common, request, response });
		this.context.onAttempt?.();
		return status;
	}
}

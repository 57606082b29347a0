import { loggedContent } from '../state/loggedContent';
import { mainNumber } from '../state/message';
import type { Mask } from '../state/secrets';
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

/** One delivery on its way. */
interface Delivery {
	readonly id: string;
	readonly target: Subscription;
	readonly format: WebhookFormat;
	readonly events: readonly GatewayEvent[];
}

/** An address, and how events are written for it. */
type Channel = Pick<Delivery, 'target' | 'format'>;

/** How many deliveries can be repeated. */
const maxKept = 1000;

/** What deliveries need around them. */
export interface DeliveriesContext {
	readonly store: Store;
	readonly subscriptions: Subscriptions;
	/** How events are written for an address; `undefined` if the gateway has no such webhooks. */
	readonly formatOf: (target: Pick<Subscription, 'gateway' | 'from'>) => WebhookFormat | undefined;
	readonly time: TimeSource;
	/** Of what is logged. */
	readonly mask: Mask;
	/** Called after each attempt. */
	readonly onAttempt?: () => void;
}

/** Which of the account's numbers an event is about. */
function numberOf(event: GatewayEvent, format: WebhookFormat | undefined): string {
	return format?.numberOf?.(event) ?? mainNumber;
}

const isAccepted = (status: number | null) => status !== null && status >= 200 && status < 300;

/** Delivers events to each gateway's addresses, at least once, in order as long as nothing fails. */
export class Deliveries {
	readonly log = new DeliveryLog();
	private readonly timers: Timers;
	private readonly holder: EventHolder;
	private ending = new AbortController();
	/** The last delivery by address: the next one waits for it. */
	private queues = new Map<string, Promise<unknown>>();
	/** By the id of a webhook or of a gateway. */
	private faults = new Map<string, WebhookFaults>();
	/** Whose events are held, by webhook. */
	private readonly held = new Map<string, Channel>();
	/** The last deliveries by id, so that they can be repeated, with the number of the last attempt. */
	private kept = new Map<string, { readonly delivery: Delivery; readonly attempt: number }>();
	private counter = 0;
	/** Attempts that are not answered yet. */
	private readonly underWay = new Set<Promise<unknown>>();

	constructor(private readonly context: DeliveriesContext) {
		this.timers = new Timers(context.time);
		this.holder = new EventHolder(this.timers, (webhook, events) => {
			const channel = this.held.get(webhook);
			this.held.delete(webhook);
			if (channel !== undefined) this.dispatch(channel, events);
		});
	}

	/** Delivers an event of a gateway to each address that it has, or to one of them alone. */
	publish(gateway: string, event: GatewayEvent, only?: string): void {
		for (const channel of this.channels(gateway, event)) {
			const { target, format } = channel;
			if (only !== undefined && target.id !== only) continue;
			const faults = this.faultsOf(target);
			if (holdsEvents(faults, format.takesBatches)) {
				this.held.set(target.id, channel);
				this.holder.hold(target.id, event, faults.hold);
			} else {
				this.dispatch(channel, [event]);
			}
		}
	}

	/** Delivers events at once, whatever else is on its way; the receiver's status, or `null`. */
	async deliverNow(target: Subscription, events: readonly GatewayEvent[]): Promise<number | null> {
		const format = this.context.formatOf(target);
		if (format === undefined) return null;
		return await this.attempt({ id: this.nextId(), target, format, events }, 1);
	}

	/**
	 * Delivers once more what was delivered to a webhook, as a gateway does that got no answer. The receiver's
	 * status, or `null`; `undefined` for a delivery that is not known any more, or whose webhook is gone.
	 */
	async repeat(id: string): Promise<number | null | undefined> {
		const kept = this.kept.get(id);
		if (kept === undefined || !this.isCurrent(kept.delivery)) return undefined;
		return await this.attempt(kept.delivery, kept.attempt + 1);
	}

	/** How events are delivered to a webhook now. */
	faultsOf({ id, gateway }: Pick<Subscription, 'id' | 'gateway'>): WebhookFaults {
		const { faults } = this;
		return faults.get(id) ?? faults.get(gateway) ?? faults.get(everyGateway) ?? {};
	}

	/** Lets one webhook, one gateway or all deliver like this from now on. */
	setFaults(which: string | undefined, faults: WebhookFaults): void {
		this.faults.set(which ?? everyGateway, faults);
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
		this.held.clear();
		this.kept = new Map();
		this.queues = new Map();
		this.faults = new Map();
		this.log.clear();
		this.counter = 0;
	}

	/** Where an event goes, and how it is written there. */
	private channels(gateway: string, event: GatewayEvent): Channel[] {
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

	private dispatch(channel: Channel, events: readonly GatewayEvent[]): void {
		const faults = this.faultsOf(channel.target);
		const go = () => {
			for (const some of arrangeEvents(events, faults, channel.format.takesBatches)) {
				this.enqueue({ ...channel, events: some });
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
		const { mask, store, onAttempt } = this.context;
		const { clock } = store;
		const faults = this.faultsOf(target);
		const secret = target.secret ?? format.secret;
		// The signature is checked by the machine's time, wherever the sandbox's clock is.
		const keys = forgeKeys(faults, { secret, now: clock.machineNow() });
		const honest = format.format(events, { ...keys, origin, webhookId });
		if (honest === undefined) return null;
		const { event, headers, body } = tamper(honest, faults, format.signatureHeader);
		const { signal } = this.ending;
		const begun = performance.now();
		const { status, ...answer } = await postDelivery(url, headers, body, signal);
		if (signal.aborted) return null;
		const ms = Math.round(performance.now() - begun);
		this.keep(delivery, attempt);
		const common = {
			id,
			gateway,
			webhook: webhookId,
			event,
			at: clock.iso(),
			url: mask(url),
			attempt,
			status,
			ms,
		};
		this.log.add({
			...common,
			request: loggedContent(headers, body, mask),
			response: loggedContent(answer.headers, answer.text, mask),
		});
		onAttempt?.();
		return status;
	}

	private keep(delivery: Delivery, attempt: number): void {
		this.kept.set(delivery.id, { delivery, attempt });
		const [oldest] = this.kept.keys();
		if (this.kept.size > maxKept && oldest !== undefined) this.kept.delete(oldest);
	}
}

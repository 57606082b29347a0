import type { Change, DialectWebhook } from './gatewayEvent';
import { dialects } from '../gateways';
import { arranged, forgedKeys, heldMs, isHeld, tampered, type Behaviour } from './webhookFaults';
import { post } from './post';
import type { Store } from '../state/store';
import { Timers } from '../state/timers';
import type { Registered } from './subscriptions';

/** One try to deliver something. */
export interface Delivery {
	/** The same for every try of one delivery. */
	readonly id: string;
	readonly gateway: string;
	/** The gateway's name for what it told. */
	readonly event: string;
	/** ISO 8601, UTC, by the sandbox's clock. */
	readonly at: string;
	readonly url: string;
	/** 1 for the first try. */
	readonly attempt: number;
	/** What the receiver answered; `null` where it did not, or not in time. */
	readonly status: number | null;
	readonly ms: number;
}

const kept = 1000;
const everyGateway = '*';

/** How a gateway tells what happens; `undefined` where it does not. */
export function webhookOf(gateway: string): DialectWebhook | undefined {
	return dialects.find(({ id }) => id === gateway)?.webhook;
}

/** One delivery on its way. */
interface Parcel {
	readonly id: string;
	readonly target: Registered;
	readonly webhook: DialectWebhook;
	readonly changes: readonly Change[];
}

const arrived = (status: number | null) => status !== null && status >= 200 && status < 300;

/** Tells each gateway's address what happens, at least once, in order as long as nothing fails. */
export class Deliveries {
	private readonly timers = new Timers();
	private ending = new AbortController();
	/** The last delivery by gateway: the next one waits for it. */
	private queues = new Map<string, Promise<unknown>>();
	private held = new Map<string, Change[]>();
	private behaviours = new Map<string, Behaviour>();
	private entries: Delivery[] = [];
	private counter = 0;

	/** @param retryScale By what the waits between tries are multiplied. */
	constructor(
		private readonly store: Store,
		private readonly retryScale: number,
	) {}

	/** Tells what happened at a gateway, if somebody listens and the gateway tells of such things. */
	tell(gateway: string, change: Change): void {
		const [target, webhook] = [this.store.webhooks.target(gateway), webhookOf(gateway)];
		if (target === undefined || webhook === undefined) return;
		const { secret } = webhook;
		const { origin, id: webhookId } = target;
		if (webhook.tell([change], { secret, now: 0, origin, webhookId }) === undefined) return;
		const behaviour = this.behaviourOf(gateway);
		if (!isHeld(behaviour, webhook.takesBatches)) {
			this.dispatch(target, webhook, [change], behaviour);
			return;
		}
		const held = this.held.get(gateway);
		if (held === undefined) this.timers.later(heldMs, () => this.flush(gateway));
		this.held.set(gateway, [...(held ?? []), change]);
	}

	/** Delivers one thing at once, whatever else is on its way, and tells the receiver's answer. */
	async deliver(target: Registered, changes: readonly Change[]): Promise<number | null> {
		const webhook = webhookOf(target.gateway);
		if (webhook === undefined) return null;
		return await this.attempt({ id: this.id(), target, webhook, changes }, 1);
	}

	/** How a gateway delivers now. */
	behaviourOf(gateway: string): Behaviour {
		return this.behaviours.get(gateway) ?? this.behaviours.get(everyGateway) ?? {};
	}

	/** Lets one gateway, or all, deliver like this from now on. */
	behave(gateway: string | undefined, behaviour: Behaviour): void {
		this.behaviours.set(gateway ?? everyGateway, behaviour);
	}

	/** Lets every gateway deliver as it should; what is held goes out. */
	behaveWell(): void {
		this.behaviours.clear();
		for (const gateway of [...this.held.keys()]) this.flush(gateway);
	}

	/** The last 1000 tries, the first one first. */
	log(): readonly Delivery[] {
		return this.entries;
	}

	clearLog(): void {
		this.entries = [];
	}

	/** Ends what is on its way and forgets everything. */
	reset(): void {
		this.ending.abort();
		this.ending = new AbortController();
		this.timers.clear();
		this.queues = new Map();
		this.held = new Map();
		this.behaviours = new Map();
		this.entries = [];
		this.counter = 0;
	}

	private id(): string {
		this.counter += 1;
		return `delivery-${this.counter}`;
	}

	private flush(gateway: string): void {
		const changes = this.held.get(gateway) ?? [];
		this.held.delete(gateway);
		const [target, webhook] = [this.store.webhooks.target(gateway), webhookOf(gateway)];
		if (target === undefined || webhook === undefined) return;
		this.dispatch(target, webhook, changes, this.behaviourOf(gateway));
	}

	private dispatch(
		target: Registered,
		webhook: DialectWebhook,
		changes: readonly Change[],
		behaviour: Behaviour,
	): void {
		const go = () => {
			for (const some of arranged(changes, behaviour, webhook.takesBatches)) {
				this.enqueue({ target, webhook, changes: some });
			}
		};
		if (behaviour.delayMs === undefined) go();
		else this.timers.later(behaviour.delayMs, go);
	}

	/** Further tries do not keep the others waiting. */
	private enqueue(parcel: Omit<Parcel, 'id'>): void {
		const { signal } = this.ending;
		const before = this.queues.get(parcel.target.gateway) ?? Promise.resolve();
		const next = before.then(async () => {
			if (signal.aborted || !this.isWanted(parcel)) return;
			await this.again({ ...parcel, id: this.id() }, 1);
		});
		this.queues.set(parcel.target.gateway, next);
	}

	/** Whether the address is still the one that is told. */
	private isWanted({ target }: Pick<Parcel, 'target'>): boolean {
		return this.store.webhooks.target(target.gateway)?.id === target.id;
	}

	private async again(parcel: Parcel, attempt: number): Promise<void> {
		const { signal } = this.ending;
		const status = await this.attempt(parcel, attempt);
		const wait = parcel.webhook.retries[attempt - 1];
		if (signal.aborted || arrived(status) || wait === undefined) return;
		this.timers.later(wait * 1000 * this.retryScale, () => {
			if (this.isWanted(parcel)) void this.again(parcel, attempt + 1);
		});
	}

	/** One try; `null` where nobody answered. */
	private async attempt(parcel: Parcel, attempt: number): Promise<number | null> {
		const { id, target, webhook, changes } = parcel;
		const { gateway, origin, id: webhookId, url } = target;
		const behaviour = this.behaviourOf(gateway);
		// Whoever checks the signature has the time of this machine, wherever the sandbox's clock is.
		const now = this.store.clock.outside();
		const keys = forgedKeys(behaviour, { secret: webhook.secret, now });
		const honest = webhook.tell(changes, { ...keys, origin, webhookId });
		if (honest === undefined) return null;
		const { event, headers, body } = tampered(honest, behaviour, webhook.signatureHeader);
		const { signal } = this.ending;
		const begun = performance.now();
		const status = await post(url, headers, body, signal);
		if (signal.aborted) return null;
		const ms = Math.round(performance.now() - begun);
		const at = this.store.clock.iso();
		this.entries.push({ id, gateway, event, at, url, attempt, status, ms });
		if (this.entries.length > kept) this.entries.shift();
		return status;
	}
}

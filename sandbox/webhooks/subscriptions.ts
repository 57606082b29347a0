/** An address to which a gateway delivers its events. */
export interface Subscription {
	/** Looks like a ULID, because a gateway may put it into a header. */
	readonly id: string;
	readonly gateway: string;
	readonly url: string;
	/** The sandbox's own address, as the subscriber calls it: files lie below it. */
	readonly origin: string;
	/** ISO 8601, UTC. */
	readonly at: string;
	/** `api`: an override that the gateway's API set, which wins over the dashboard's address. */
	readonly from: 'dashboard' | 'api';
}

type New = Omit<Subscription, 'id' | 'from'>;

interface Slots {
	dashboard?: Subscription;
	api?: Subscription;
	/** An account can have an address and yet not be subscribed. */
	isSubscribed: boolean;
}

/** Where each gateway delivers its events: one address at a time. */
export class Subscriptions {
	private slots = new Map<string, Slots>();
	private counter = 0;

	/** Registers an address in the gateway's dashboard; it replaces the one before. */
	register(given: New): Subscription {
		const dashboard = this.create(given, 'dashboard');
		this.slots.set(given.gateway, {
			...this.slots.get(given.gateway),
			dashboard,
			isSubscribed: true,
		});
		return dashboard;
	}

	/** Registers an address that wins over the dashboard's; it replaces the one before. */
	override(given: New): Subscription {
		const api = this.create(given, 'api');
		this.slots.set(given.gateway, { ...this.slots.get(given.gateway), api, isSubscribed: true });
		return api;
	}

	/** Delivers to the dashboard's address from now on, if there is one. */
	subscribe(gateway: string): void {
		const { dashboard } = this.slots.get(gateway) ?? {};
		this.slots.set(gateway, { ...(dashboard && { dashboard }), isSubscribed: true });
	}

	/** Delivers nothing any more; the dashboard's address stays known. */
	unsubscribe(gateway: string): void {
		this.subscribe(gateway);
		this.slots.set(gateway, { ...this.slots.get(gateway), isSubscribed: false });
	}

	/** Whether the account is subscribed, and the address that wins over the dashboard's. */
	state(gateway: string): { readonly isSubscribed: boolean; readonly override?: Subscription } {
		const { isSubscribed = false, api } = this.slots.get(gateway) ?? {};
		return { isSubscribed, ...(api && { override: api }) };
	}

	/** Where events go now; `undefined` for nowhere. */
	target(gateway: string): Subscription | undefined {
		const { isSubscribed, dashboard, api } = this.slots.get(gateway) ?? {};
		return isSubscribed ? (api ?? dashboard) : undefined;
	}

	/** Every address, and whether events go there now. */
	list(): Array<Subscription & { readonly isActive: boolean }> {
		const all = [...this.slots.values()].flatMap(({ dashboard, api }) => [dashboard, api]);
		return all
			.filter((one) => one !== undefined)
			.map((one) => ({ ...one, isActive: this.target(one.gateway)?.id === one.id }));
	}

	/** Forgets a gateway's addresses. */
	remove(gateway: string): void {
		this.slots.delete(gateway);
	}

	private create(given: New, from: Subscription['from']): Subscription {
		this.counter += 1;
		return { id: `01J4K${String(this.counter).padStart(21, '0')}`, ...given, from };
	}
}

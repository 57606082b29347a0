import { mainNumber } from '../state/message';

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
	/**
	 * `resend`: an address of the dashboard to which Meta's own payload is forwarded. `account` and
	 * `number`: overrides that the gateway's API set, which win over the dashboard's address.
	 */
	readonly from: 'dashboard' | 'resend' | 'account' | 'number';
}

type New = Omit<Subscription, 'id' | 'from'>;

/** The app of a gateway whose accounts have only one, and the first one of a gateway with several. */
export const mainApp = 'main';

/** The addresses of one app of an account. */
interface Slots {
	dashboard?: Subscription;
	resend?: Subscription;
	account?: Subscription;
	readonly numbers: Map<string, Subscription>;
	/** An account can have an address and yet not be subscribed. */
	isSubscribed: boolean;
}

/** Where each gateway delivers its events: for each subscribed app, to one address for each number. */
export class Subscriptions {
	/** By gateway and app. */
	private gateways = new Map<string, Map<string, Slots>>();
	private counter = 0;

	/** Registers an address in the gateway's dashboard; it replaces the one before. */
	register(given: New, app = mainApp): void {
		const slots = this.slots(given.gateway, app);
		slots.dashboard = this.create(given, 'dashboard');
		slots.isSubscribed = true;
	}

	/** Registers an address to which Meta's payload is forwarded; it replaces the one before. */
	resend(given: New): void {
		const slots = this.slots(given.gateway, mainApp);
		slots.resend = this.create(given, 'resend');
		slots.isSubscribed = true;
	}

	/** Registers an address for the whole account that wins over the dashboard's. */
	overrideAccount(given: New, app = mainApp): void {
		this.slots(given.gateway, app).account = this.create(given, 'account');
	}

	/** Registers an address for one number that wins over all others. */
	overrideNumber(given: New, number: string, app = mainApp): void {
		this.slots(given.gateway, app).numbers.set(number, this.create(given, 'number'));
	}

	/** Forgets the address of one number. */
	clearNumber(gateway: string, number: string, app = mainApp): void {
		this.slots(gateway, app).numbers.delete(number);
	}

	/** Delivers to the dashboard's address from now on, if there is one, or to that of a number. */
	subscribe(gateway: string, app = mainApp): void {
		const slots = this.slots(gateway, app);
		delete slots.account;
		slots.isSubscribed = true;
	}

	/** Delivers nothing any more; the dashboard's address stays known. */
	unsubscribe(gateway: string, app = mainApp): void {
		this.subscribe(gateway, app);
		this.slots(gateway, app).isSubscribed = false;
	}

	/** What is registered for an app. */
	state(gateway: string, app = mainApp): Readonly<Slots> {
		return this.slots(gateway, app);
	}

	/** Where the events of a number go now: to an address of each subscribed app. */
	targets(gateway: string, number = mainNumber): Subscription[] {
		return [...(this.gateways.get(gateway)?.values() ?? [])]
			.filter(({ isSubscribed }) => isSubscribed)
			.flatMap(({ dashboard, resend, account, numbers }) => [
				numbers.get(number) ?? account ?? dashboard,
				resend,
			])
			.filter((target) => target !== undefined);
	}

	/** Every address, and whether events go there now. */
	list(): Array<Subscription & { readonly isActive: boolean }> {
		const all = [...this.gateways.values()].flatMap((apps) => [...apps.values()]);
		return all.flatMap(({ dashboard, resend, account, numbers, isSubscribed }) => {
			const rows = [
				[dashboard, account === undefined && !numbers.has(mainNumber)],
				[resend, true],
				[account, !numbers.has(mainNumber)],
				...[...numbers.values()].map((one) => [one, true] as const),
			] as const;
			return rows.flatMap(([one, wins]) =>
				one ? [{ ...one, isActive: isSubscribed && wins }] : [],
			);
		});
	}

	/** Forgets a gateway's addresses. */
	remove(gateway: string): void {
		this.gateways.delete(gateway);
	}

	private slots(gateway: string, app: string): Slots {
		const apps = this.gateways.get(gateway) ?? new Map<string, Slots>();
		this.gateways.set(gateway, apps);
		const slots = apps.get(app) ?? { numbers: new Map(), isSubscribed: false };
		apps.set(app, slots);
		return slots;
	}

	private create(given: New, from: Subscription['from']): Subscription {
		this.counter += 1;
		return { id: `01J4K${String(this.counter).padStart(21, '0')}`, ...given, from };
	}
}

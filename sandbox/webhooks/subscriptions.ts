import { mainNumber } from '../state/message';
import { asRecord } from '../state/record';
import { localReach, type Reach } from './localAddress';

/** An address to which a gateway delivers its events. */
export interface Subscription {
	/** Looks like a ULID, because a gateway may put it into a header. */
	readonly id: string;
	readonly gateway: string;
	readonly url: string;
	/** What its deliveries are signed with; `null` for the gateway's usual secret. */
	readonly secret: string | null;
	/** The name of the workflow that gets them; `null` where whoever added it did not say. */
	readonly workflow: string | null;
	/** The sandbox's own address, as the subscriber calls it: files lie below it. */
	readonly origin: string;
	/** ISO 8601, UTC. */
	readonly at: string;
	/**
	 * `dashboard`: the first address that was added. `added`: another one, which hears the same.
	 * `resend`: Meta's own payload is forwarded there. `account` and `number`: overrides that the gateway's
	 * API set, which win over the dashboard's address.
	 */
	readonly from: 'dashboard' | 'added' | 'resend' | 'account' | 'number';
}

/** An address to be registered. */
export type NewSubscription = Pick<Subscription, 'gateway' | 'url' | 'origin' | 'at'>;

/** What may be said of an address that is added. */
type Details = Partial<Pick<Subscription, 'secret' | 'workflow'>>;

/** The app of a gateway whose accounts have only one, and the first one of a gateway with several. */
export const mainApp = 'main';

/** An address with what it is registered for. */
interface Row {
	readonly app: string;
	/** `null` unless it is an override for one number. */
	readonly number: string | null;
	readonly subscription: Subscription;
}

/** What one app of an account has registered. */
export interface AppSubscriptions {
	readonly dashboard: Subscription | undefined;
	readonly account: Subscription | undefined;
	/** By the account's number. */
	readonly numbers: ReadonlyMap<string, Subscription>;
	/** An account can have an address and yet not be subscribed. */
	readonly isSubscribed: boolean;
}

/** Everything that is registered, as it is kept in a file. */
export interface SavedSubscriptions {
	readonly rows: readonly Row[];
	/** Gateway and app. */
	readonly subscribed: ReadonlyArray<readonly [string, string]>;
	readonly counter: number;
}

const isText = (value: unknown) => typeof value === 'string';

/** Whether this was a row when it was kept. */
function isRow(value: unknown): value is Row {
	const { app, subscription } = asRecord(value) ?? {};
	const { id, gateway, url, from } = asRecord(subscription) ?? {};
	return [app, id, gateway, url, from].every(isText);
}

const isMany = ({ from }: Subscription) => from === 'added' || from === 'resend';

/**
 * Where each gateway delivers its events: for each subscribed app, to one address for each number, and to any
 * number of further addresses, as if each were of an app of its own.
 */
export class Subscriptions {
	private rows: readonly Row[] = [];
	private subscribed: ReadonlyArray<readonly [gateway: string, app: string]> = [];
	private counter = 0;

	/** @param reach Where deliveries may go. */
	constructor(readonly reach: Reach = localReach) {}

	/**
	 * Adds an address, as in the gateway's dashboard, beside those that are there. An address that is there
	 * already keeps its id.
	 */
	add(
		given: NewSubscription,
		{ secret, workflow, resend = false }: Details & { resend?: boolean } = {},
	): Subscription {
		const { gateway, url } = given;
		const known = this.rows.find(
			({ subscription: one }) =>
				one.gateway === gateway &&
				one.url === url &&
				(resend ? one.from === 'resend' : one.from === 'dashboard' || one.from === 'added'),
		);
		const isFirst = this.state(gateway).dashboard === undefined;
		const from = known?.subscription.from ?? (resend ? 'resend' : isFirst ? 'dashboard' : 'added');
		if (from === 'dashboard') this.setSubscribed(gateway, mainApp, true);
		const kept = known?.subscription;
		// Whoever adds it again without a secret leaves the one that it has.
		const own = {
			secret: secret ?? kept?.secret ?? null,
			workflow: workflow ?? kept?.workflow ?? null,
			id: kept?.id,
		};
		const subscription = this.create(given, from, own);
		const row = { app: mainApp, number: null, subscription };
		this.rows = known ? this.rows.map((one) => (one === known ? row : one)) : [...this.rows, row];
		return subscription;
	}

	/** Registers an address for the whole account that wins over the dashboard's. */
	overrideAccount(given: NewSubscription, app = mainApp): void {
		this.forgetOverride(given.gateway, app, null);
		this.push(app, null, this.create(given, 'account'));
	}

	/** Registers an address for one number that wins over all others. */
	overrideNumber(given: NewSubscription, number: string, app = mainApp): void {
		this.forgetOverride(given.gateway, app, number);
		this.push(app, number, this.create(given, 'number'));
	}

	/** Forgets the address of one number. */
	clearNumber(gateway: string, number: string, app = mainApp): void {
		this.forgetOverride(gateway, app, number);
	}

	/** Delivers to the dashboard's address from now on, if there is one, or to that of a number. */
	subscribe(gateway: string, app = mainApp): void {
		this.forgetOverride(gateway, app, null);
		this.setSubscribed(gateway, app, true);
	}

	/** Delivers nothing of this app any more; the dashboard's address stays known. */
	unsubscribe(gateway: string, app = mainApp): void {
		this.forgetOverride(gateway, app, null);
		this.setSubscribed(gateway, app, false);
	}

	/** What is registered for an app. */
	state(gateway: string, app = mainApp): AppSubscriptions {
		const own = this.rows.filter((row) => row.app === app && row.subscription.gateway === gateway);
		const first = (from: Subscription['from']) =>
			own.find(({ subscription }) => subscription.from === from)?.subscription;
		return {
			dashboard: first('dashboard'),
			account: first('account'),
			numbers: new Map(
				own.flatMap(({ number, subscription }) =>
					number === null ? [] : [[number, subscription]],
				),
			),
			isSubscribed: this.subscribed.some(([id, key]) => id === gateway && key === app),
		};
	}

	/** Where the events of a number go now: to an address of each subscribed app, and to all further ones. */
	targets(gateway: string, number = mainNumber): Subscription[] {
		const ofApps = this.subscribed.flatMap(([id, app]) => {
			if (id !== gateway) return [];
			const { numbers, account, dashboard } = this.state(gateway, app);
			const target = numbers.get(number) ?? account ?? dashboard;
			return target === undefined ? [] : [target];
		});
		const further = this.rows
			.map(({ subscription }) => subscription)
			.filter((one) => one.gateway === gateway && isMany(one));
		// What was allowed when it was added need not be any more.
		return [...ofApps, ...further].filter(({ url }) => this.reach.refusal(url) === undefined);
	}

	/** Every address, and whether events go there now. */
	list(): Array<Subscription & { readonly isActive: boolean }> {
		return this.rows.map(({ number, subscription: one }) => {
			const targets = this.targets(one.gateway, number ?? mainNumber);
			return { ...one, isActive: targets.some(({ id }) => id === one.id) };
		});
	}

	/** Forgets the addresses of a gateway, or one address. */
	remove(wanted: { readonly gateway?: string; readonly id?: string }): void {
		this.rows = this.rows.filter(
			({ subscription: { gateway, id } }) =>
				(wanted.gateway !== undefined && gateway !== wanted.gateway) ||
				(wanted.id !== undefined && id !== wanted.id),
		);
		if (wanted.id !== undefined) return;
		this.subscribed = this.subscribed.filter(
			([gateway]) => wanted.gateway !== undefined && gateway !== wanted.gateway,
		);
	}

	/** Everything, to be kept in a file. */
	save(): SavedSubscriptions {
		const { rows, subscribed, counter } = this;
		return { rows, subscribed, counter };
	}

	/** Registers what was kept. */
	restore({ rows, subscribed, counter }: Readonly<Record<string, unknown>>): void {
		const isWhole =
			Array.isArray(rows) &&
			rows.every(isRow) &&
			Array.isArray(subscribed) &&
			subscribed.every((pair) => Array.isArray(pair) && pair.every(isText)) &&
			typeof counter === 'number';
		if (!isWhole) {
			throw new TypeError('There are no webhooks.');
		}
		Object.assign(this, { rows, subscribed, counter });
	}

	private setSubscribed(gateway: string, app: string, isSubscribed: boolean): void {
		const others = this.subscribed.filter(([id, key]) => id !== gateway || key !== app);
		this.subscribed = isSubscribed ? [...others, [gateway, app]] : others;
	}

	private push(app: string, number: string | null, subscription: Subscription): void {
		this.rows = [...this.rows, { app, number, subscription }];
	}

	/** Forgets the override of the account (`null`) or of a number. */
	private forgetOverride(gateway: string, app: string, number: string | null): void {
		this.rows = this.rows.filter(
			(row) =>
				row.app !== app ||
				row.number !== number ||
				row.subscription.gateway !== gateway ||
				row.subscription.from !== (number === null ? 'account' : 'number'),
		);
	}

	private create(
		{ gateway, url, origin, at }: NewSubscription,
		from: Subscription['from'],
		{ secret = null, workflow = null, id }: Details & { id?: string | undefined } = {},
	): Subscription {
		if (id === undefined) this.counter += 1;
		const own = id ?? `01J4K${String(this.counter).padStart(21, '0')}`;
		return { id: own, gateway, url, secret, workflow, origin, at, from };
	}
}

import { isLoopback } from '../control/ownMachineOnly';

/** An address to which a gateway tells what happens. */
export interface Registered {
	/** Looks like a ULID; Qyvo puts it into a header. */
	readonly id: string;
	readonly gateway: string;
	readonly url: string;
	/** The sandbox's own address, as whoever registered calls it: files lie below it. */
	readonly origin: string;
	/** ISO 8601, UTC. */
	readonly at: string;
	/** `api`: Meta's override, which wins over the dashboard's address. */
	readonly from: 'dashboard' | 'api';
}

type New = Omit<Registered, 'id' | 'from'>;

interface Slots {
	dashboard?: Registered;
	api?: Registered;
	/** At Meta an account can have an address and yet not be subscribed. */
	isActive: boolean;
}

/** Why nothing is sent to an address; `undefined` where something is. Nothing leaves this machine. */
export function notHere(url: string): string | undefined {
	if (!URL.canParse(url)) return 'not an address such as http://127.0.0.1:5678/webhook/whatsapp.';
	const { protocol, host, hostname } = new URL(url);
	if (protocol !== 'http:' && protocol !== 'https:') return 'http or https only.';
	// What stands before .localhost may be asked of a name server elsewhere.
	return isLoopback(host) && !hostname.endsWith('.localhost')
		? undefined
		: `the sandbox sends to this machine only, 127.0.0.1 or localhost, and not to ${hostname}.`;
}

/** Where each gateway tells what happens: one address at a time. */
export class Webhooks {
	private slots = new Map<string, Slots>();
	private counter = 0;

	/** Registers an address in the gateway's dashboard, in the place of one before. */
	register(given: New): Registered {
		const dashboard = this.made(given, 'dashboard');
		this.slots.set(given.gateway, { ...this.slots.get(given.gateway), dashboard, isActive: true });
		return dashboard;
	}

	/** Registers an address that wins over the dashboard's, in the place of one before. */
	override(given: New): Registered {
		const api = this.made(given, 'api');
		this.slots.set(given.gateway, { ...this.slots.get(given.gateway), api, isActive: true });
		return api;
	}

	/** Tells the dashboard's address from now on, or nobody where there is none. */
	subscribe(gateway: string): void {
		const { dashboard } = this.slots.get(gateway) ?? {};
		this.slots.set(gateway, { ...(dashboard && { dashboard }), isActive: true });
	}

	/** Tells nobody any more; the dashboard's address stays known. */
	unsubscribe(gateway: string): void {
		this.subscribe(gateway);
		this.slots.set(gateway, { ...this.slots.get(gateway), isActive: false });
	}

	/** Whether the account is subscribed, and the address that wins over the dashboard's. */
	subscription(gateway: string): { readonly isActive: boolean; readonly override?: Registered } {
		const { isActive = false, api } = this.slots.get(gateway) ?? {};
		return { isActive, ...(api && { override: api }) };
	}

	/** Who is told; `undefined` for nobody. */
	target(gateway: string): Registered | undefined {
		const { isActive, dashboard, api } = this.slots.get(gateway) ?? {};
		return isActive ? (api ?? dashboard) : undefined;
	}

	/** Everything registered, and which of it is told. */
	list(): Array<Registered & { readonly isTold: boolean }> {
		const all = [...this.slots.values()].flatMap(({ dashboard, api }) => [dashboard, api]);
		return all
			.filter((one) => one !== undefined)
			.map((one) => ({ ...one, isTold: this.target(one.gateway)?.id === one.id }));
	}

	/** Forgets a gateway's addresses. */
	remove(gateway: string): void {
		this.slots.delete(gateway);
	}

	private made(given: New, from: Registered['from']): Registered {
		this.counter += 1;
		return { id: `01J4K${String(this.counter).padStart(21, '0')}`, ...given, from };
	}
}

import { Clock } from './clock';
import { Faults } from './faults';
import { seedPhones } from './seed';

/** Milliseconds of an hour. */
export const hour = 3_600_000;

/** WhatsApp's customer service window: milliseconds after a person's last message. */
export const windowMs = 24 * hour;

/** One message, as the person's phone shows it. */
export interface StoredMessage {
	readonly id: string;
	readonly gateway: string;
	readonly direction: 'inbound' | 'outbound';
	/** E.164 of the person, whoever wrote. */
	readonly phone: string;
	readonly kind: string;
	/** Everything that the person reads, part below part. */
	readonly text: string;
	/** A text, or `[image]` and the like where it is a medium. */
	readonly header: string | null;
	/** Where the header's medium lies; `null` where there is none. */
	readonly mediaUrl: string | null;
	readonly body: string;
	readonly footer: string | null;
	readonly buttons: readonly string[];
	readonly template: { readonly name: string; readonly language: string } | null;
	readonly status: 'sent' | 'received';
	readonly whatsappMessageId: string;
	/** ISO 8601, UTC. */
	readonly at: string;
}

/** What of a message is not the same for every one. */
export interface MessageParts {
	readonly kind: string;
	readonly header?: string | null;
	readonly mediaUrl?: string | null;
	readonly body: string;
	readonly footer?: string | null;
	readonly buttons?: readonly string[];
	readonly template?: StoredMessage['template'];
}

/** A contact as a gateway keeps it. */
export interface Contact {
	readonly id: string;
	readonly phone: string;
	name: string | null;
	email: string | null;
	tags: string[];
	metadata: Record<string, unknown>;
	source: string;
	readonly createdAt: string;
}

/** A request to a gateway; neither token nor body is kept. */
export interface SeenRequest {
	readonly at: string;
	readonly gateway: string;
	readonly method: string;
	readonly path: string;
	readonly status: number;
	readonly authorized: boolean;
}

const requestsKept = 500;

/** The state that all dialects share. */
export class Store {
	readonly clock: Clock;
	readonly faults = new Faults();
	/** The ledger, in the order in which the messages came. */
	messages: StoredMessage[] = [];
	/** When a person last wrote, by gateway and number. */
	private inbound = new Map<string, number>();
	private known = new Map<string, Map<string, Contact>>();
	requests: SeenRequest[] = [];
	/** Moments of requests by gateway and token, for the rate limit. */
	hits = new Map<string, number[]>();
	private counter = 0;

	constructor(
		private readonly gateways: readonly string[],
		now?: () => number,
	) {
		this.clock = new Clock(now);
		this.reset();
	}

	/** Back to the seed: messages, contacts, windows, clock, faults, request log, ids. */
	reset(): void {
		this.clock.reset();
		this.faults.clear();
		this.messages = [];
		this.inbound = new Map();
		this.known = new Map(this.gateways.map((gateway) => [gateway, new Map()]));
		this.requests = [];
		this.hits = new Map();
		this.counter = 0;
		// The longest ago first, so that the ledger is in the order of time.
		const wrote = seedPhones.filter(({ wroteHoursAgo }) => wroteHoursAgo !== null);
		for (const { phone, wroteHoursAgo, wrote: body } of wrote.toSorted(
			(a, b) => (b.wroteHoursAgo ?? 0) - (a.wroteHoursAgo ?? 0),
		)) {
			const at = new Date(this.clock.now() - (wroteHoursAgo ?? 0) * hour).toISOString();
			for (const gateway of this.gateways) {
				this.contact(gateway, phone, at);
				this.keep(gateway, 'inbound', phone, { kind: 'text', body: body ?? '' }, at);
			}
		}
	}

	/** Looks like a ULID, never repeats, and is the same after each reset. */
	id(prefix: string): string {
		this.counter += 1;
		return `${prefix}${String(this.counter).padStart(26 - prefix.length, '0')}`;
	}

	/** The contacts of a gateway, the first made first. */
	contacts(gateway: string): Contact[] {
		return [...(this.known.get(gateway)?.values() ?? [])];
	}

	/** The contact of a number, made where there is none yet. */
	contact(gateway: string, phone: string, at = this.clock.iso()): Contact {
		const known = this.known.get(gateway) ?? new Map<string, Contact>();
		const found = known.get(phone);
		if (found !== undefined) return found;
		const contact: Contact = {
			id: this.id('01J1Y'),
			phone,
			name: seedPhones.find((seed) => seed.phone === phone)?.name ?? null,
			email: null,
			tags: [],
			metadata: {},
			source: 'api',
			createdAt: at,
		};
		this.known.set(gateway, known.set(phone, contact));
		return contact;
	}

	/** When this person last wrote to the gateway's number; `undefined` for never. */
	lastInbound(gateway: string, phone: string): number | undefined {
		return this.inbound.get(`${gateway} ${phone}`);
	}

	/** Until when free-form messages go through, in milliseconds; `undefined` where they do not. */
	windowOpenUntil(gateway: string, phone: string): number | undefined {
		const last = this.lastInbound(gateway, phone);
		if (last === undefined || this.clock.now() - last >= windowMs) return undefined;
		return last + windowMs;
	}

	/** Puts a message on the person's phone, or takes one from it. */
	keep(
		gateway: string,
		direction: StoredMessage['direction'],
		phone: string,
		parts: MessageParts,
		at = this.clock.iso(),
	): StoredMessage {
		const { kind, header = null, body, footer = null, buttons = [], template = null } = parts;
		const id = this.id('01J1Z');
		const message: StoredMessage = {
			id,
			gateway,
			direction,
			phone,
			kind,
			text: [header, body, footer].filter((part) => part !== null && part !== '').join('\n'),
			header,
			mediaUrl: parts.mediaUrl ?? null,
			body,
			footer,
			buttons,
			template,
			status: direction === 'inbound' ? 'received' : 'sent',
			whatsappMessageId: `wamid.${Buffer.from(`${gateway}:${id}`).toString('base64url')}`,
			at,
		};
		this.messages.push(message);
		if (direction === 'inbound') this.inbound.set(`${gateway} ${phone}`, Date.parse(at));
		return message;
	}

	/** Notes a request in the log, which holds the last 500. */
	note(request: SeenRequest): void {
		this.requests.push(request);
		if (this.requests.length > requestsKept) this.requests.shift();
	}
}

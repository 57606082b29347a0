import { AsyncLocalStorage } from 'node:async_hooks';

import type { Budget } from './rateLimits';
import { Clock } from './clock';
import { Faults } from '../faults/faultQueue';
import { messageOf, type MessageParts, type Progress, type StoredMessage } from './message';
import { seedPhones } from './seed';
import { Webhooks } from '../webhooks/subscriptions';

export type { MessageParts, Progress, SentFile, ShownList, StoredMessage } from './message';

/** Milliseconds of an hour. */
export const hour = 3_600_000;

/** WhatsApp's customer service window: milliseconds after a person's last message. */
export const windowMs = 24 * hour;

/** Milliseconds after which a message has reached WhatsApp, and after which it has reached the phone. */
export const pace = { sent: 1000, delivered: 2500 } as const;

/** A contact as a gateway keeps it. */
export interface Contact {
	readonly id: string;
	readonly phone: string;
	name: string | null;
	email: string | null;
	tags: string[];
	metadata: Record<string, unknown>;
	source: string;
	optedOut: boolean;
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

/** Who is told of what the store does. */
export interface Watcher {
	/** An outgoing message was taken. */
	kept(message: StoredMessage): void;
	/** Everything is as in the beginning. */
	reset(): void;
}

function ulidLike(prefix: string, number: number): string {
	return `${prefix}${String(number).padStart(26 - prefix.length, '0')}`;
}

/** The state that all dialects share. */
export class Store {
	readonly clock: Clock;
	readonly faults = new Faults();
	/** Where each gateway tells what happens. */
	readonly webhooks = new Webhooks();
	/** Set by whoever tells it. */
	watcher: Watcher | undefined;
	/** The ledger, in the order in which the messages came. */
	messages: StoredMessage[] = [];
	/** What a gateway took and WhatsApp then refused: on nobody's phone. */
	undelivered: StoredMessage[] = [];
	/** During work whose messages WhatsApp shall refuse: why. */
	private readonly refusal = new AsyncLocalStorage<{ readonly reason: string | null }>();
	/** Progress that was asked for, by message. */
	private progress = new Map<string, { status: Progress; reason: string | null }>();
	/** The names of tags and groups by gateway, the first made first. */
	private labels = new Map<string, string[]>();
	/** When a person last wrote, by gateway and number. */
	private inbound = new Map<string, number>();
	private known = new Map<string, Map<string, Contact>>();
	requests: SeenRequest[] = [];
	/** Rate limits that were asked for in the place of the documented ones, by gateway. */
	budgets = new Map<string, Budget>();
	/** Moments of requests by gateway and token, for the rate limit. */
	hits = new Map<string, number[]>();
	/** Milliseconds since 1970 of the last id, or a little more. */
	private counter = 0;
	/** How many contacts were made: their ids are small, and those of a seed the same each time. */
	private people = 0;
	private readonly machine: () => number;

	constructor(
		private readonly gateways: readonly string[],
		now?: () => number,
	) {
		this.machine = now ?? Date.now;
		this.clock = new Clock(now);
		this.reset();
	}

	/**
	 * Back to the seed: messages, contacts, windows, clock, faults, request log, ids. Webhooks stay, as
	 * tokens and templates do: a workflow that listens goes on listening.
	 */
	reset(): void {
		this.watcher?.reset();
		this.clock.reset();
		this.faults.clear();
		this.messages = [];
		this.undelivered = [];
		this.progress = new Map();
		this.labels = new Map();
		this.inbound = new Map();
		this.known = new Map(this.gateways.map((gateway) => [gateway, new Map()]));
		this.requests = [];
		this.hits = new Map();
		this.budgets = new Map();
		this.people = 0;
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

	/**
	 * Looks like a ULID and never repeats, not after a reset and not in the next sandbox either: who
	 * listens remembers for days what was told, and would take a new message for an old one.
	 */
	id(prefix: string): string {
		this.counter = Math.max(this.counter + 1, this.machine());
		return ulidLike(prefix, this.counter);
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
			id: ulidLike('01J1Y', ++this.people),
			phone,
			name: seedPhones.find((seed) => seed.phone === phone)?.name ?? null,
			email: null,
			tags: [],
			metadata: {},
			source: 'api',
			optedOut: false,
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
		const refused = direction === 'outbound' ? this.refusal.getStore() : undefined;
		if (refused !== undefined) return this.keepUndelivered(gateway, phone, parts, refused.reason);
		const message = this.message(gateway, direction, phone, parts, at);
		this.messages.push(message);
		if (direction === 'inbound') this.inbound.set(`${gateway} ${phone}`, Date.parse(at));
		else this.watcher?.kept(message);
		return message;
	}

	/** Keeps a message that the gateway took and WhatsApp then refused. */
	keepUndelivered(
		gateway: string,
		phone: string,
		parts: MessageParts,
		reason: string | null,
	): StoredMessage {
		const message = this.message(gateway, 'outbound', phone, parts, this.clock.iso());
		this.undelivered.push({ ...message, status: 'failed' });
		this.progress.set(message.id, { status: 'failed', ...(this.refusal.getStore() ?? { reason }) });
		this.watcher?.kept(message);
		return message;
	}

	/**
	 * Does work, such as a gateway's answer to one request: what it puts on a phone meanwhile, WhatsApp
	 * refuses for this reason, or for none.
	 */
	async refusing<Result>(reason: string | null, work: () => Promise<Result>): Promise<Result> {
		return await this.refusal.run({ reason }, work);
	}

	/** A gateway's outgoing message; `undefined` where there is none like this. */
	outgoing(
		gateway: string,
		wanted: (message: StoredMessage) => boolean,
	): StoredMessage | undefined {
		return [...this.messages, ...this.undelivered].find(
			(one) => one.gateway === gateway && one.direction === 'outbound' && wanted(one),
		);
	}

	/**
	 * How an outgoing message fares now: it goes its way by itself within seconds, is read when the
	 * person writes after it, and does what was asked for where something was.
	 */
	statusOf(message: StoredMessage): { status: Progress; reason: string | null } {
		const asked = this.progress.get(message.id);
		const age = this.clock.now() - Date.parse(message.at);
		if (asked !== undefined && (asked.status !== 'failed' || age >= pace.sent)) return asked;
		if (age < pace.sent) return { status: 'queued', reason: null };
		if (age < pace.delivered) return { status: 'sent', reason: null };
		const answered =
			(this.lastInbound(message.gateway, message.phone) ?? 0) > Date.parse(message.at);
		return { status: answered ? 'read' : 'delivered', reason: null };
	}

	/** Lets an outgoing message come this far and no further. */
	setStatus(message: StoredMessage, status: Progress, reason: string | null): void {
		this.progress.set(message.id, { status, reason });
	}

	/** The tags or groups that a gateway knows; a new one is added at the end. */
	labelsOf(gateway: string, add: readonly string[] = []): readonly string[] {
		const names = [...new Set([...(this.labels.get(gateway) ?? []), ...add])];
		this.labels.set(gateway, names);
		return names;
	}

	private message(
		gateway: string,
		direction: StoredMessage['direction'],
		phone: string,
		parts: MessageParts,
		at: string,
	): StoredMessage {
		return messageOf({ id: this.id('01J1Z'), gateway, direction, phone, at }, parts);
	}

	/** Notes a request in the log, which holds the last 500. */
	note(request: SeenRequest): void {
		this.requests.push(request);
		if (this.requests.length > requestsKept) this.requests.shift();
	}
}

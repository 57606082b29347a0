import { EventEmitter } from 'node:events';

import { Clock } from './clock';
import { Contacts } from './contacts';
import { Ids } from './ids';
import { Ledger } from './ledger';
import type { StoredMessage } from './message';
import { ListSizes } from './listSizes';
import { Memories } from './memories';
import { MoreTemplates } from './moreTemplates';
import { People } from './people';
import { asRecord } from './record';
import { RateLimits } from './rateLimits';
import { RequestLog } from './requestLog';
import { seedPhones } from './seed';
import { restorePart, savePart } from './savedParts';
import { ServiceWindows, hourMs } from './serviceWindows';
import { Statuses } from './statuses';
import { machineTime, type TimeSource } from './time';

/** The events of the store. */
export interface StoreEvents {
	/** An outgoing message was accepted. */
	outbound: [message: StoredMessage];
	/** Something happened at a gateway that its webhook tells, in its own words. */
	news: [gateway: string, field: string, value: Readonly<Record<string, unknown>>];
	/** Everything is about to be as in the beginning. */
	reset: [];
}

/** Where the phone page leads to; set by what starts n8n beside the sandbox. */
export interface Guide {
	readonly editorUrl: string;
	readonly firstExample?:
		{ readonly name: string; readonly url: string; readonly hint: string } | undefined;
}

/** What this was made of, and what whoever starts n8n says each time. */
const notKept: ReadonlySet<string> = new Set(['events', 'gateways', 'guide']);

/** The state that all gateways share. */
export class Store {
	readonly events = new EventEmitter<StoreEvents>();
	readonly clock: Clock;
	readonly ids: Ids;
	readonly contacts: Contacts;
	/** A reset leaves it. */
	guide: Guide | null = null;
	readonly windows: ServiceWindows;
	readonly people: People;
	readonly statuses: Statuses;
	readonly ledger: Ledger;
	readonly rateLimits: RateLimits;
	readonly requests = new RequestLog();
	/** Templates beside those of the seed, of every gateway. */
	readonly moreTemplates = new MoreTemplates();
	/** How many entries the lists of accounts have. */
	readonly listSizes = new ListSizes();
	/** What single gateways remember; a reset leaves it to them. */
	readonly memories = new Memories();

	constructor(
		private readonly gateways: readonly string[],
		time: TimeSource = machineTime,
	) {
		this.clock = new Clock(time);
		this.ids = new Ids(() => time.now());
		this.contacts = new Contacts(this.ids, this.clock);
		this.windows = new ServiceWindows(this.clock);
		this.people = new People(this.clock);
		this.statuses = new Statuses(this.clock, this.windows, this.people);
		this.ledger = new Ledger({
			ids: this.ids,
			clock: this.clock,
			windows: this.windows,
			statuses: this.statuses,
			onOutbound: (message) => {
				const { gateway, phone } = message;
				this.people.stopTyping(gateway, phone);
				// One tick for ever: WhatsApp does not say that somebody is blocked.
				if (this.people.isBlocked(gateway, phone) && !this.statuses.isSet(message)) {
					this.statuses.set(message, { status: 'sent', reason: null });
				}
				this.events.emit('outbound', message);
			},
		});
		this.rateLimits = new RateLimits(this.clock);
		// Each gateway listens for the reset: more than ten listeners are no leak.
		this.events.setMaxListeners(0);
		this.seed();
	}

	/** Back to the seed: messages, contacts, windows, statuses, limits, clock and request log. */
	reset(): void {
		this.events.emit('reset');
		const { clock, ids, contacts, windows, statuses, ledger, rateLimits, requests } = this;
		for (const part of [clock, ids, contacts, windows, statuses, ledger, rateLimits, requests]) {
			part.reset();
		}
		this.moreTemplates.reset();
		this.listSizes.reset();
		this.people.reset();
		this.seed();
	}

	/** Everything, to be kept in a file. */
	save(): Record<string, object> {
		return Object.fromEntries(this.parts().map(([name, part]) => [name, savePart(part)]));
	}

	/** Goes on from what was kept. Throws for what cannot have been kept. */
	restore(saved: Readonly<Record<string, unknown>>): void {
		for (const [name, part] of this.parts()) {
			const own = saved[name];
			// A part of a later version than the one that wrote the file.
			if (own !== undefined) restorePart(part, asRecord(own) ?? {});
		}
	}

	/** The parts of the state by their names. */
	private parts(): Array<readonly [string, object]> {
		return Object.entries(this).filter(
			([name, part]) => typeof part === 'object' && !notKept.has(name),
		);
	}

	private seed(): void {
		// The longest ago first, so that the ledger is in the order of time.
		const wrote = seedPhones.filter(({ wroteHoursAgo }) => wroteHoursAgo !== null);
		for (const { phone, wroteHoursAgo, wrote: body } of wrote.toSorted(
			(a, b) => (b.wroteHoursAgo ?? 0) - (a.wroteHoursAgo ?? 0),
		)) {
			const at = new Date(this.clock.now() - (wroteHoursAgo ?? 0) * hourMs).toISOString();
			for (const gateway of this.gateways) {
				this.contacts.findOrCreate(gateway, phone, at);
				this.ledger.record(gateway, 'inbound', phone, { kind: 'text', body: body ?? '' }, at);
			}
		}
	}
}

import type { Dialect } from '../gatewayKit/dialect';
import type { StoredMessage } from '../state/message';
import { seedPhones } from '../state/seed';
import { deliveryTimes, type MessageStatus } from '../state/statuses';
import type { LoggedDelivery } from '../webhooks/deliveryLog';
import type { ControlContext } from './controlContext';

/** A message as the page shows it. */
export interface LiveMessage extends StoredMessage {
	/** How far it has come; `null` for what a person wrote. */
	readonly state: MessageStatus | null;
	/** Whether the business has read it. */
	readonly isSeen: boolean;
	/** Whether it never comes to the phone. */
	readonly isLost: boolean;
}

/** A phone's conversation with one gateway's number. */
export interface LiveChat {
	readonly gateway: string;
	readonly openUntil: string | null;
	readonly lastWroteAt: string | null;
	readonly typingUntil: string | null;
	readonly isBlocked: boolean;
	readonly isOptedOut: boolean;
}

/** A person with a phone. */
export interface LivePhone {
	readonly phone: string;
	readonly name: string | null;
	readonly isOff: boolean;
	readonly chats: readonly LiveChat[];
}

/** All that the page shows beside messages. Phones are sent one by one, everything else whole when it changes. */
export interface LiveParts {
	readonly gateways: ReadonlyArray<{
		readonly id: string;
		readonly name: string;
		readonly hasWebhooks: boolean;
		readonly passesOnAll: boolean;
		readonly hidesNumbers: boolean;
	}>;
	readonly clock: { readonly offset: number; readonly speed: number };
	readonly phones: readonly LivePhone[];
	readonly webhooks: ReadonlyArray<{
		readonly id: string;
		readonly gateway: string;
		readonly url: string;
		readonly isActive: boolean;
		readonly from: string;
		/** The last attempt; `null` for none. */
		readonly last: LoggedDelivery | null;
	}>;
	readonly faults: ReadonlyArray<{
		readonly gateway?: string;
		readonly phone?: string;
		readonly times: number;
	}>;
	readonly requests: ControlContext['store']['requests']['entries'];
	readonly deliveries: ControlContext['deliveries']['log']['entries'];
	readonly guide: ControlContext['store']['guide'];
}

/** How many of the last requests and deliveries the page lists. */
const maxTraffic = 100;

const iso = (moment: number | undefined) =>
	moment === undefined ? null : new Date(moment).toISOString();

/** Everybody who has a phone: the seed's people, and whoever wrote or was written to. */
export function everybody({ store, dialects }: Pick<ControlContext, 'store' | 'dialects'>) {
	const seeded = seedPhones.map(({ phone }): string => phone);
	const { messages, undelivered } = store.ledger;
	const numbers = new Set([...seeded, ...[...messages, ...undelivered].map(({ phone }) => phone)]);
	const names = new Map<string, string>();
	for (const { phone, name } of dialects.flatMap(({ id }) => store.contacts.of(id))) {
		if (name !== null && !names.has(phone)) names.set(phone, name);
	}
	for (const { phone, name } of seedPhones) names.set(phone, name);
	return [...numbers].map((phone) => ({ phone, name: names.get(phone) ?? null }));
}

function chatOf({ store }: ControlContext, { id }: Dialect, phone: string): LiveChat {
	return {
		gateway: id,
		openUntil: iso(store.windows.openUntil(id, phone)),
		lastWroteAt: iso(store.windows.lastInbound(id, phone)),
		typingUntil: iso(store.people.typingUntil(id, phone)),
		isBlocked: store.people.isBlocked(id, phone),
		isOptedOut: store.contacts.find(id, phone)?.optedOut ?? false,
	};
}

/** All but the messages. */
export function liveParts(control: ControlContext): LiveParts {
	const { store, dialects, subscriptions, faults, deliveries, mask } = control;
	const { clock } = store;
	return {
		gateways: dialects.map((dialect) => ({
			id: dialect.id,
			name: dialect.name,
			hasWebhooks: dialect.webhook !== undefined,
			passesOnAll: dialect.passesOnAll === true,
			hidesNumbers: dialect.hidesNumbers === true,
		})),
		// Half a second is the least that counts: it is the same from one moment to the next.
		clock: {
			offset: Math.round((clock.now() - clock.machineNow()) / 500) * 500,
			speed: clock.speed,
		},
		phones: everybody(control).map((person) => ({
			...person,
			isOff: store.people.off(person.phone) !== undefined,
			chats: dialects.map((dialect) => chatOf(control, dialect, person.phone)),
		})),
		webhooks: subscriptions.list().map(({ id, gateway, url, isActive, from }) => ({
			...{ id, gateway, url: mask(url), isActive, from, last: deliveries.log.lastOf(id) ?? null },
		})),
		faults: faults.list(),
		requests: store.requests.entries.slice(-maxTraffic),
		deliveries: deliveries.log.entries.slice(-maxTraffic),
		guide: store.guide,
	};
}

/** A message now. What somebody attached is fetched by its id instead. */
export function liveMessage({ store }: ControlContext, message: StoredMessage): LiveMessage {
	const { direction, media, whatsappMessageId, status } = message;
	const isOut = direction === 'outbound';
	const { content, ...file } = media ?? { content: undefined };
	return {
		...message,
		...(content !== undefined && { media: { ...file, isAttached: true } as never }),
		state: isOut ? store.statuses.of(message) : null,
		isSeen: !isOut && store.people.isSeen(whatsappMessageId),
		isLost: status === 'failed',
	};
}

/** Milliseconds by the sandbox's clock until something changes by itself; `undefined` for nothing. */
export function nextChange({ store }: ControlContext, parts: LiveParts): number | undefined {
	const now = store.clock.now();
	const chats = parts.phones.flatMap((phone) => phone.chats);
	const ends = chats.flatMap(({ openUntil, typingUntil }) => [openUntil, typingUntil]);
	const { messages, undelivered } = store.ledger;
	const young = [...messages.slice(-1000), ...undelivered.slice(-100)].flatMap(({ at }) =>
		[deliveryTimes.sent, deliveryTimes.delivered].map((due) => Date.parse(at) + due),
	);
	const moments = [...ends.flatMap((end) => (end === null ? [] : [Date.parse(end)])), ...young];
	const coming = moments.filter((moment) => moment > now);
	return coming.length === 0 ? undefined : Math.min(...coming) - now;
}

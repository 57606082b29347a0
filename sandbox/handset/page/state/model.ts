import type { LiveUpdate } from '../../../control/liveFeed';
import type { LiveMessage, LiveParts, LivePhone } from '../../../control/liveView';

/** All that the page knows of the sandbox. */
export interface Model extends Omit<LiveParts, 'phones'> {
	/** The machine's time when the clock came. */
	readonly clockAt: number;
	/** By number, in the order in which they came. */
	readonly phones: ReadonlyMap<string, LivePhone>;
	/** By {@link chatKey}, the oldest first. */
	readonly messages: ReadonlyMap<string, readonly LiveMessage[]>;
}

/** Before the sandbox has answered. */
export const emptyModel: Model = {
	gateways: [],
	clock: { offset: 0, speed: 1 },
	clockAt: 0,
	phones: new Map(),
	messages: new Map(),
	webhooks: [],
	faults: [],
	requests: [],
	deliveries: [],
	guide: null,
};

/** One conversation: a person and the number of one gateway. */
export const chatKey = ({ phone, gateway }: { phone: string; gateway: string }) =>
	`${gateway} ${phone}`;

function grouped(messages: readonly LiveMessage[]): Map<string, LiveMessage[]> {
	const groups = new Map<string, LiveMessage[]>();
	for (const message of messages) {
		const key = chatKey(message);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [message]);
		else group.push(message);
	}
	return groups;
}

/** A conversation with what is new in it, and what has changed, in its place. */
function merged(old: readonly LiveMessage[], news: readonly LiveMessage[]): LiveMessage[] {
	const changed = new Map(news.map((message) => [message.id, message]));
	const kept = old.map((message) => {
		const next = changed.get(message.id);
		changed.delete(message.id);
		return next ?? message;
	});
	return [...kept, ...changed.values()];
}

/** What the page knows after an update. */
export function updated(model: Model, update: LiveUpdate, machineNow: number): Model {
	const { isWhole, messages, phones, parts } = update;
	// What never came to a phone comes after the rest.
	const news = isWhole
		? messages.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
		: messages;
	const chats = new Map(isWhole ? [] : model.messages);
	for (const [key, own] of grouped(news)) chats.set(key, merged(chats.get(key) ?? [], own));
	const everyone = new Map(isWhole ? [] : model.phones);
	for (const phone of phones) everyone.set(phone.phone, phone);
	return {
		...model,
		...parts,
		...(parts.clock !== undefined && { clockAt: machineNow }),
		messages: chats,
		phones: everyone,
	};
}

import type { Receipt } from '../core/message';

/** A map that forgets its oldest entry where it holds more than `max`. */
class BoundedMap<Value> {
	private readonly entries = new Map<string, Value>();

	constructor(private readonly max: number) {}

	get(key: string): Value | undefined {
		return this.entries.get(key);
	}

	set(key: string, value: Value): void {
		this.entries.delete(key);
		this.entries.set(key, value);
		const [oldest] = this.entries.keys();
		if (this.entries.size > this.max && oldest !== undefined) this.entries.delete(oldest);
	}

	delete(key: string): void {
		this.entries.delete(key);
	}
}

/** Ids of messages with a receipt: a later look-up is not about them. */
const knownMessageIds = new BoundedMap<true>(20_000);

/** Remembers a message by all of its ids. */
export function rememberMessage(
	gateway: string,
	{ messageId, whatsappMessageId }: Pick<Receipt, 'messageId' | 'whatsappMessageId'>,
): void {
	for (const id of [messageId, whatsappMessageId]) {
		if (id !== null) knownMessageIds.set(`${gateway} ${id}`, true);
	}
}

/** Whether a receipt was given for the message with this id. */
export function isKnownMessage(gateway: string, id: string): boolean {
	return knownMessageIds.get(`${gateway} ${id}`) === true;
}

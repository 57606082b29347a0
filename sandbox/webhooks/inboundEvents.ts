import type { MessageParts, StoredMessage } from '../state/message';
import type { Store } from '../state/store';
import type { GatewayEvent } from './gatewayEvent';

/** A message that a person writes. */
export interface InboundMessage {
	readonly phone: string;
	/** The name of the person's profile. */
	readonly name?: string;
	readonly parts: MessageParts;
}

const optOutWord = /^\s*stop\s*[.!]?\s*$/i;

/** Opts a person out or in again; the events of it, none if nothing changes. */
export function setOptOut(
	store: Store,
	gateway: string,
	phone: string,
	optedOut: boolean,
	by: 'word' | 'switch',
): GatewayEvent[] {
	const isNew = store.contacts.of(gateway).every((one) => one.phone !== phone);
	const contact = store.contacts.findOrCreate(gateway, phone);
	if (contact.optedOut === optedOut) return [];
	contact.optedOut = optedOut;
	return [{ kind: 'optOut', at: store.clock.iso(), contact: structuredClone(contact), isNew, by }];
}

/** Records a message from a person's phone, with its events; one that says STOP opts out. */
export function receiveMessage(
	store: Store,
	gateway: string,
	{ phone, name, parts }: InboundMessage,
	at: string,
): { readonly message: StoredMessage; readonly events: readonly GatewayEvent[] } {
	const contact = store.contacts.findOrCreate(gateway, phone);
	if (name !== undefined) contact.name = name;
	const message = store.ledger.record(gateway, 'inbound', phone, parts, at);
	const stops = parts.kind === 'text' && optOutWord.test(parts.body);
	return {
		message,
		events: [
			{ kind: 'message', at, message, contact: structuredClone(contact) },
			...(stops ? setOptOut(store, gateway, phone, true, 'word') : []),
		],
	};
}

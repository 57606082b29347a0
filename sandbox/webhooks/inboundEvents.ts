import type { Change } from './gatewayEvent';
import type { Said } from '../control/inboundMessage';
import type { Store, StoredMessage } from '../state/store';

const optOutWord = /^\s*stop\s*[.!]?\s*$/i;

/** Notes that a person does not want to be written to, or does again; empty where that is known. */
export function optedOutOf(
	store: Store,
	gateway: string,
	phone: string,
	optedOut: boolean,
	by: 'word' | 'switch',
): Change[] {
	const isNew = store.contacts(gateway).every((one) => one.phone !== phone);
	const contact = store.contact(gateway, phone);
	if (contact.optedOut === optedOut) return [];
	contact.optedOut = optedOut;
	return [{ kind: 'optOut', at: store.clock.iso(), contact: structuredClone(contact), isNew, by }];
}

/** Takes a message from a person's phone; whoever writes STOP opts out. */
export function receive(
	store: Store,
	gateway: string,
	{ phone, name, parts }: Omit<Said, 'gateways'>,
	at: string,
): { readonly message: StoredMessage; readonly changes: readonly Change[] } {
	const contact = store.contact(gateway, phone);
	if (name !== undefined) contact.name = name;
	const message = store.keep(gateway, 'inbound', phone, parts, at);
	const stops = parts.kind === 'text' && optOutWord.test(parts.body);
	return {
		message,
		changes: [
			{ kind: 'message', at, message, contact: structuredClone(contact) },
			...(stops ? optedOutOf(store, gateway, phone, true, 'word') : []),
		],
	};
}

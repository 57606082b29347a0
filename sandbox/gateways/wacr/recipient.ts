import type { Context } from 'hono';

import type { Contact } from '../../state/contacts';
import type { MessageParts } from '../../state/message';
import type { Store } from '../../state/store';
import { id, isRefusal, notFound, ok, refusals, refused, type Refusal } from './answers';
import { contactById, numberOf } from './contactRow';

/** Who a message goes to, as a request names them. */
export interface Addressed {
	readonly phone: string;
	readonly contactId: number | undefined;
}

/**
 * The contact that is written to, made where the number is new and no contact is named, or why nothing
 * may be sent to them.
 * Templates go out whatever the window; for a closed one WA.CR has no code of its own.
 */
export function recipient(
	store: Store,
	{ phone, contactId }: Addressed,
	kind: 'template' | 'free',
): Contact | Refusal {
	const given = contactId === undefined ? undefined : contactById(store, contactId);
	if (contactId !== undefined && given === undefined) return notFound('Contact');
	// A given contact is not looked up by its number, and none is made for the number.
	const contact = given ? { ...given, phone } : store.contacts.findOrCreate(id, phone);
	if (contact.optedOut) return refusals.optedOut;
	if (kind === 'free' && store.windows.openUntil(id, phone) === undefined) return refusals.notSent;
	return contact;
}

/** Puts a message on the phone and answers so. */
function sent(
	context: Context,
	store: Store,
	contact: Contact,
	parts: MessageParts,
	extra: object,
): Response {
	const message = store.ledger.record(id, 'outbound', contact.phone, parts);
	return ok(
		context,
		{
			message_id: message.whatsappMessageId,
			contact_id: numberOf(contact.id),
			phone: contact.phone.replace('+', ''),
			...extra,
			status: 'sent',
			sent_at: message.at,
			chat_id: numberOf(contact.id),
			chat_message_id: numberOf(message.id),
		},
		'Message sent successfully',
	);
}

/** Sends to a contact, or answers why not. */
export function sentOrRefused(
	context: Context,
	store: Store,
	contact: Contact | Refusal,
	parts: (contact: Contact) => MessageParts | Refusal,
	extra: (parts: MessageParts) => object,
): Response {
	if (isRefusal(contact)) return refused(context, contact);
	const made = parts(contact);
	if (isRefusal(made)) return refused(context, made);
	return sent(context, store, contact, made, extra(made));
}

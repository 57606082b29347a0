import type { Contact } from '../../state/contacts';
import type { MessageParts } from '../../state/message';
import { asRecord } from '../../state/record';
import { done, notSent, xobitoTime } from './answers';
import { contactNumber, isDeleted, revive } from './contactRow';
import type { Visit } from './endpoint';
import { id } from './workspace';

/** The contact of a number, created if it is new, with what a request says of it. */
function contactFor({ store }: Visit, phone: string, given: unknown): [Contact, boolean] {
	const known = store.contacts.of(id).some((one) => one.phone === phone && !isDeleted(one));
	const contact = revive(store.contacts.findOrCreate(id, phone));
	const { firstname, lastname, email, groups, country, assigned_id } = asRecord(given) ?? {};
	for (const [field, value] of Object.entries({ country, assigned_id })) {
		if (value !== undefined) contact.metadata = { ...contact.metadata, [field]: value };
	}
	const name = [firstname, lastname].filter((part) => typeof part === 'string').join(' ');
	if (name !== '') contact.name = name;
	if (typeof email === 'string') contact.email = email;
	if (typeof groups === 'string') {
		contact.tags = groups
			.split(',')
			.map((group) => group.trim())
			.filter((group) => group !== '');
		store.contacts.labelsOf(id, contact.tags);
	}
	return [contact, !known];
}

/** What a message needs beside its parts. */
interface Delivery {
	readonly phone: string;
	/** The number as it was written. */
	readonly input: unknown;
	/** The contact fields of the request. */
	readonly contact?: unknown;
	/** What the answer says that was sent. */
	readonly what: 'Message' | 'Media message' | 'Template message';
	readonly parts: MessageParts;
}

/**
 * Puts a message on the phone and answers as the workspace's generation does. A closed window is reported
 * without a code, and an opt-out keeps no message back.
 * Source: https://documents.xobito.com/api-reference/endpoints/send-text-message
 */
export function deliver(visit: Visit, { phone, input, contact, what, parts }: Delivery): Response {
	const { context, store, generation } = visit;
	const [person, created] = contactFor(visit, phone, contact);
	const number = contactNumber(person);
	if (what !== 'Template message' && store.windows.openUntil(id, phone) === undefined) {
		return notSent(context);
	}
	const { whatsappMessageId: wamid, at } = store.ledger.record(id, 'outbound', phone, parts);
	const common = { contact_id: number, phone, contact_created: created };
	const message = `${what} sent successfully`;
	if (generation === 'G1') {
		const sentAt = xobitoTime(at);
		const own = { message_id: wamid, status: 'sent', sent_at: sentAt, chat_id: number };
		return done(context, message, { ...own, ...common });
	}
	return done(context, message, {
		...common,
		whatsapp_response: {
			messaging_product: 'whatsapp',
			contacts: [{ input, wa_id: phone.replace('+', '') }],
			messages: [{ id: wamid }],
		},
	});
}

import type { Contact } from '../../state/contacts';
import type { Store } from '../../state/store';
import { xobitoTime } from './answers';
import { id } from './workspace';

/** A contact's number as Xobito counts its rows. */
export function contactNumber({ id: own }: Contact): number {
	return Number(own.slice('01J1Y'.length));
}

/** Whether it was deleted; the store itself keeps every contact. */
export function isDeleted({ metadata }: Contact): boolean {
	return metadata['deleted'] === true;
}

/** The contact, there again and without what was known of it, if it was deleted. */
export function revive(contact: Contact): Contact {
	if (!isDeleted(contact)) return contact;
	Object.assign(contact, { name: null, email: null, tags: [], metadata: {}, optedOut: false });
	return contact;
}

/** First and last name: as they were given, else the first word and the rest. */
function namesOf({ name, phone, metadata }: Contact) {
	const [first, ...rest] = (name ?? phone).split(' ');
	const whole = [metadata['firstname'], metadata['lastname']].filter(Boolean).join(' ');
	return whole === name
		? { firstname: metadata['firstname'], lastname: metadata['lastname'] ?? null }
		: { firstname: first, lastname: rest.join(' ') || null };
}

/** What of a contact stands in its own record: everything but its groups. */
export function attributesOf(contact: Contact) {
	const { phone, email, metadata, optedOut, createdAt } = contact;
	return {
		id: contactNumber(contact),
		tenant_id: 7,
		...namesOf(contact),
		company: metadata['company'] ?? null,
		type: metadata['type'] ?? 'lead',
		email,
		phone,
		source_id: metadata['source_id'] ?? 1,
		status_id: metadata['status_id'] ?? 1,
		country_id: null,
		is_enabled: 1,
		is_opted_out: optedOut ? 1 : 0,
		created_at: xobitoTime(createdAt),
		updated_at: xobitoTime(createdAt),
	};
}

/** Source: https://documents.xobito.com/api-reference/introduction */
export function shown(store: Store, contact: Contact) {
	const known = store.contacts.numberedLabels(id, contact.tags);
	const group_id = known.filter(({ name }) => contact.tags.includes(name)).map((one) => one.id);
	return { ...attributesOf(contact), group_id };
}

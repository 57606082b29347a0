import type { Contact } from '../../state/contacts';
import type { Store } from '../../state/store';
import { id } from './answers';

/** WA.CR counts its records: the digits at the end of the store's id. */
export function numberOf(stored: string): number {
	return Number(/\d+$/.exec(stored)?.[0] ?? 0);
}

/** The contact with this number of its record. */
export function contactById(store: Store, wanted: number): Contact | undefined {
	return store.contacts.of(id).find((one) => numberOf(one.id) === wanted);
}

/** A contact's name in WA.CR's two fields, as they were given or as they can be guessed. */
export function namesOf({ name, metadata }: Contact): { firstname: string; lastname: string } {
	const [first = '', ...rest] = (name ?? '').split(' ');
	const given = (field: string) => metadata[field];
	return {
		firstname: String(given('firstname') ?? first),
		lastname: String(given('lastname') ?? rest.join(' ')),
	};
}

/** The groups with their numbers, the first made first; those of contacts are there as well. */
export function groupsOf(store: Store): Array<{ id: number; name: string }> {
	const used = store.contacts.of(id).flatMap(({ tags }) => tags);
	return store.contacts.numberedLabels(id, used);
}

/** A contact as WA.CR shows it. Source: https://docs.app.wa.cr/list-contacts-28559783e0 */
export function contactRow(store: Store, contact: Contact, withGroups = false) {
	const { phone, email, metadata, createdAt, tags } = contact;
	return {
		type: 'lead',
		assigned_id: null as number | null,
		source_id: 1,
		status_id: 1,
		...metadata,
		id: numberOf(contact.id),
		...namesOf(contact),
		phone,
		email,
		...(withGroups && { groups: groupsOf(store).filter(({ name }) => tags.includes(name)) }),
		created_at: createdAt,
	};
}

/** Fills merge fields, as WA.CR does before it sends. */
export function merged(text: string, contact: Contact): string {
	const { firstname, lastname } = namesOf(contact);
	const values: Readonly<Record<string, string>> = {
		contact_first_name: firstname,
		contact_last_name: lastname,
		contact_email: contact.email ?? '',
		contact_phone: contact.phone,
	};
	return text.replace(/@\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

import type { IDataObject } from 'n8n-workflow';

import type {
	Contact,
	ContactChanges,
	ContactQuery,
	ContactReference,
	Contacts,
} from '../../core/contact';
import { GatewayError } from '../../core/faults';
import { asObject, asText, type JsonObject } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { toE164 } from '../../whatsapp/eventFields';
import { placesOf } from './places';
import { askRecords, listRecords, recordIn } from './records';

// Sources of this file, which name fields and no paths:
// https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/get_contact and …/update_contact, …/list_contacts

/** Fields of a change; any other name is one of the contact's custom fields. */
const ownFields: readonly string[] = ['name', 'mobile', 'status'];

/** The addresses at which contacts may be. */
const contactPlaces = (connection: Connection, ...id: string[]) =>
	placesOf(connection.account, 'contacts', ...id);

const numbers = ['mobile', 'whatsapp_number', 'whatsapp_phone', 'whatsapp', 'phone'];

/** A person's number in E.164; `null` for a person who writes on another channel. */
export function phoneIn(row: JsonObject): string | null {
	return numbers.map((name) => toE164(row[name])).find((phone) => phone !== null) ?? null;
}

function toContact(row: JsonObject): Contact {
	return {
		id: asText(row['id']),
		phone: phoneIn(row),
		name: asText(row['name']),
		email: asText(row['email']),
		labels: [],
		optedOut: null,
		createdAt: asText(row['created_at']),
		raw: row,
	};
}

const contactIn = (body: unknown) => toContact(recordIn(body, 'contact'));

async function* search({ text, label }: ContactQuery, connection: Connection) {
	if (label !== null) throw withoutLabels();
	const filters = { ...(text !== null && { search: text }) };
	const places = contactPlaces(connection);
	for await (const row of listRecords('contacts', places, filters, connection)) {
		yield toContact(row);
	}
}

function withoutLabels(): GatewayError {
	return new GatewayError('unsupported', 'Contacts of Mojeeb have no tags and no groups.', {
		hint: 'Leave Tags or Groups out; a status or a custom field of the contact can stand for them.',
	});
}

const idInstead =
	'Mojeeb makes one of everyone who writes to the agent. Use the contact’s ID where the number is not stored with it.';

/** The contact of a number. Mojeeb looks contacts up by ID, so that its list is searched. Throws `notFound`. */
async function findByPhone(
	phone: string,
	connection: Connection,
	hint = idInstead,
): Promise<Contact> {
	const found = search({ text: phone.replace('+', ''), label: null }, connection);
	for await (const contact of found) if (contact.phone === phone) return contact;
	throw new GatewayError('notFound', `Mojeeb has no contact with ${phone}.`, { hint });
}

/** Mojeeb's ID of the contact of a number, in E.164. Throws `notFound`. */
export async function contactIdOf(
	phone: string,
	connection: Connection,
	hint?: string,
): Promise<string> {
	const { id, raw } = await findByPhone(phone, connection, hint);
	if (id !== null) return id;
	throw new GatewayError('unexpectedAnswer', 'Mojeeb sent a contact without an ID.', { raw });
}

async function get(reference: ContactReference, connection: Connection): Promise<Contact> {
	if (!('id' in reference)) return await findByPhone(reference.phone, connection);
	const places = contactPlaces(connection, reference.id);
	return contactIn((await askRecords('contacts', places, { method: 'GET' }, connection)).body);
}

/** What is sent: Mojeeb's own fields, and the custom fields, which are laid over those of the contact. */
function toBody({ name, customFields }: ContactChanges): IDataObject {
	const { custom_fields: given = {}, ...fields } = customFields;
	const entries = Object.entries(fields);
	const others = entries.filter(([field]) => !ownFields.includes(field));
	const isObject = asObject(given) === given;
	// What is no object is refused by Mojeeb, in its own words.
	const custom = isObject ? { ...Object.fromEntries(others), ...asObject(given) } : given;
	const isEmpty = isObject && Object.keys(asObject(custom)).length === 0;
	return {
		...Object.fromEntries(entries.filter(([field]) => ownFields.includes(field))),
		...(name !== undefined && { name }),
		...(!isEmpty && { custom_fields: custom }),
	} as IDataObject;
}

async function update(
	reference: ContactReference,
	changes: ContactChanges,
	connection: Connection,
): Promise<Contact> {
	if (changes.labels !== undefined) throw withoutLabels();
	if (changes.email !== undefined) {
		throw new GatewayError('unsupported', 'Mojeeb does not change the email of a contact.', {
			hint: 'Leave Email out: Mojeeb knows the person by it.',
		});
	}
	const id = 'id' in reference ? reference.id : await contactIdOf(reference.phone, connection);
	const request = { method: 'PATCH', body: toBody(changes) } as const;
	const places = contactPlaces(connection, id);
	return contactIn((await askRecords('contacts', places, request, connection)).body);
}

/** The people who have written to the agent, on any of its channels. */
export const contacts: Contacts = { labelName: null, get, search, update };

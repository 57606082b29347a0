import type { IDataObject } from 'n8n-workflow';

import type {
	Contact,
	ContactChanges,
	ContactQuery,
	ContactReference,
	Contacts,
} from '../../core/contact';
import { GatewayError } from '../../core/faults';
import { asObject, asObjects, asText, firstText, type JsonObject } from '../../core/narrow';
import type { Connection, Request } from '../../core/request';
import { pathOf } from '../../gatewayKit/path';
import { toE164 } from '../../whatsapp/eventFields';
import { askPlaces, type Place } from './places';

// Sources of this file, which name fields and no paths:
// https://glama.ai/mcp/connectors/app.mojeeb.mcp/mojeeb/tools/get_contact and …/update_contact, …/list_contacts

/** The most that one page has. */
const pageSize = 100;

/** Fields of a change; any other name is one of the contact's custom fields. */
const ownFields: readonly string[] = ['name', 'mobile', 'status'];

/** The addresses at which contacts may be, the likeliest first. */
function placesOf({ account }: Connection, ...id: string[]): Place[] {
	const { agentId = '' } = account;
	return [
		{ path: pathOf('v1', 'agents', agentId, 'contacts', ...id) },
		{ path: pathOf('v1', 'contacts', ...id), query: { agent_id: agentId } },
	];
}

/** Asks for contacts, and says where they are. Throws `unsupported` where they are at no known address. */
async function askContacts(
	places: readonly Place[],
	request: Omit<Request, 'path'>,
	{ call }: Connection,
): Promise<{ readonly place: Place; readonly body: unknown }> {
	const found = await askPlaces(places, async (place) => {
		const query = { ...place.query, ...request.query };
		const asked = { ...request, path: place.path, ...(Object.keys(query).length > 0 && { query }) };
		return { place, body: (await call(asked)).body };
	});
	if (found !== null) return found;
	throw new GatewayError('unsupported', 'Mojeeb does not give the contacts of this account.', {
		hint: 'Look at them in Mojeeb’s dashboard.',
	});
}

function toContact(row: JsonObject): Contact {
	const numbers = ['mobile', 'whatsapp_number', 'whatsapp_phone', 'whatsapp', 'phone'];
	return {
		id: asText(row['id']),
		phone: numbers.map((name) => toE164(row[name])).find((phone) => phone !== null) ?? null,
		name: asText(row['name']),
		email: asText(row['email']),
		labels: [],
		optedOut: null,
		createdAt: asText(row['created_at']),
		raw: row,
	};
}

/** The contact of an answer, which may be in an envelope. */
function contactIn(body: unknown): Contact {
	const whole = asObject(body);
	return toContact(asObject(whole['data'] ?? whole['contact'] ?? whole));
}

/** The rows of a page and the cursor of the next one; the fields of the page are likely ones. */
function pageIn(body: unknown): { rows: JsonObject[]; next: string | null } {
	const { data, contacts, items, pagination, meta, ...page } = asObject(body);
	const rows = [body, data, contacts, items].find((value) => Array.isArray(value));
	if (rows === undefined) {
		throw new GatewayError('unexpectedAnswer', 'Mojeeb sent no list of contacts.', { raw: body });
	}
	const next = [page, asObject(pagination), asObject(meta)]
		.map((place) => firstText(place, 'next_cursor'))
		.find((cursor) => cursor !== null);
	return { rows: asObjects(rows), next: next ?? null };
}

async function* search({ text, label }: ContactQuery, connection: Connection) {
	if (label !== null) throw withoutLabels();
	let cursor: string | null = null;
	let places = placesOf(connection);
	do {
		const query: IDataObject = {
			limit: pageSize,
			...(text !== null && { search: text }),
			...(cursor !== null && { cursor }),
		};
		const { place, body } = await askContacts(places, { method: 'GET', query }, connection);
		places = [place];
		const { rows, next } = pageIn(body);
		yield* rows.map(toContact);
		// A cursor that does not move would never end.
		cursor = next === cursor ? null : next;
	} while (cursor !== null);
}

function withoutLabels(): GatewayError {
	return new GatewayError('unsupported', 'Contacts of Mojeeb have no tags and no groups.', {
		hint: 'Leave Tags or Groups out; a status or a custom field of the contact can stand for them.',
	});
}

/** The contact of a number. Mojeeb looks contacts up by ID, so that its list is searched. Throws `notFound`. */
async function findByPhone(phone: string, connection: Connection): Promise<Contact> {
	const found = search({ text: phone.replace('+', ''), label: null }, connection);
	for await (const contact of found) if (contact.phone === phone) return contact;
	throw new GatewayError('notFound', `Mojeeb has no contact with ${phone}.`, {
		hint: 'Mojeeb makes one of everyone who writes to the agent. Use the contact’s ID where the number is not stored with it.',
	});
}

async function get(reference: ContactReference, connection: Connection): Promise<Contact> {
	if (!('id' in reference)) return await findByPhone(reference.phone, connection);
	const places = placesOf(connection, reference.id);
	return contactIn((await askContacts(places, { method: 'GET' }, connection)).body);
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
	const id = 'id' in reference ? reference.id : (await get(reference, connection)).id;
	const request = { method: 'PATCH', body: toBody(changes) } as const;
	return contactIn((await askContacts(placesOf(connection, id ?? ''), request, connection)).body);
}

/** The people who have written to the agent, on any of its channels. */
export const contacts: Contacts = { labelName: null, get, search, update };

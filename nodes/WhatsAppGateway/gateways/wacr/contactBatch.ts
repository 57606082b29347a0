import type { IDataObject } from 'n8n-workflow';

import type { BatchContact, ContactBatch, ContactFields } from '../../core/contact';
import { GatewayError } from '../../core/faults';
import { asObject, asObjects, asText, firstText, type JsonObject } from '../../core/narrow';
import type { Call, Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { readFieldErrors } from '../../gatewayKit/laravel';
import { phoneDigits } from '../../gatewayKit/laravelRows';
import { addToGroups, type GroupsByName, groupsNamedIn } from './batchGroups';
import { toContact, toNameFields } from './contactRow';
import { requireFirst } from './contacts';
import { dataOf } from './response';

/** Not documented: as many as a page of a list has at most. */
const max = 100;

/** What WA.CR requires of each contact and may not have been given, looked up once for all. */
async function usualFields(contacts: readonly ContactFields[], call: Call): Promise<IDataObject> {
	const lacks = (field: string) =>
		contacts.some(({ customFields }) => customFields[field] === undefined);
	return {
		type: 'lead',
		...(lacks('source_id') && { source_id: await requireFirst('source', call) }),
		...(lacks('status_id') && { status_id: await requireFirst('status', call) }),
	};
}

function bodyOf({ phone, name, email, customFields }: ContactFields, usual: IDataObject) {
	return {
		...usual,
		...toNameFields(name ?? phone),
		...(email !== null && { email }),
		...(customFields as IDataObject),
		// By its number, each is found again in the answer.
		phone,
	};
}

/** Why an entry was refused: a sentence, or the reasons of its fields. */
function reasonOf(entry: JsonObject): string | null {
	const text = firstText(entry, 'reason', 'error', 'message');
	if (text !== null) return text;
	const fields = readFieldErrors(entry['errors'] ?? entry['error']);
	return asText(
		Object.values(fields ?? {})
			.flat()
			.join(' '),
	);
}

/** The entry about a contact, by the number in it, or else by the place that it names. */
function entryOf(list: unknown, digits: string, place: number): JsonObject | undefined {
	const entries = asObjects(list);
	const phoneIn = (entry: JsonObject) => phoneDigits(asObject(entry['data'])['phone']);
	return (
		entries.find((entry) => phoneIn(entry) === digits) ??
		entries.find((entry) => phoneIn(entry) === '' && asText(entry['index']) === String(place))
	);
}

/** Of a contact that exists, which may have been created by an earlier try whose answer was lost. */
function whyUnchanged(reason: string | null, labels: ContactFields['labels']): string | null {
	if (labels === null || labels.length === 0) return reason;
	const unset = `It was not added to ${labels.map((label) => `“${label}”`).join(', ')}: a contact that exists stays as it is. Use Contact: Add Tag or Group.`;
	return reason === null ? unset : `${reason.replace(/\.?$/, '.')} ${unset}`;
}

/** What an answer tells of one contact. */
function outcomeOf(
	answer: JsonObject,
	{ phone, labels }: ContactFields,
	place: number,
): BatchContact {
	const digits = phoneDigits(phone);
	const created = asObjects(answer['created']).find((row) => phoneDigits(row['phone']) === digits);
	if (created !== undefined) {
		return { outcome: 'created', reason: null, contact: toContact(created), raw: created };
	}
	const skipped = entryOf(answer['skipped'], digits, place);
	if (skipped !== undefined) {
		const reason = whyUnchanged(reasonOf(skipped), labels);
		return { outcome: 'exists', reason, contact: null, raw: skipped };
	}
	const refused = entryOf(answer['errors'], digits, place);
	if (refused !== undefined) {
		const reason = reasonOf(refused) ?? 'WA.CR did not say why.';
		return { outcome: 'refused', reason, contact: null, raw: refused };
	}
	const reason = 'WA.CR did not say what became of this contact. Look it up with Contact: Get.';
	return { outcome: 'unknown', reason, contact: null, raw: null };
}

/** An answer that calls the whole request unsuccessful may still list what became of each. */
function listIn(error: unknown): JsonObject | undefined {
	const answer = dataOf({ body: error instanceof GatewayError ? error.details.raw : null });
	return Array.isArray(answer['errors']) ? answer : undefined;
}

async function createAll(contacts: readonly ContactFields[], call: Call): Promise<JsonObject> {
	const usual = await usualFields(contacts, call);
	const body = {
		contacts: contacts.map((contact) => bodyOf(contact, usual)),
		options: { continue_on_error: true, skip_duplicates: true },
	};
	try {
		return dataOf(await call({ method: 'POST', path: '/contacts/batch', body }));
	} catch (error) {
		return listIn(error) ?? rethrow(error);
	}
}

async function createInGroups(
	contacts: readonly ContactFields[],
	groups: GroupsByName,
	call: Call,
): Promise<readonly BatchContact[]> {
	if (contacts.length === 0) return [];
	const answer = await createAll(contacts, call);
	const outcomes = contacts.map((contact, place) => outcomeOf(answer, contact, place));
	return await addToGroups(outcomes, contacts, groups, call);
}

/**
 * A contact with a group that cannot be is not created, so that it can be once that is corrected: one that exists
 * gets no group here.
 * Source: https://docs.app.wa.cr/batch-create-contacts-28559788e0
 */
async function create(
	contacts: readonly ContactFields[],
	{ call }: Connection,
): Promise<readonly BatchContact[]> {
	const { groups, refused } = await groupsNamedIn(contacts, call);
	const refusedNameOf = ({ labels }: ContactFields) => labels?.find((name) => refused.has(name));
	const usable = contacts.filter((contact) => refusedNameOf(contact) === undefined);
	const created = (await createInGroups(usable, groups, call)).values();
	return contacts.map((contact): BatchContact => {
		const name = refusedNameOf(contact);
		const reason = name === undefined ? null : (refused.get(name) ?? null);
		const own: BatchContact = { outcome: 'refused', reason, contact: null, raw: null };
		return name === undefined ? (created.next().value ?? own) : own;
	});
}

/** Many contacts in one request. */
export const batch: ContactBatch = { max, create };

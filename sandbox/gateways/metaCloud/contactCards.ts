import type { MessageParts } from '../../state/message';
import { asRecord } from '../../state/record';
import { unexpectedKey } from './parts';
import { invalid, objects, type Fields, type Refusal } from './refusal';

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** The fields of each object of a card. */
const known = {
	contact: ['addresses', 'birthday', 'emails', 'name', 'org', 'phones', 'urls'],
	name: ['formatted_name', 'first_name', 'last_name', 'middle_name', 'suffix', 'prefix'],
	org: ['company', 'department', 'title'],
	phones: ['phone', 'type', 'wa_id'],
	emails: ['email', 'type'],
	urls: ['url', 'type'],
	addresses: ['street', 'city', 'state', 'zip', 'country', 'country_code', 'type'],
} as const;

function unexpectedIn(card: Fields): Refusal | undefined {
	const lists = (['phones', 'emails', 'urls', 'addresses'] as const).flatMap((list) =>
		objects(card[list]).map((row) => unexpectedKey(row, known[list], list)),
	);
	return [
		unexpectedKey(card, known.contact, 'contacts'),
		unexpectedKey(asRecord(card['name']) ?? {}, known.name, 'name'),
		unexpectedKey(asRecord(card['org']) ?? {}, known.org, 'org'),
		...lists,
	].find((refusal) => refusal !== undefined);
}

/** Why a card is refused; `undefined` for one that is taken. */
function refusalOf(card: Fields): Refusal | undefined {
	const { formatted_name: whole, ...parts } = asRecord(card['name']) ?? {};
	if (!isText(whole)) return invalid('contacts[].name.formatted_name is required');
	if (!Object.values(parts).some(isText)) {
		return invalid('contacts[].name needs one more part beside formatted_name');
	}
	const { birthday } = card;
	if (birthday !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(String(birthday))) {
		return invalid('contacts[].birthday must be YYYY-MM-DD');
	}
	const ids = objects(card['phones']).flatMap(({ wa_id: id }) => (id === undefined ? [] : [id]));
	if (!ids.every((id) => /^\d{7,15}$/.test(String(id)))) {
		return invalid('contacts[].phones[].wa_id must be digits');
	}
	return unexpectedIn(card);
}

/** A card as WhatsApp shows it, line by line. */
function linesOf(card: Fields): string[] {
	const { title, department } = asRecord(card['org']) ?? {};
	const addresses = objects(card['addresses']).map(({ street, zip, city, state, country }) =>
		[street, [zip, city].filter(isText).join(' '), state, country].filter(isText).join(', '),
	);
	return [
		asRecord(card['name'])?.['formatted_name'],
		[title, department].filter(isText).join(', '),
		...objects(card['phones']).map(({ phone, wa_id: id }) =>
			id === undefined ? `${String(phone)} (invite)` : phone,
		),
		...objects(card['emails']).map(({ email }) => email),
		...objects(card['urls']).map(({ url }) => url),
		...addresses,
		card['birthday'],
	].filter(isText);
}

/**
 * Cards of people; the one content that is a list.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/contacts-messages
 */
export function readContacts(value: unknown): MessageParts | Refusal {
	const cards = objects(value);
	if (cards.length === 0 || cards.length > 257) return invalid('contacts needs 1 to 257 cards');
	const refusal = cards.map(refusalOf).find((found) => found !== undefined);
	return (
		refusal ?? { kind: 'contacts', header: '[contact]', body: cards.flatMap(linesOf).join('\n') }
	);
}

import type { CardDetails } from '../../core/message';
import { asObject, asObjects, type JsonObject } from '../../core/narrow';
import { readChoice, readSwitch } from '../../n8n/readOption';
import { readPhone } from '../../whatsapp/phone';
import { refuse } from '../../whatsapp/shape';
import { encodeWebAddress } from '../../whatsapp/webAddress';
import { fieldText } from '../fields/readText';
import type { Item } from '../operation';
import { cardFields, onWhatsApp, phoneType, placeType } from './contactCardFields';

/** The filled fields of a row. */
function texts<Name extends string>(row: JsonObject, labels: Readonly<Record<Name, string>>) {
	const read = Object.entries<string>(labels).map(([name, label]) => [
		name,
		fieldText(row[name], label),
	]);
	return Object.fromEntries(read.filter(([, text]) => text !== '')) as Partial<
		Record<Name, string>
	>;
}

/** The day of a date. Throws `invalidRequest` for what is no date. */
function readBirthday(value: unknown): string {
	const text = fieldText(value, 'Birthday');
	const day = text.slice(0, 10);
	const date = new Date(`${day}T00:00:00Z`);
	const isDay = /^\d{4}-\d{2}-\d{2}(?:\D|$)/.test(text) && !Number.isNaN(date.getTime());
	if (text === '' || (isDay && date.toISOString().startsWith(day))) return day;
	return refuse(`“${text.slice(0, 40)}” is no birthday.`, 'Write it as 1990-05-21.');
}

type CardPhone = NonNullable<CardDetails['phones']>[number];

/** A further number: one that WhatsApp does not know stays as it is written. */
function readCardPhone(row: JsonObject, { session }: Item): CardPhone | null {
	const written = fieldText(row['phone'], 'Phone');
	if (written === '') return null;
	const type = readChoice(row['type'], phoneType);
	if (!readSwitch(row[onWhatsApp.name], onWhatsApp)) return { phone: written, type, waId: null };
	const { defaultCountry } = session.connection.account;
	const known = fieldText(row['waId'], 'WhatsApp Number');
	const phone = known === '' ? readPhone(written, defaultCountry, 'Phone').e164 : written;
	const waId = known === '' ? phone : readPhone(known, defaultCountry, 'WhatsApp Number').e164;
	return { phone, type, waId: waId.replace('+', '') };
}

function readUrl(row: JsonObject) {
	const written = fieldText(row['url'], 'URL');
	if (written === '') return null;
	const url =
		encodeWebAddress(written) ??
		refuse(`“${written.slice(0, 60)}” is no web address.`, 'Begin it with https:// or http://.');
	return { url, type: readChoice(row['type'], placeType) };
}

/**
 * Reads what a card has besides a name, a number and an email; empty for nothing.
 *
 * @throws GatewayError `invalidRequest` for no date, type or web address, `recipientInvalid` for no number
 */
export function readCardDetails(item: Item): CardDetails {
	const fields = asObject(item.parameter(cardFields.name, {}));
	const listOf = <Row>(list: string, name: string, read: (row: JsonObject) => Row | null) => {
		const rows = asObjects(asObject(fields[list])[name]).map(read);
		const filled = rows.filter((row) => row !== null);
		return filled.length > 0 ? { [list]: filled } : {};
	};
	const birthday = readBirthday(fields['birthday']);
	return {
		...texts(fields, { jobTitle: 'Job Title', department: 'Department' }),
		...(birthday !== '' && { birthday }),
		...listOf('phones', 'phone', (row) => readCardPhone(row, item)),
		...listOf('emails', 'email', (row) => {
			const { email } = texts(row, { email: 'Email' });
			return email === undefined ? null : { email, type: readChoice(row['type'], placeType) };
		}),
		...listOf('urls', 'url', readUrl),
		...listOf('addresses', 'address', (row) => {
			const address = texts(row, {
				...{ street: 'Street', city: 'City', state: 'State', zip: 'ZIP' },
				...{ country: 'Country', countryCode: 'Country Code' },
			});
			if (Object.keys(address).length === 0) return null;
			return { ...address, type: readChoice(row['type'], placeType) };
		}),
	};
}

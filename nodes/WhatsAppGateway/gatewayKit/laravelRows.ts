import type { Contact } from '../core/contact';
import { asObject, asObjects, asText, firstText, type JsonObject } from '../core/narrow';
import type { Template, TemplateButton, TemplateSummary } from '../core/template';
import { readMetaComponents } from '../whatsapp/metaTemplateParts';
import { toTemplateStatus } from '../whatsapp/statusNames';
import { parseNested } from './laravel';

/** The digits of a phone number, by which two of them are compared. */
export function phoneDigits(phone: unknown): string {
	return asText(phone)?.replace(/\D/g, '') ?? '';
}

/** A phone number in E.164, however it is punctuated; `null` for none. */
export function normalizePhone(phone: unknown): string | null {
	const digits = phoneDigits(phone);
	return digits === '' ? null : `+${digits}`;
}

/** The most characters that some endpoints take for a number; the `+` is one. */
const maxPhoneLength = 15;

/** A number for endpoints that count its characters: without the `+` where it would be too long. */
export function shortenPhone(phone: string): string {
	return phone.length > maxPhoneLength ? phone.replace('+', '') : phone;
}

/** Stands for a last name where one is required and the person has none. */
export const noLastName = '-';

/** A name in two fields: the first word, and the rest. */
export function splitName(name: string): { firstname: string; lastname: string } {
	const [firstname = '', ...rest] = name.trim().split(/\s+/);
	return { firstname, lastname: rest.join(' ') };
}

/** A boolean column, which some versions send as 0 or 1; `null` for anything else. */
function asFlag(value: unknown): boolean | null {
	if (typeof value === 'boolean') return value;
	const digit = asText(value);
	return digit === '0' || digit === '1' ? digit === '1' : null;
}

/** The names of a contact's groups; `null` where the row has none or names one by its id only. */
export function groupNamesIn(row: JsonObject): string[] | null {
	if (!Array.isArray(row['groups'])) return null;
	const groups = asObjects(row['groups']).map(({ name }) => asText(name));
	const names = groups.filter((name) => name !== null);
	return names.length === groups.length ? names : null;
}

/** A contact from a row of the table that the sister products share. */
export function toContact(row: JsonObject, labels: readonly string[]): Contact {
	const names = [asText(row['firstname']), asText(row['lastname'])];
	const name = names.filter((part) => part !== null && part !== noLastName).join(' ');
	return {
		id: asText(row['id']),
		phone: normalizePhone(row['phone']),
		name: name === '' ? null : name,
		email: asText(row['email']),
		labels,
		optedOut: asFlag(row['is_opted_out'] ?? row['opted_out']),
		createdAt: asText(row['created_at']),
		raw: row,
	};
}

/** What a row of the list says about a template; each row is one template in one language. */
export function toTemplateSummary(
	row: JsonObject,
): TemplateSummary & { readonly language: string | null } {
	const language = asText(row['language']);
	return {
		// WhatsApp's id is the same in every workspace that shares the account; the row's own is not.
		id: firstText(row, 'template_id', 'id') ?? '',
		name: firstText(row, 'template_name', 'name') ?? '',
		category: asText(row['category'])?.toUpperCase() ?? null,
		status: toTemplateStatus(asText(row['status'])),
		languages: language === null ? [] : [language],
		language,
	};
}

/**
 * The offer and the cards of a template, which these products list and have no fields to fill: Meta's
 * cards in `cards_json`, or a template that calls itself a carousel; Meta's components where they are
 * passed on.
 */
export function carouselParts(
	row: JsonObject,
	components: readonly JsonObject[],
): Pick<Template, 'offer' | 'cards' | 'unknownParts'> {
	const given = parseNested(row['cards_json']);
	const listed = asObjects(Array.isArray(given) ? given : asObject(given)['cards']);
	const own = listed.length > 0 ? [{ type: 'CAROUSEL', cards: listed }] : [];
	const { offer, cards, unknownParts } = readMetaComponents([...components, ...own]);
	const isCarousel = /carousel/i.test(asText(row['template_type']) ?? '');
	return {
		offer,
		cards,
		unknownParts: [
			...unknownParts,
			...(isCarousel && cards.length === 0 ? ['the cards of the carousel'] : []),
		],
	};
}

/** A button of a template. */
export function toTemplateButton(row: JsonObject): TemplateButton {
	return {
		type: asText(row['type'])?.toUpperCase() ?? '',
		text: firstText(row, 'text', 'title') ?? '',
		url: asText(row['url']),
	};
}

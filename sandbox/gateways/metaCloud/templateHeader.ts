import { asRecord } from '../../state/record';
import type { SeedHeader } from '../../state/seedTemplate';
import { invalid, none, type Fields, type Refusal } from './refusal';
import { filledText, mismatch, missing, typeOf, wrongCount } from './templateText';

/** What a header shows. */
export interface ShownHeader {
	readonly text: string;
	readonly mediaUrl?: string;
}

/** The address of an upload by its id. */
export type FindUpload = (id: string) => string | undefined;

const maxHeaderLength = 60;

function readFile(
	kind: string,
	given: Fields,
	findUpload: FindUpload,
	where: string,
): ShownHeader | Refusal {
	const { link, id, filename } = given;
	if (filename !== undefined && kind !== 'document') {
		return invalid(`Unexpected key "filename" on param "${kind}"`);
	}
	const address = typeof link === 'string' ? link : findUpload(String(id));
	if (link === undefined && id === undefined) {
		return missing(`${where}${kind} requires id or link`);
	}
	if (address === undefined) return invalid(`(#100) Media ID ${String(id)} does not exist`);
	if (!/^(?:https?:|upload:)/.test(address)) return invalid('link must be a valid URI');
	// Without a name, the person's phone shows this one.
	const name = kind === 'document' ? ` ${String(filename ?? 'Untitled')}` : '';
	return { text: `[${kind}${name}]`, mediaUrl: address };
}

function readLocation(given: Fields, where: string): ShownHeader | Refusal {
	const { latitude, longitude, name, address } = given;
	const lacking = Object.entries({ latitude, longitude, name, address }).find(
		([, value]) => value === undefined || value === '',
	);
	if (lacking !== undefined) return missing(`${where}location requires ${lacking[0]}`);
	const isDegree = (value: unknown, max: number) => Math.abs(Number(value)) <= max;
	if (!isDegree(latitude, 90) || !isDegree(longitude, 180)) {
		return invalid('location.latitude and location.longitude must be degrees');
	}
	return {
		text: `[location ${String(name)}, ${String(address)} (${String(latitude)}, ${String(longitude)})]`,
	};
}

function readProduct(given: Fields, where: string): ShownHeader | Refusal {
	const { product_retailer_id: product, catalog_id: catalog } = given;
	if (typeof product !== 'string' || product === '') {
		return missing(`${where}product requires product_retailer_id`);
	}
	if (typeof catalog !== 'string' || !/^\d+$/.test(catalog)) {
		return missing(`${where}product requires catalog_id`);
	}
	return { text: `[product ${product}]` };
}

/**
 * The header of a template with its parameters, or why they do not fit it.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 *
 * @param where begins Meta's sentence about it: `header: `
 */
export function headerOf(
	header: SeedHeader | undefined,
	headerText: string,
	parameters: readonly Fields[],
	{ findUpload, where = 'header: ' }: { findUpload: FindUpload; where?: string },
): ShownHeader | Refusal | undefined {
	if (header === undefined) {
		return parameters.length === 0 ? undefined : wrongCount(where, parameters.length, 0);
	}
	if (header.type === 'TEXT') {
		const text = filledText(headerText, parameters, { where, longest: maxHeaderLength });
		return typeof text === 'string' ? { text } : text;
	}
	const [parameter] = parameters;
	const kind = header.type.toLowerCase();
	if (parameter === undefined || parameter['type'] !== kind) {
		return mismatch(
			`${where}Format mismatch, expected ${header.type}, received ${typeOf(parameter)}`,
		);
	}
	const given = asRecord(parameter[kind]) ?? none;
	if (kind === 'location') return readLocation(given, where);
	if (kind === 'product') return readProduct(given, where);
	return readFile(kind, given, findUpload, where);
}

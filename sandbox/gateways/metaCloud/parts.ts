import { asRecord } from '../../state/record';
import { invalid, type Fields, type Refusal } from './refusal';

/** The address of an uploaded file by its id; `undefined` for one that does not exist. */
export type MediaUrl = (id: string) => string | undefined;

/** Whether a value is a text of one to `max` characters. */
export function fits(value: unknown, max: number): value is string {
	return typeof value === 'string' && value.trim() !== '' && [...value].length <= max;
}

/** A text that may be missing, which is `null`; `undefined` for what does not fit. */
export function optionalText(value: unknown, max: number): string | null | undefined {
	if (value === undefined) return null;
	return fits(value, max) ? value : undefined;
}

/** Meta's refusal of fields that it does not know; `undefined` where it knows them all. */
export function unexpectedKey(
	given: Fields,
	known: readonly string[],
	place: string,
): Refusal | undefined {
	const unexpected = Object.keys(given).find((key) => !known.includes(key));
	if (unexpected === undefined) return undefined;
	return invalid(`Unexpected key "${unexpected}" on param "${place}".`);
}

/** An address that Meta would download from; `undefined` for what is none. */
export function webAddress(value: unknown): string | undefined {
	// Meta takes printable ASCII only: everything else is to be encoded.
	return typeof value === 'string' && /^https?:\/\/[!-~]+$/.test(value) ? value : undefined;
}

/** The address of a file, from its link or its id, or why there is none. */
export function fileAddress({ id, link }: Fields, mediaUrl: MediaUrl): string | Refusal {
	if (link !== undefined)
		return webAddress(link) ?? invalid('link must be an http or https address');
	return mediaUrl(String(id)) ?? invalid(`(#100) Media ID ${String(id)} does not exist`);
}

/** What stands above an interactive message: a text, or a file with its address. */
export interface HeaderParts {
	readonly header: string | null;
	readonly mediaUrl: string | null;
}

/** A header as the person sees it, or why it is refused. */
export function headerParts(
	value: unknown,
	allowed: readonly string[],
	mediaUrl: MediaUrl,
): HeaderParts | Refusal {
	if (value === undefined) return { header: null, mediaUrl: null };
	const header = asRecord(value) ?? {};
	const type = String(header['type']);
	if (!allowed.includes(type)) return invalid(`The header type ${type} is not supported here`);
	const unexpected = unexpectedKey(header, ['type', type], 'header');
	if (unexpected !== undefined) return unexpected;
	if (type === 'text') {
		const text = header['text'];
		return fits(text, 60)
			? { header: text, mediaUrl: null }
			: invalid('The text of the header must have 1 to 60 characters');
	}
	const file = asRecord(header[type]) ?? {};
	const keys = type === 'document' ? ['id', 'link', 'filename'] : ['id', 'link'];
	const address = unexpectedKey(file, keys, type) ?? fileAddress(file, mediaUrl);
	if (typeof address !== 'string') return address;
	const name = typeof file['filename'] === 'string' ? ` ${file['filename']}` : '';
	return { header: `[${type}${name}]`, mediaUrl: address };
}

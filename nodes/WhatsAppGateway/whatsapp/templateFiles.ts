import { GatewayError } from '../core/faults';
import type { MediaSource } from '../core/interactive';
import type { TemplateContent } from '../core/message';
import type { FileFormat, FileSource, Placeholder } from '../core/template';
import { orList } from '../core/orList';
import { parseUrl } from '../core/parseUrl';

/**
 * The file of a header with a GIF: WhatsApp shows a short video as one.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 */
export const gifLimits = { maxBytes: 3.5 * 1024 * 1024, type: 'video/mp4' } as const;

const formats: readonly string[] = ['image', 'video', 'gif', 'document'] satisfies FileFormat[];

/** A placeholder for a file. */
export type FilePlaceholder = Placeholder & { readonly input: FileFormat };

/** Whether a placeholder is a file. */
export function isFile(placeholder: Placeholder): placeholder is FilePlaceholder {
	return formats.includes(placeholder.input);
}

/** A file that a value names: an address, the id of an upload, or a file of the item. */
type NamedFile = Exclude<MediaSource, { readonly data: Buffer }> | { readonly field: string };

/** The ways to give a file, as words of a sentence. */
const sourceNames: ReadonlyArray<readonly [FileSource, string]> = [
	['url', 'a public URL that begins with https:// and that WhatsApp can download from'],
	['id', 'the ID of a file that was uploaded to WhatsApp'],
	['data', 'the name of the input field that contains the file'],
];

/**
 * The file that a value names. A file of the item counts first, so that its name may be a number.
 *
 * @param accepted how the gateway takes a file
 * @param fields the names of the item's files
 * @throws GatewayError `templateParameters`, with the ways that are accepted
 */
export function readFileValue(
	{ key }: Placeholder,
	value: string,
	accepted: readonly FileSource[],
	fields: readonly string[],
): NamedFile {
	const named: readonly [FileSource, NamedFile] | undefined = fields.includes(value)
		? ['data', { field: value }]
		: /^https?:\/\/\S+\.\S+/i.test(value) && parseUrl(value) !== null
			? ['url', { url: value }]
			: /^\d{6,}$/.test(value)
				? ['id', { id: value }]
				: undefined;
	if (named !== undefined && accepted.includes(named[0])) return named[1];
	const ways = sourceNames.filter(([source]) => accepted.includes(source));
	const files =
		accepted.includes('data') && fields.length > 0 ? ` The item has: ${fields.join(', ')}.` : '';
	throw new GatewayError(
		'templateParameters',
		named === undefined
			? `The value for {{${key}}} is not the URL of a file${accepted.includes('data') ? ', and the item has no file of this name' : ''}.`
			: `The file for {{${key}}} cannot be given this way at this gateway.`,
		{ hint: `Enter ${orList(ways.map(([, name]) => name))}.${files}` },
	);
}

/** The file of a placeholder in a message. */
export function fileOf(
	{ values, files = {} }: Pick<TemplateContent, 'values' | 'files'>,
	{ key }: Placeholder,
): MediaSource {
	return files[key] ?? { url: values[key] ?? '' };
}

/** The last part of an address, where it looks like a file's name. */
function nameInUrl(url: string): string | null {
	const last = parseUrl(url)?.pathname.split('/').at(-1) ?? '';
	if (!/\.[A-Za-z0-9]{2,5}$/.test(last)) return null;
	try {
		return decodeURIComponent(last);
	} catch {
		return last;
	}
}

/**
 * The name of a document as the person sees it, which is “Untitled” if WhatsApp gets none: the given
 * one, or that of the file.
 */
export function documentName(file: MediaSource, given: string | undefined): string | null {
	if (given !== undefined && given !== '') return given;
	if ('data' in file) return file.name;
	return 'url' in file ? nameInUrl(file.url) : null;
}

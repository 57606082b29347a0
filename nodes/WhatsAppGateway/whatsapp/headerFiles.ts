import type { HeaderFile, MediaSource } from '../core/interactive';
import { limits } from './limits';
import { type FileChecks, readHeaderFile } from './media';
import { readOptional, readShape, refuse, type Shape } from './shape';

/** How a file of the user's JSON is read: its checks, and the bytes of an item's file by its field. */
export interface FileReader extends FileChecks {
	readonly binary: (field: string) => Promise<MediaSource>;
}

/** The kinds of files that can stand above a text. */
const headerKinds = ['image', 'video', 'document'] as const;

/** Reads where a file is: `"https://…"`, `{url}`, `{id}` or `{binary}`. */
async function readSource(given: unknown, element: string, { binary }: FileReader) {
	const {
		url,
		id,
		binary: field,
	} = readShape(
		typeof given === 'string' ? { url: given } : given,
		['url', 'id', 'binary', 'fileName'],
		element,
	);
	const texts = [url, id, field].map((value) => readOptional(value, limits.url, element));
	const [address, mediaId, property] = texts;
	if (texts.filter((text) => text !== null).length !== 1) {
		refuse(`${element} must have one of: url, id, binary.`, 'Say where the file is.');
	}
	if (property) return await binary(property);
	return mediaId ? { id: mediaId } : { url: address ?? '' };
}

/**
 * Reads the file above a text, `{image: file}`, `{video: file}` or `{document: file}`; the other fields
 * of the object are the caller's.
 *
 * @param element names the object in sentences: `The header`, `Card 2`
 * @throws GatewayError `invalidRequest` for its shape, `mediaRejected` for the file
 */
export async function readFileOf(
	shape: Shape,
	kinds: ReadonlyArray<HeaderFile['kind']>,
	element: string,
	reader: FileReader,
): Promise<HeaderFile> {
	const given = kinds.filter((kind) => (shape[kind] ?? '') !== '');
	const [kind] = given;
	if (kind === undefined || given.length > 1) {
		return refuse(`${element} must have one file: ${kinds.join(' or ')}.`, 'Add it.');
	}
	const file = shape[kind];
	const name = `${element}: ${kind}`;
	const source = await readSource(file, name, reader);
	const fileName = typeof file === 'object' ? (file as Shape)['fileName'] : '';
	return readHeaderFile(kind, source, readOptional(fileName, limits.fileName, name) ?? '', reader);
}

/** What stands above an interactive message: text, or a file. */
export interface Header {
	readonly text: unknown;
	readonly file: HeaderFile | undefined;
}

/** Reads what stands above an interactive message: a text, or an object with a file. */
export async function readHeader(given: unknown, reader: FileReader): Promise<Header> {
	if (typeof given !== 'object' || given === null) return { text: given, file: undefined };
	const shape = readShape(given, headerKinds, 'The header');
	return { text: undefined, file: await readFileOf(shape, headerKinds, 'The header', reader) };
}

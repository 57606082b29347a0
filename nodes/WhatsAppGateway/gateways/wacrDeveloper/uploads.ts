import { GatewayError } from '../../core/faults';
import type { HeaderFile, MediaSource } from '../../core/interactive';
import type { MediaKind, Message } from '../../core/message';
import type { Connection } from '../../core/request';
import { fileOf, isFile } from '../../whatsapp/templateFiles';
import { mediaLibrary } from './mediaLibrary';
import { gateway } from './response';

type BinaryFile = Extract<MediaSource, { readonly data: Buffer }>;

/**
 * Uploads a file. What a message needs is its address, because WhatsApp does not know WA.CR's ids; that the
 * answer has it, and under which name, is not documented.
 * Source: https://github.com/kdctek/n8n-nodes-wacr (Media: Upload)
 */
async function uploadFile(
	file: BinaryFile,
	kind: MediaKind,
	connection: Connection,
): Promise<string> {
	const { url, raw } = await mediaLibrary.upload(file, kind, connection);
	if (url !== null) return url;
	throw new GatewayError(
		'unsupported',
		`${gateway} stored the file and does not say at which address WhatsApp finds it, so nothing was sent.`,
		{ hint: 'Put the file at a public URL, and choose URL in the field Source.', raw },
	);
}

/**
 * The same file by its address.
 *
 * @throws GatewayError `unsupported` for the id of an upload
 */
async function toUrl(
	file: MediaSource,
	kind: MediaKind,
	connection: Connection,
): Promise<MediaSource> {
	if ('url' in file) return file;
	if ('data' in file) return { url: await uploadFile(file, kind, connection) };
	throw new GatewayError('unsupported', `${gateway} cannot send a file by the id of an upload.`, {
		hint: 'Choose URL in the field Source and map url from the output of Media: Upload or Get Many, or choose Binary Data.',
	});
}

async function withUrl(header: HeaderFile, connection: Connection): Promise<HeaderFile> {
	return { ...header, file: await toUrl(header.file, header.kind, connection) };
}

/** A media message whose file has an address. */
export async function uploadMedia<K extends MediaKind>(
	message: Message<K>,
	connection: Connection,
): Promise<Message<K>> {
	return { ...message, file: await toUrl(message.file, message.kind, connection) };
}

/** A message whose file above the text, if it has one, has an address. */
export async function uploadHeader<M extends { readonly headerFile?: HeaderFile }>(
	message: M,
	connection: Connection,
): Promise<M> {
	const { headerFile } = message;
	if (headerFile === undefined) return message;
	return { ...message, headerFile: await withUrl(headerFile, connection) };
}

/** A carousel whose files have addresses. */
export async function uploadCards(
	message: Message<'carousel'>,
	connection: Connection,
): Promise<Message<'carousel'>> {
	const cards = [];
	for (const card of message.cards) {
		cards.push({ ...card, headerFile: await withUrl(card.headerFile, connection) });
	}
	return { ...message, cards };
}

/** The addresses of a template's files, by the keys of their placeholders. */
export async function uploadTemplateFiles(
	message: Message<'template'>,
	connection: Connection,
): Promise<Record<string, MediaSource>> {
	const uploaded: Record<string, MediaSource> = {};
	for (const placeholder of message.template.placeholders.filter(isFile)) {
		const { key, input } = placeholder;
		if (!Object.hasOwn(message.values, key)) continue;
		const kind = input === 'gif' ? 'video' : input;
		uploaded[key] = await toUrl(fileOf(message, placeholder), kind, connection);
	}
	return uploaded;
}

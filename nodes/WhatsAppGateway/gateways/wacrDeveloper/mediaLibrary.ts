import type { LibraryFile, MediaLibrary } from '../../core/mediaLibrary';
import type { MediaKind } from '../../core/message';
import type { UploadFile } from '../../core/mediaStore';
import { asObject, asText, firstText, type JsonObject } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { requireAny } from '../../gatewayKit/record';
import { mediaType } from '../../whatsapp/media';
import { gateway, rowsIn } from './response';

// Source of this file: https://github.com/kdctek/n8n-nodes-wacr (Media)

/** The most that one answer has; there are no pages. */
const maxListed = 200;

function sizeOf(row: JsonObject): number | null {
	const size = row['sizeBytes'] ?? row['size'] ?? row['fileSize'] ?? row['bytes'];
	return typeof size === 'number' ? size : null;
}

/** A file of the library. Of its fields, `id` and `kind` are documented. */
function toFile(row: JsonObject): LibraryFile {
	return {
		id: asText(row['id']),
		url: firstText(row, 'url', 'publicUrl', 'mediaUrl', 'link'),
		kind: asText(row['kind']),
		mimeType: firstText(row, 'mimeType', 'mime', 'contentType'),
		fileName: firstText(row, 'filename', 'fileName', 'name'),
		fileSize: sizeOf(row),
		createdAt: asText(row['createdAt']),
		raw: row,
	};
}

/** The file of an answer, in its envelope or without. */
function fileIn(body: unknown): LibraryFile {
	const whole = asObject(body);
	return toFile(requireAny(asObject(whole['media'] ?? whole), ['id'], gateway, 'file'));
}

/** Uploads the bytes of a file. WA.CR checks them against WhatsApp's limits. */
async function upload(
	{ name, mimeType, data }: UploadFile,
	kind: MediaKind,
	{ call }: Connection,
): Promise<LibraryFile> {
	const { body } = await call({
		method: 'POST',
		path: '/v1/media/upload',
		form: {
			fields: { kind },
			file: { field: 'file', name, mimeType: mediaType(mimeType), data },
		},
	});
	return fileIn(body);
}

/** The workspace's library of files. */
export const mediaLibrary = {
	upload,
	async uploadFrom({ url, name }, { call }) {
		const { body } = await call({
			method: 'POST',
			path: '/v1/media/upload',
			body: { externalUrl: url, ...(name !== null && { filename: name }) },
		});
		return fileIn(body);
	},
	async list(kind, { call }) {
		const query = { limit: maxListed, ...(kind !== null && { kind }) };
		const { body } = await call({ method: 'GET', path: '/v1/media', query });
		const rows = rowsIn(body, 'media');
		return { rows: rows.map(toFile), isCut: rows.length >= maxListed };
	},
} satisfies MediaLibrary;

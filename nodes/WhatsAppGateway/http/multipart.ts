import type { MultipartForm } from '../core/request';

/** What a form can name as a file's type; anything else is sent as bytes of no known type. */
const plainType = /^[\w.+-]+\/[\w.+-]+(?:; ?\w+=[\w.+-]+)?$/;

/**
 * Encodes a form with a file as bytes. n8n's request helper drops a `FormData`, so the platform's
 * `Response` does the encoding: it escapes names and chooses the boundary.
 */
export async function encodeMultipart({
	fields,
	file,
}: MultipartForm): Promise<{ contentType: string; body: Buffer }> {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	const type = plainType.test(file.mimeType) ? file.mimeType : 'application/octet-stream';
	// Without a name the part would be no file.
	const name = file.name || 'file';
	form.set(file.field, new Blob([new Uint8Array(file.data)], { type }), name);
	const encoded = new Response(form);
	return {
		contentType: encoded.headers.get('content-type') ?? '',
		body: Buffer.from(await encoded.arrayBuffer()),
	};
}

import { randomUUID } from 'node:crypto';

import type { MultipartForm } from '../core/request';

/** A name as a header's quoted string: line breaks and quotes escaped as a browser does. */
function quoted(name: string): string {
	const escaped = name.replace(/\r\n?|\n/g, '%0D%0A').replaceAll('"', '%22');
	return `"${escaped}"`;
}

/** What a form can name as a file's type; anything else is sent as bytes of no known type. */
const plainType = /^[\w.+-]+\/[\w.+-]+(?:; ?\w+=[\w.+-]+)?$/;

/**
 * Encodes a form with a file as bytes. n8n's request helper drops a `FormData`, and the platform's own
 * encoding of one (`new Response(formData)`) turns each line break of a field into CR LF: a caption
 * would no longer be the text that was sent.
 * Source: https://www.rfc-editor.org/rfc/rfc7578
 */
export function encodeMultipart({ fields, file }: MultipartForm): {
	contentType: string;
	body: Buffer;
} {
	const boundary = `----n8n-${randomUUID()}`;
	const part = (head: string, content: string | Buffer) => [
		Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
		Buffer.from(content),
		Buffer.from('\r\n'),
	];
	const mimeType = plainType.test(file.mimeType) ? file.mimeType : 'application/octet-stream';
	return {
		contentType: `multipart/form-data; boundary=${boundary}`,
		body: Buffer.concat([
			...Object.entries(fields).flatMap(([name, value]) => part(`name=${quoted(name)}`, value)),
			...part(
				`name=${quoted(file.field)}; filename=${quoted(file.name)}\r\nContent-Type: ${mimeType}`,
				file.data,
			),
			Buffer.from(`--${boundary}--\r\n`),
		]),
	};
}

import { randomUUID } from 'node:crypto';

import type { Form } from '../core/request';

/** What stands between the quotes of a header: line breaks and quotes as a browser writes them. */
function quoted(name: string): string {
	const safe = name.replace(/\r\n?|\n/g, '%0D%0A').replaceAll('"', '%22');
	return `"${safe}"`;
}

/**
 * A form with a file, as bytes: n8n's request helper knows no other way to send one.
 * Source: https://www.rfc-editor.org/rfc/rfc7578
 */
export function multipart({ fields, file }: Form): { contentType: string; body: Buffer } {
	const boundary = `----n8n-${randomUUID()}`;
	const part = (head: string, content: string | Buffer) => [
		Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
		Buffer.from(content),
		Buffer.from('\r\n'),
	];
	const mimeType = /^[\w.+-]+\/[\w.+-]+(?:; ?\w+=[\w.+-]+)?$/.test(file.mimeType)
		? file.mimeType
		: 'application/octet-stream';
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

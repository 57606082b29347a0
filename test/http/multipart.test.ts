import { encodeMultipart } from '../../nodes/WhatsAppGateway/http/multipart';

describe('a multipart form', () => {
	const form = (name: string, mimeType = 'image/png') =>
		encodeMultipart({
			fields: { caption: 'Zeile 1\r\nZeile 2 👋', 'a"b': '' },
			file: { field: 'file', name, mimeType, data: Buffer.from([0, 13, 10, 255]) },
		});

	test.each(['a.png', 'Größe "L".png', 'a\r\nX-Evil: 1.png', ''])(
		'is parsed unchanged, with a file called %j',
		async (name) => {
			const { contentType, body } = await form(name);
			const request = new Request('http://localhost/', {
				method: 'POST',
				headers: { 'content-type': contentType },
				body: new Uint8Array(body),
			});
			const read = await request.formData();
			expect(read.get('caption')).toBe('Zeile 1\r\nZeile 2 👋');
			const file = read.get('file') as File;
			expect(Buffer.from(await file.arrayBuffer())).toEqual(Buffer.from([0, 13, 10, 255]));
			expect(file.type).toBe('image/png');
			expect(file.name).toBe(name);
			expect(body.toString('latin1')).not.toMatch(/^X-Evil/m);
		},
	);

	test('ignores a type that would inject a header', async () => {
		const { body } = await form('a', 'image/png\r\nX-Evil: 1');
		expect(body.toString('latin1')).toContain('Content-Type: application/octet-stream\r\n');
	});

	test('keeps the line breaks of a field as they are', () => {
		const { body } = encodeMultipart({
			fields: { caption: 'one\ntwo\r\nthree\rfour' },
			file: { field: 'file', name: 'a', mimeType: 'image/png', data: Buffer.from('x') },
		});
		expect(body.toString('utf8')).toContain('\r\n\r\none\ntwo\r\nthree\rfour\r\n--');
	});
});

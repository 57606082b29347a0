import type { MediaKind } from '../../nodes/WhatsAppGateway/core/message';
import { mediaRules, mediaType, readMedia } from '../../nodes/WhatsAppGateway/whatsapp/media';

const none = { caption: '', fileName: '' };
const bytes = (length: number, mimeType: string, name = 'a') => ({
	data: Buffer.alloc(length, 1),
	mimeType,
	name,
});

describe('a file', () => {
	test.each<[MediaKind, string]>([
		['image', 'image/jpeg'],
		['image', 'image/JPG; charset=binary'],
		['video', 'video/mp4'],
		['audio', 'audio/ogg; codecs=opus'],
		['audio', 'audio/mp3'],
		['document', 'application/x-anything'],
		['sticker', 'image/webp'],
	])('can be sent as %s with the type %s', (kind, type) => {
		expect(readMedia(kind, bytes(10, type), none).caption).toBeNull();
	});

	test.each<[MediaKind, string, string]>([
		['image', 'image/gif', 'WhatsApp does not accept the type image/gif for an image.'],
		['sticker', 'image/png', 'WhatsApp does not accept the type image/png for a sticker.'],
		['audio', 'audio/wav', 'WhatsApp does not accept the type audio/wav for an audio file.'],
	])('cannot be sent as %s with the type %s', (kind, type, sentence) => {
		expect(() => readMedia(kind, bytes(10, type), none)).toThrow(sentence);
	});

	test.each(
		Object.entries(mediaRules) as Array<[MediaKind, { maxBytes: number; types?: string[] }]>,
	)(
		'can be sent as %s up to WhatsApp’s exact size limit',
		(kind, { maxBytes, types = ['application/pdf'] }) => {
			const type = types[0] ?? '';
			expect(() => readMedia(kind, bytes(maxBytes, type), none)).not.toThrow();
			expect(() => readMedia(kind, bytes(maxBytes + 1, type), none)).toThrow(
				/^The file has [\d.]+ (?:KB|MB); WhatsApp allows at most [\d.]+ (?:KB|MB) for an? \w+(?: file)?\.$/,
			);
		},
	);

	test('that is empty is refused', () => {
		expect(() => readMedia('image', bytes(0, 'image/png'), none)).toThrow('The file is empty.');
	});

	test.each(['', 'a.jpg', 'file:///etc/passwd', 'https://', 'data:image/png;base64,xx'])(
		'has no valid URL in %j',
		(url) => {
			expect(() => readMedia('image', { url }, none)).toThrow(
				'The field URL is not the URL of a file.',
			);
		},
	);

	test('of a kind without captions accepts none', () => {
		const spoken = { caption: 'Hi', fileName: '' };
		expect(() => readMedia('audio', { url: 'https://a.example/b' }, spoken)).toThrow(
			'WhatsApp shows no caption with an audio file.',
		);
	});

	test('as a document keeps its own name if none is given', () => {
		const file = bytes(1, 'application/pdf', 'invoice.pdf');
		expect(readMedia('document', file, none).fileName).toBe('invoice.pdf');
		expect(readMedia('document', file, { caption: '', fileName: 'b.pdf' }).fileName).toBe('b.pdf');
		expect(readMedia('image', bytes(1, 'image/png', 'a.png'), none).fileName).toBeNull();
	});

	test.each([
		['IMAGE/JPG', 'image/jpeg'],
		['audio/ogg; codecs=opus', 'audio/ogg'],
		['', ''],
	])('of the type %j is %j to WhatsApp', (given, type) => {
		expect(mediaType(given)).toBe(type);
	});
});

import type { MediaKind } from '../../nodes/WhatsAppGateway/core/message';
import { mediaRules, mediaType, readMedia } from '../../nodes/WhatsAppGateway/whatsapp/media';

const none = { caption: '', fileName: '' };
const checks = { isLocal: false, note: () => undefined };
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
		expect(readMedia(kind, bytes(10, type), none, checks).caption).toBeNull();
	});

	test.each<[MediaKind, string, string]>([
		['image', 'image/gif', 'WhatsApp does not accept the type image/gif for an image.'],
		['sticker', 'image/png', 'WhatsApp does not accept the type image/png for a sticker.'],
		['audio', 'audio/wav', 'WhatsApp does not accept the type audio/wav for an audio file.'],
	])('cannot be sent as %s with the type %s', (kind, type, sentence) => {
		expect(() => readMedia(kind, bytes(10, type), none, checks)).toThrow(sentence);
	});

	test('is not sent if it is the page of a login in place of a file', () => {
		const page = { data: Buffer.from('<!doctype html><title>Log in'), mimeType: 'application/pdf' };
		expect(() => readMedia('document', { ...page, name: 'a.pdf' }, none, checks)).toThrow(
			'The file a.pdf is a web page, not application/pdf.',
		);
		const named = { ...page, name: 'a.html' };
		expect(readMedia('document', named, none, checks).file).toMatchObject({
			mimeType: 'text/html',
		});
	});

	test.each(
		(
			Object.entries(mediaRules) as Array<[MediaKind, { maxBytes: number; types?: string[] }]>
		).filter(([kind]) => kind !== 'sticker'),
	)(
		'can be sent as %s up to WhatsApp’s exact size limit',
		(kind, { maxBytes, types = ['application/pdf'] }) => {
			const type = types[0] ?? '';
			expect(() => readMedia(kind, bytes(maxBytes, type), none, checks)).not.toThrow();
			expect(() => readMedia(kind, bytes(maxBytes + 1, type), none, checks)).toThrow(
				/^The file has [\d.]+ (?:KB|MB); WhatsApp allows at most [\d.]+ (?:KB|MB) for an? \w+(?: file)?\.$/,
			);
		},
	);

	const uploadTypes = ['application/pdf', 'text/plain', 'image/png'];
	const read = (file: object, kind: MediaKind = 'document') => {
		const notes: string[] = [];
		const given = { name: 'a', mimeType: '', data: Buffer.from('x'), ...file };
		const note = (sentence: string) => void notes.push(sentence);
		const media = readMedia(kind, given, none, { uploadTypes, isLocal: false, note });
		return { type: 'mimeType' in media.file ? media.file.mimeType : '', notes };
	};
	const png = Buffer.from('89504e470d0a1a0a', 'hex');

	test.each([
		[{ mimeType: 'application/octet-stream', data: Buffer.from('%PDF-1') }, 'application/pdf'],
		[{ mimeType: 'image/jpeg', data: png }, 'image/png'],
		[{ mimeType: '', data: png }, 'image/png'],
		[{ mimeType: 'text/csv', data: Buffer.from('a;b') }, 'text/plain'],
		[{ mimeType: 'application/json', data: Buffer.from('{}') }, 'text/plain'],
	])('of a wrong or unknown type is given its real one, with a note', (file, real) => {
		const { type, notes } = read(file);
		expect(type).toBe(real);
		expect(notes).toHaveLength(1);
		expect(notes[0]).toContain(real);
	});

	test('of a type that the upload does not take is refused with those it takes', () => {
		expect(() => read({ mimeType: 'application/x-iso9660-image' })).toThrow(
			'WhatsApp does not accept the type application/x-iso9660-image for a document.',
		);
		expect(() => read({ data: Buffer.from([0, 1, 255]) })).toThrow(
			'The type of the file a is not known.',
		);
	});

	test('of a kind that WhatsApp knows by its bytes is no other kind', () => {
		expect(() => read({ mimeType: 'image/png', data: Buffer.from('%PDF-1') }, 'image')).toThrow(
			'WhatsApp does not accept the type application/pdf for an image.',
		);
	});

	test('that moves may be a larger sticker than one that does not', () => {
		const header = (flags: number) =>
			Buffer.concat([Buffer.from('RIFF0000WEBPVP8X0000'), Buffer.from([flags])]);
		const sticker = (flags: number, size: number) =>
			read(
				{ mimeType: 'image/webp', data: Buffer.concat([header(flags), Buffer.alloc(size - 21)]) },
				'sticker',
			);
		expect(() => sticker(0, 100 * 1024)).not.toThrow();
		expect(() => sticker(0, 100 * 1024 + 1)).toThrow(
			'at most 100 KB for a sticker that does not move',
		);
		expect(() => sticker(2, 500 * 1024)).not.toThrow();
		expect(() => sticker(2, 500 * 1024 + 1)).toThrow('at most 500 KB for a sticker.');
	});

	test('of sound must be Opus where it is OGG', () => {
		const data = Buffer.from('OggS0000vorbis');
		expect(() => read({ mimeType: 'audio/ogg', data }, 'audio')).toThrow('without the codec Opus');
	});

	test.each([
		['http://nas.local/a.png', 'only your own network reaches'],
		['https://drive.google.com/file/d/1/view', 'a page of Google Drive'],
	])('at %s is sent with a note', (url, words) => {
		const notes: string[] = [];
		const note = (sentence: string) => void notes.push(sentence);
		readMedia('image', { url }, none, { isLocal: false, note });
		expect(notes).toEqual([expect.stringContaining(words)]);
		notes.length = 0;
		readMedia('image', { url: 'http://localhost/a.png' }, none, { isLocal: true, note });
		expect(notes).toEqual([]);
	});

	test('whose address has spaces and letters outside of ASCII is asked for encoded', () => {
		const { file } = readMedia('image', { url: 'https://a.example/für dich.png' }, none, checks);
		expect(file).toEqual({ url: 'https://a.example/f%C3%BCr%20dich.png' });
	});

	test('that is empty is refused', () => {
		expect(() => readMedia('image', bytes(0, 'image/png'), none, checks)).toThrow(
			'The file is empty.',
		);
	});

	test.each(['', 'a.jpg', 'file:///etc/passwd', 'https://', 'data:image/png;base64,xx'])(
		'has no valid URL in %j',
		(url) => {
			expect(() => readMedia('image', { url }, none, checks)).toThrow(
				'The field URL is not the URL of a file.',
			);
		},
	);

	test('of a kind without captions accepts none', () => {
		const spoken = { caption: 'Hi', fileName: '' };
		expect(() => readMedia('audio', { url: 'https://a.example/b' }, spoken, checks)).toThrow(
			'WhatsApp shows no caption with an audio file.',
		);
	});

	test('as a document keeps its own name if none is given', () => {
		const file = bytes(1, 'application/pdf', 'invoice.pdf');
		expect(readMedia('document', file, none, checks).fileName).toBe('invoice.pdf');
		expect(readMedia('document', file, { caption: '', fileName: 'b.pdf' }, checks).fileName).toBe(
			'b.pdf',
		);
		expect(readMedia('image', bytes(1, 'image/png', 'a.png'), none, checks).fileName).toBeNull();
	});

	test.each([
		['IMAGE/JPG', 'image/jpeg'],
		['audio/ogg; codecs=opus', 'audio/ogg'],
		['', ''],
	])('of the type %j is %j to WhatsApp', (given, type) => {
		expect(mediaType(given)).toBe(type);
	});
});

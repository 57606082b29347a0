import { bytes } from '../firstBytes';
import { isAnimatedWebp, isOpus, realType } from '../../nodes/WhatsAppGateway/whatsapp/fileType';

const text = (words: string) => Buffer.from(words);
const office = 'application/vnd.openxmlformats-officedocument.';
const nothing = 'application/octet-stream';

test.each<[string, string, keyof typeof bytes, string | null]>([
	// Says nothing: by the first bytes, then by the name.
	[nothing, 'file', 'jpeg', 'image/jpeg'],
	['', 'file', 'png', 'image/png'],
	[nothing, 'file', 'webp', 'image/webp'],
	[nothing, 'file', 'pdf', 'application/pdf'],
	[nothing, 'file', 'mp4', 'video/mp4'],
	[nothing, 'voice.m4a', 'mp4', 'audio/mp4'],
	[nothing, 'file', 'm4a', 'audio/mp4'],
	[nothing, 'file', '3gp', 'video/3gpp'],
	[nothing, 'file', 'mp3', 'audio/mpeg'],
	[nothing, 'file', 'id3', 'audio/mpeg'],
	[nothing, 'file', 'aac', 'audio/aac'],
	[nothing, 'file', 'amr', 'audio/amr'],
	[nothing, 'file', 'opus', 'audio/ogg'],
	[nothing, 'file', 'docx', `${office}wordprocessingml.document`],
	['application/zip', 'file', 'xlsx', `${office}spreadsheetml.sheet`],
	[nothing, 'a.pptx', 'zip', `${office}presentationml.presentation`],
	[nothing, 'a.xls', 'ole', 'application/vnd.ms-excel'],
	[nothing, 'file', 'csv', 'text/plain'],
	[nothing, 'a.csv', 'csv', 'text/csv'],
	[nothing, 'a.pdf', 'unknown', 'application/pdf'],
	[nothing, 'file', 'unknown', null],
	// Contradicts the bytes.
	['image/jpeg', 'a.jpg', 'png', 'image/png'],
	['image/png', 'a.png', 'webp', 'image/webp'],
	['image/jpeg', 'a.jpg', 'pdf', 'application/pdf'],
	['audio/mpeg', 'a.mp3', 'opus', 'audio/ogg'],
	['image/png', 'a.png', 'gif', 'image/gif'],
	// Stays as it is.
	['image/jpeg', 'file', 'jpeg', 'image/jpeg'],
	['audio/mp4', 'file', 'mp4', 'audio/mp4'],
	['video/mp4', 'file', 'm4a', 'video/mp4'],
	[`${office}wordprocessingml.document`, 'file', 'docx', `${office}wordprocessingml.document`],
	['application/msword', 'file', 'ole', 'application/msword'],
	['text/csv', 'a.csv', 'csv', 'text/csv'],
	['image/png', 'a.png', 'unknown', 'image/png'],
	['application/zip', 'a.zip', 'zip', 'application/zip'],
])('%j named %s with the bytes of %s is %j', (type, name, content, real) => {
	expect(realType(type, name, bytes[content])).toBe(real);
});

test.each([
	['application/pdf', 'invoice.pdf', '<!DOCTYPE html>\n<html><body>Log in', 'text/html'],
	['image/jpeg', 'photo.jpg', '\ufeff  <HTML lang="de">', 'text/html'],
	['image/png', 'logo.png', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
	['image/png', 'logo.png', '<?xml version="1.0"?>\n<svg/>', 'image/svg+xml'],
	[nothing, 'invoice.pdf', '<html>', 'text/html'],
	['text/plain', 'page.txt', '<html>', 'text/plain'],
	['application/xml', 'a.xml', '<?xml version="1.0"?><svg/>', 'application/xml'],
	['application/pdf', 'a.pdf', '<svgnot', 'application/pdf'],
])('%s named %s that begins with %j is %s', (type, name, words, real) => {
	expect(realType(type, name, text(words))).toBe(real);
});

test.each(['a.constructor', 'a.toString', 'a.__proto__'])('the name %s tells nothing', (name) => {
	expect(realType(nothing, name, bytes.unknown)).toBeNull();
});

test('only an OGG file with Opus is a voice message', () => {
	expect(isOpus(bytes.opus)).toBe(true);
	expect(isOpus(Buffer.concat([text('OggS'), Buffer.alloc(24), text('\u0001vorbis')]))).toBe(false);
});

test('a moving picture says so in its extended header', () => {
	const extended = (flags: number) =>
		Buffer.concat([
			text('RIFF'),
			Buffer.alloc(4),
			text('WEBPVP8X'),
			Buffer.alloc(4),
			Buffer.from([flags]),
		]);
	expect([isAnimatedWebp(extended(2)), isAnimatedWebp(extended(0))]).toEqual([true, false]);
	expect(isAnimatedWebp(bytes.webp)).toBe(false);
});

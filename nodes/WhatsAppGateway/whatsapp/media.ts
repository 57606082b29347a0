import { GatewayError } from '../core/faults';
import { kindNames, type MediaContent, type MediaKind, type MediaSource } from '../core/message';
import { checkLength, limits } from './limits';

interface MediaRule {
	/** In bytes. */
	readonly maxBytes: number;
	/** What WhatsApp takes; absent for any type. */
	readonly types?: readonly string[];
	readonly caption: boolean;
}

const megabyte = 1024 * 1024;

/**
 * What WhatsApp takes of each kind of file, whoever the gateway is.
 * Source: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media
 */
export const mediaRules = {
	image: { maxBytes: 5 * megabyte, types: ['image/jpeg', 'image/png'], caption: true },
	video: { maxBytes: 16 * megabyte, types: ['video/mp4', 'video/3gpp'], caption: true },
	audio: {
		maxBytes: 16 * megabyte,
		types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
		caption: false,
	},
	document: { maxBytes: 100 * megabyte, caption: true },
	sticker: { maxBytes: 0.5 * megabyte, types: ['image/webp'], caption: false },
} as const satisfies Record<MediaKind, MediaRule>;

/** Other names of the same types, as files carry them. */
const aliases: Readonly<Record<string, string>> = {
	'image/jpg': 'image/jpeg',
	'image/pjpeg': 'image/jpeg',
	'audio/mp3': 'audio/mpeg',
	'audio/m4a': 'audio/mp4',
	'audio/x-m4a': 'audio/mp4',
	'audio/opus': 'audio/ogg',
	'audio/aacp': 'audio/aac',
	'video/3gp': 'video/3gpp',
};

/** The bare type in Meta's spelling: `audio/ogg; codecs=opus` becomes `audio/ogg`. */
export function mediaType(mimeType: string): string {
	const bare = mimeType.split(';')[0]?.trim().toLowerCase() ?? '';
	return aliases[bare] ?? bare;
}

/** `2.5 MB`, rounded so that what is too large never looks as if it fitted. */
function size(bytes: number): string {
	if (bytes < megabyte) return `${Math.ceil(bytes / 1024)} KB`;
	return `${Math.ceil((bytes / megabyte) * 10) / 10} MB`;
}

function refuse(message: string, hint: string): never {
	throw new GatewayError('mediaRejected', message, { hint });
}

function checkFile(kind: MediaKind, file: MediaSource): void {
	const rule: MediaRule = mediaRules[kind];
	const name = kindNames[kind].toLowerCase();
	if ('id' in file) return;
	if ('url' in file) {
		if (/^https?:\/\/\S+\.\S+/i.test(file.url) && URL.canParse(file.url)) return;
		refuse(
			'The field URL is not the address of a file.',
			'Write a public address that begins with https:// and that WhatsApp can fetch.',
		);
	}
	const { data, mimeType } = file;
	if (data.length === 0) refuse('The file is empty.', 'Look at the node that made it.');
	if (rule.types !== undefined && !rule.types.includes(mediaType(mimeType))) {
		refuse(
			`WhatsApp takes no file of the type ${mimeType} as ${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}.`,
			`It takes: ${rule.types.join(', ')}. Anything can be sent as a document.`,
		);
	}
	if (data.length > rule.maxBytes) {
		refuse(
			`The file has ${size(data.length)}; WhatsApp takes at most ${size(rule.maxBytes)} as ${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}.`,
			kind === 'document'
				? 'Send a link to it instead.'
				: 'Make it smaller, or send it as a document, which may have 100 MB.',
		);
	}
}

/**
 * A file with its caption, checked against WhatsApp's limits before anything is uploaded.
 * Throws `mediaRejected` for the file, `invalidRequest` for the words around it.
 */
export function readMedia(
	kind: MediaKind,
	file: MediaSource,
	{ caption, fileName }: { readonly caption: string; readonly fileName: string },
): MediaContent {
	checkFile(kind, file);
	const { caption: takesCaption } = mediaRules[kind];
	if (caption !== '' && !takesCaption) {
		throw new GatewayError(
			'invalidRequest',
			`WhatsApp shows no caption with ${kind === 'audio' ? 'an audio file' : 'a sticker'}.`,
			{ hint: 'Remove the caption and send its words as a text.' },
		);
	}
	checkLength(caption, limits.caption);
	checkLength(fileName, limits.fileName);
	const ownName = 'name' in file && kind === 'document' ? file.name : '';
	return { file, caption: caption || null, fileName: fileName || ownName || null };
}

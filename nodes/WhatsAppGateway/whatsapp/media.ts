import { GatewayError } from '../core/faults';
import type { MediaContent, MediaKind, MediaSource } from '../core/message';
import { checkLength, limits } from './limits';

interface MediaRule {
	/** In bytes. */
	readonly maxBytes: number;
	/** The types that WhatsApp accepts; absent for any. */
	readonly types?: readonly string[];
	/** Whether WhatsApp shows a caption. */
	readonly caption: boolean;
}

const bytesPerKb = 1024;
const bytesPerMb = 1024 * bytesPerKb;

/**
 * The files that WhatsApp accepts, which are the same at every gateway.
 * Source: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media
 */
export const mediaRules = {
	image: { maxBytes: 5 * bytesPerMb, types: ['image/jpeg', 'image/png'], caption: true },
	video: { maxBytes: 16 * bytesPerMb, types: ['video/mp4', 'video/3gpp'], caption: true },
	audio: {
		maxBytes: 16 * bytesPerMb,
		types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
		caption: false,
	},
	document: { maxBytes: 100 * bytesPerMb, caption: true },
	sticker: { maxBytes: 0.5 * bytesPerMb, types: ['image/webp'], caption: false },
} as const satisfies Record<MediaKind, MediaRule>;

/** Names that other software uses for the same types. */
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

/** The type without parameters, as Meta spells it: `audio/ogg; codecs=opus` is `audio/ogg`. */
export function mediaType(mimeType: string): string {
	const bare = mimeType.split(';')[0]?.trim().toLowerCase() ?? '';
	return aliases[bare] ?? bare;
}

/** `2.5 MB`, rounded up so that a file over the limit never seems to fit. */
function formatSize(bytes: number): string {
	if (bytes < bytesPerMb) return `${Math.ceil(bytes / bytesPerKb)} KB`;
	return `${Math.ceil((bytes / bytesPerMb) * 10) / 10} MB`;
}

/** Each kind with its article, for sentences. */
const kindPhrases = {
	image: 'an image',
	video: 'a video',
	audio: 'an audio file',
	document: 'a document',
	sticker: 'a sticker',
} as const satisfies Record<MediaKind, string>;

function refuse(message: string, hint: string): never {
	throw new GatewayError('mediaRejected', message, { hint });
}

function checkFile(kind: MediaKind, file: MediaSource): void {
	const rule: MediaRule = mediaRules[kind];
	if ('id' in file) return;
	if ('url' in file) {
		if (/^https?:\/\/\S+\.\S+/i.test(file.url) && URL.canParse(file.url)) return;
		refuse(
			'The field URL is not the URL of a file.',
			'Enter a public URL that begins with https:// and that WhatsApp can download from.',
		);
	}
	const { data, mimeType } = file;
	if (data.length === 0) refuse('The file is empty.', 'Check the node that creates it.');
	if (rule.types !== undefined && !rule.types.includes(mediaType(mimeType))) {
		refuse(
			`WhatsApp does not accept the type ${mimeType} for ${kindPhrases[kind]}.`,
			`It accepts: ${rule.types.join(', ')}. Any type can be sent as a document.`,
		);
	}
	if (data.length > rule.maxBytes) {
		refuse(
			`The file has ${formatSize(data.length)}; WhatsApp allows at most ${formatSize(rule.maxBytes)} for ${kindPhrases[kind]}.`,
			kind === 'document'
				? 'Send a link to it instead.'
				: `Make it smaller, or send it as a document of up to ${formatSize(mediaRules.document.maxBytes)}.`,
		);
	}
}

/**
 * Checks a file and its texts against WhatsApp's limits before anything is uploaded.
 *
 * @throws GatewayError `mediaRejected` for the file, `invalidRequest` for its texts
 */
export function readMedia(
	kind: MediaKind,
	file: MediaSource,
	{ caption, fileName }: { readonly caption: string; readonly fileName: string },
): MediaContent {
	checkFile(kind, file);
	if (caption !== '' && !mediaRules[kind].caption) {
		throw new GatewayError(
			'invalidRequest',
			`WhatsApp shows no caption with ${kindPhrases[kind]}.`,
			{ hint: 'Remove the caption, and send it as a text message.' },
		);
	}
	checkLength(caption, limits.caption);
	checkLength(fileName, limits.fileName);
	const sourceName = 'name' in file && kind === 'document' ? file.name : '';
	return { file, caption: caption || null, fileName: fileName || sourceName || null };
}

import { GatewayError } from '../core/faults';
import type { HeaderFile, MediaSource } from '../core/interactive';
import type { MediaContent, MediaKind } from '../core/message';
import { isAnimatedWebp, isMeantAsPage, isOpus, isTextType, realType } from './fileType';
import { checkLength, limits } from './limits';
import { describeFilePage, describePrivateHost, encodeWebAddress } from './webAddress';

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
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
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
	sticker: { maxBytes: 500 * bytesPerKb, types: ['image/webp'], caption: false },
} as const satisfies Record<MediaKind, MediaRule>;

/** A picture that does not move may have less. */
const maxStaticStickerBytes = 100 * bytesPerKb;

/** A larger voice message has a download button in place of the play button. */
const maxPlayableVoiceBytes = 512 * bytesPerKb;

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
	return Object.hasOwn(aliases, bare) ? (aliases[bare] ?? bare) : bare;
}

/** A number of bytes as `2.5 MB`, rounded up so that a file over the limit never seems to fit. */
export function formatSize(bytes: number): string {
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

/** What a file is checked against beside WhatsApp's limits. */
export interface FileChecks {
	/** The types that the gateway's upload takes; left out for any. */
	readonly uploadTypes?: readonly string[] | undefined;
	/** Whether the gateway is on this machine, so that private addresses are reachable for it. */
	readonly isLocal: boolean;
	/** Tells the user what is no reason to refuse the file. */
	readonly note: (sentence: string) => void;
}

function readUrl(text: string, { isLocal, note }: FileChecks): { readonly url: string } {
	const url = encodeWebAddress(text);
	if (url === null || !/^https?:\/\/.+\..+/i.test(url)) {
		refuse(
			'The field URL is not the URL of a file.',
			'Enter a public URL that begins with https:// and that WhatsApp can download from.',
		);
	}
	const notes = [describeFilePage(url), isLocal ? null : describePrivateHost(url)];
	for (const sentence of notes) if (sentence !== null) note(sentence);
	return { url };
}

type Bytes = Extract<MediaSource, { readonly data: Buffer }>;

/** Gives a file its real type: wrong and missing ones are usual, and WhatsApp looks at the bytes. */
function readType(file: Bytes, { uploadTypes, note }: FileChecks): Bytes {
	const given = mediaType(file.mimeType);
	const type = realType(given, file.name, file.data);
	if (type === null) {
		refuse(
			`The type of the file ${file.name} is not known.`,
			'Give it a name with its usual ending, such as invoice.pdf, in the node that creates it.',
		);
	}
	if (type === 'text/html' && !isMeantAsPage(given, file.name)) {
		refuse(
			`The file ${file.name} is a web page, not ${given || 'a file of its name'}.`,
			'Look at the node that downloads it: a page comes where a login is needed or the address is wrong.',
		);
	}
	if (type !== given) {
		note(`The file ${file.name} is ${type}, not ${given || 'of no type'}, and was sent as that.`);
	}
	if (uploadTypes === undefined || uploadTypes.includes(type) || !isTextType(type)) {
		return { ...file, mimeType: type === given ? file.mimeType : type };
	}
	note(`WhatsApp takes no ${type}, so the file ${file.name} was sent as text/plain.`);
	return { ...file, mimeType: 'text/plain' };
}

function checkType(kind: MediaKind, { mimeType, data }: Bytes, { uploadTypes }: FileChecks): void {
	const rule: MediaRule = mediaRules[kind];
	const type = mediaType(mimeType);
	const types = rule.types ?? uploadTypes;
	if (types !== undefined && !types.includes(type)) {
		refuse(
			`WhatsApp does not accept the type ${mimeType} for ${kindPhrases[kind]}.`,
			rule.types === undefined
				? `It accepts: ${types.join(', ')}. Convert it, or send a link to it in a text.`
				: `It accepts: ${types.join(', ')}. Convert it, or send it as a document.`,
		);
	}
	if (kind === 'audio' && type === 'audio/ogg' && data.subarray(0, 4).toString() === 'OggS') {
		if (!isOpus(data)) {
			refuse(
				'The audio file is an OGG file without the codec Opus, which WhatsApp does not play.',
				'Convert it with the codec Opus, or to MP3.',
			);
		}
	}
}

function maxBytesOf(kind: MediaKind, data: Buffer): number {
	return kind === 'sticker' && !isAnimatedWebp(data)
		? maxStaticStickerBytes
		: mediaRules[kind].maxBytes;
}

function readBytes(kind: MediaKind, given: Bytes, checks: FileChecks): Bytes {
	if (given.data.length === 0) refuse('The file is empty.', 'Check the node that creates it.');
	const file = readType(given, checks);
	checkType(kind, file, checks);
	const maxBytes = maxBytesOf(kind, file.data);
	if (file.data.length > maxBytes) {
		const what =
			maxBytes === maxStaticStickerBytes ? 'a sticker that does not move' : kindPhrases[kind];
		refuse(
			`The file has ${formatSize(file.data.length)}; WhatsApp allows at most ${formatSize(maxBytes)} for ${what}.`,
			kind === 'document'
				? 'Send a link to it instead.'
				: `Make it smaller, or send it as a document of up to ${formatSize(mediaRules.document.maxBytes)}.`,
		);
	}
	return file;
}

function readFile(kind: MediaKind, file: MediaSource, checks: FileChecks): MediaSource {
	if ('id' in file) return file;
	return 'url' in file ? readUrl(file.url, checks) : readBytes(kind, file, checks);
}

/**
 * Reads a file and its texts, and checks them against WhatsApp's limits before anything is uploaded.
 *
 * @throws GatewayError `mediaRejected` for the file, `invalidRequest` for its texts
 */
export function readMedia(
	kind: MediaKind,
	given: MediaSource,
	{ caption, fileName }: { readonly caption: string; readonly fileName: string },
	checks: FileChecks,
): MediaContent {
	const file = readFile(kind, given, checks);
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

/** Reads the file above an interactive message. Throws as {@link readMedia}. */
export function readHeaderFile(
	kind: HeaderFile['kind'],
	given: MediaSource,
	fileName: string,
	checks: FileChecks,
): HeaderFile {
	const { file, fileName: name } = readMedia(kind, given, { caption: '', fileName }, checks);
	return { kind, file, fileName: name };
}

/**
 * Checks a recording: WhatsApp shows one as a voice message only if it is OGG with the codec Opus.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/audio-messages
 *
 * @throws GatewayError `mediaRejected`
 */
export function checkVoice({ file }: MediaContent, { note }: FileChecks): void {
	if ('url' in file && !/\.(?:ogg|oga|opus)(?:[?#]|$)/i.test(file.url)) {
		note('A voice message must be an OGG file with the codec Opus; the URL names no such file.');
	}
	if (!('data' in file)) return;
	if (mediaType(file.mimeType) !== 'audio/ogg') {
		refuse(
			`WhatsApp does not accept the type ${file.mimeType} for a voice message.`,
			'Convert it to OGG with the codec Opus, or send it without Voice Message.',
		);
	}
	if (file.data.length > maxPlayableVoiceBytes) {
		note(
			`The voice message has ${formatSize(file.data.length)}: above ${formatSize(maxPlayableVoiceBytes)}, WhatsApp shows a download button in place of the play button.`,
		);
	}
}

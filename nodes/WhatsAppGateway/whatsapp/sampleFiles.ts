import { GatewayError } from '../core/faults';
import type { UploadFile } from '../core/mediaStore';
import { orList } from '../core/orList';
import { realType } from './fileType';
import { formatSize, mediaRules, mediaType } from './media';
import { gifLimits } from './templateFiles';

/** What a file is an example of. */
export type SampleFormat = 'IMAGE' | 'VIDEO' | 'GIF' | 'DOCUMENT';

interface SampleRule {
	/** What both WhatsApp's header and Meta's Resumable Upload API take. */
	readonly types: Readonly<Record<string, string>>;
	readonly maxBytes: number;
	/** With its article, for sentences. */
	readonly phrase: string;
}

/**
 * The files that stand for those of later messages when a template is reviewed.
 * Sources: https://developers.facebook.com/docs/graph-api/guides/upload (types) and
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-media/
 */
const sampleRules = {
	IMAGE: {
		types: { 'image/jpeg': 'JPEG', 'image/png': 'PNG' },
		maxBytes: mediaRules.image.maxBytes,
		phrase: 'an image',
	},
	VIDEO: { types: { 'video/mp4': 'MP4' }, maxBytes: mediaRules.video.maxBytes, phrase: 'a video' },
	GIF: {
		types: { [gifLimits.type]: 'MP4' },
		maxBytes: gifLimits.maxBytes,
		phrase: 'an animation',
	},
	DOCUMENT: {
		types: { 'application/pdf': 'PDF' },
		maxBytes: mediaRules.document.maxBytes,
		phrase: 'a document',
	},
} as const satisfies Record<SampleFormat, SampleRule>;

/** Whether a header of this format has a file. */
export function isSampleFormat(format: string): format is SampleFormat {
	return Object.hasOwn(sampleRules, format);
}

/** The most bytes that an example of a format may have. */
export function maxSampleBytes(format: SampleFormat): number {
	return sampleRules[format].maxBytes;
}

/**
 * Checks a file before it is uploaded, and gives it its real type.
 *
 * @param element names the file in sentences: `Header Example`
 * @throws GatewayError `mediaRejected`
 */
export function checkSample(format: SampleFormat, file: UploadFile, element: string): UploadFile {
	const { types, maxBytes, phrase }: SampleRule = sampleRules[format];
	const refuse = (message: string, hint: string): never => {
		throw new GatewayError('mediaRejected', `${element}: ${message}`, { hint });
	};
	if (file.data.length === 0) refuse('the file is empty.', 'Check the node that creates it.');
	const given = mediaType(file.mimeType);
	const type = realType(given, file.name, file.data) ?? given;
	if (type === 'text/html') {
		refuse('this is a web page, not a file.', 'Use an address that leads to the file itself.');
	}
	if (!Object.hasOwn(types, type)) {
		const kind = type === '' ? 'of an unknown type' : type;
		refuse(
			`the file ${file.name} is ${kind}; for ${phrase}, WhatsApp takes ${orList(Object.values(types))} here.`,
			'Convert it, or take another file: it only shows what later messages look like.',
		);
	}
	if (file.data.length > maxBytes) {
		refuse(
			`the file has ${formatSize(file.data.length)}; WhatsApp allows at most ${formatSize(maxBytes)} for ${phrase}.`,
			'Take a smaller one.',
		);
	}
	return { ...file, mimeType: type };
}

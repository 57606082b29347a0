import { type MessageParts, fileParts } from '../../state/message';
import { readInteractive } from './interactive';
import { fileAddress, type MediaUrl, optionalText, unexpectedKey } from './parts';
import { invalid, type Fields, type Refusal } from './refusal';

type Read = (given: Fields, mediaUrl: MediaUrl) => MessageParts | Refusal;

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages */
const readText: Read = (given) => {
	const { body, preview_url: preview = false } = given;
	const unexpected = unexpectedKey(given, ['body', 'preview_url'], 'text');
	if (unexpected !== undefined) return unexpected;
	if (typeof preview !== 'boolean') return invalid('text.preview_url must be a boolean');
	if (typeof body !== 'string' || body === '') return invalid('text.body is required');
	if ([...body].length > 4096) return invalid('text.body is longer than 4096 characters');
	return { kind: 'text', body };
};

function readFile(kind: 'image' | 'video' | 'audio' | 'document' | 'sticker'): Read {
	return (given, mediaUrl) => {
		const { caption, filename, voice } = given;
		const address = fileAddress(given, mediaUrl);
		if (typeof address !== 'string') return address;
		const known = ['id', 'link', 'caption', 'filename', ...(kind === 'audio' ? ['voice'] : [])];
		const unexpected = unexpectedKey(given, known, kind);
		if (unexpected !== undefined) return unexpected;
		if (voice !== undefined && typeof voice !== 'boolean') {
			return invalid('audio.voice must be a boolean');
		}
		if (caption !== undefined && (kind === 'audio' || kind === 'sticker')) {
			return invalid(`Unexpected key "caption" on param "${kind}"`);
		}
		if (filename !== undefined && kind !== 'document') {
			return invalid(`Unexpected key "filename" on param "${kind}"`);
		}
		if (optionalText(caption, 1024) === undefined) return invalid('caption is too long');
		const parts = fileParts(kind, address, {
			caption: String(caption ?? ''),
			fileName: String(filename ?? ''),
		});
		return voice === true ? { ...parts, header: '[voice message]' } : parts;
	};
}

const readLocation: Read = ({ latitude, longitude, name, address }) => {
	if (typeof latitude !== 'number' || typeof longitude !== 'number') {
		return invalid('location.latitude and location.longitude must be numbers');
	}
	const lines = [name, address].filter((line) => typeof line === 'string');
	return {
		kind: 'location',
		header: '[location]',
		body: [...lines, `${latitude}, ${longitude}`].join('\n'),
		location: {
			latitude,
			longitude,
			name: typeof name === 'string' ? name : null,
			address: typeof address === 'string' ? address : null,
		},
	};
};

const readReaction: Read = ({ message_id: about, emoji }) =>
	typeof about === 'string' && about !== '' && typeof emoji === 'string'
		? { kind: 'reaction', body: emoji, about }
		: invalid('reaction.message_id and reaction.emoji are required');

/** What each type of a message's `type` shows. */
export const contents: Readonly<Record<string, Read>> = {
	text: readText,
	interactive: readInteractive,
	image: readFile('image'),
	video: readFile('video'),
	audio: readFile('audio'),
	document: readFile('document'),
	sticker: readFile('sticker'),
	location: readLocation,
	reaction: readReaction,
};

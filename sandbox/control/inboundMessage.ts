import { createHash } from 'node:crypto';

import { fileParts, objectOf } from '../gatewayKit/dialect';
import { dialects } from '../gateways';
import type { Tapped } from '../state/message';
import {
	gatewayField,
	phoneField,
	refuse,
	wholeField,
	wordsField,
	type Fields,
} from './controlFields';
import type { MessageParts, Store, StoredMessage } from '../state/store';

/** The one gateway that tells of people whose number is hidden. */
const hidesNumbers = 'metaCloud';

const fileTypes = {
	image: 'image/jpeg',
	video: 'video/mp4',
	audio: 'audio/ogg',
	document: 'application/pdf',
	sticker: 'image/webp',
} as const;

/** Bytes of the largest file that WhatsApp takes. */
const largest = 100 * 1024 * 1024;

/** The fields of `POST /_sandbox/inbound`. */
export const saidFields = [
	'phone',
	'gateway',
	'name',
	'replyTo',
	'hidden',
	'text',
	'tap',
	'media',
	'location',
] as const;

/** What a person says, and through which gateways. */
export interface Said {
	readonly phone: string;
	readonly gateways: readonly string[];
	/** The name of the person's profile. */
	readonly name?: string;
	readonly parts: MessageParts;
}

function part(value: unknown, name: string, known: readonly string[]): Fields {
	const fields = objectOf(value) ?? refuse(`${name}: an object.`);
	const strange = Object.keys(fields).find((field) => !known.includes(field));
	return strange === undefined
		? fields
		: refuse(`${name}.${strange}: not a field here; there are ${known.join(', ')}.`);
}

function optionalText(value: unknown, name: string): string | null {
	if (value === undefined || value === null) return null;
	return typeof value === 'string' && value !== '' ? value : refuse(`${name}: a text.`);
}

/** A message by its id or wamid. */
function known(store: Store, value: unknown, name: string, phone: string): StoredMessage {
	const found = store.messages.find(
		({ id, whatsappMessageId: wamid }) => value === id || value === wamid,
	);
	if (found === undefined) return refuse(`${name}: the id of a message of GET /_sandbox/messages.`);
	if (found.phone !== phone) refuse(`${name}: that message is on the phone ${found.phone}.`);
	return found;
}

/** What can be tapped below a message, with the kind of message that a tap makes. */
function tappable({ replies, list, template }: StoredMessage): Array<Tapped & { kind: string }> {
	const rows = list?.sections.flatMap((section) => section.rows) ?? [];
	const kind = template === null ? 'button_reply' : 'button';
	return [
		...replies.map((button) => ({ ...button, description: null, kind })),
		...rows.map((row) => ({ ...row, kind: 'list_reply' })),
	];
}

function tapParts(value: unknown, message: StoredMessage): MessageParts {
	const { id: wanted } = part(value, 'tap', ['message', 'id']);
	const all = tappable(message);
	const found = all.find(({ id }) => id === wanted);
	if (found === undefined) {
		const ids = all.map(({ id }) => id).join(', ');
		return refuse(`tap.id: the message has ${ids === '' ? 'nothing to tap' : `these: ${ids}`}.`);
	}
	const { kind, ...reply } = found;
	return { kind, body: reply.title, about: message.whatsappMessageId, reply };
}

function mediaParts(store: Store, value: unknown): MessageParts {
	const given = part(value, 'media', ['type', 'mimeType', 'fileName', 'caption', 'bytes']);
	const types = Object.keys(fileTypes) as Array<keyof typeof fileTypes>;
	const type =
		types.find((one) => one === given['type']) ?? refuse(`media.type: one of ${types.join(', ')}.`);
	const caption = optionalText(given['caption'], 'media.caption') ?? '';
	if (caption !== '' && (type === 'audio' || type === 'sticker')) {
		refuse(`media.caption: WhatsApp has none below ${type === 'audio' ? 'audio' : 'a sticker'}.`);
	}
	const fileName = optionalText(given['fileName'], 'media.fileName');
	const mimeType = optionalText(given['mimeType'], 'media.mimeType') ?? fileTypes[type];
	const bytes = wholeField(given['bytes'], 'media.bytes', 1, largest) ?? 1000;
	return {
		...fileParts(type, '', { caption, fileName: fileName ?? '' }),
		mediaUrl: null,
		// A number, as Meta's are.
		media: { id: store.id('').replace(/^0+/, '1'.padEnd(11, '0')), mimeType, fileName, bytes },
	};
}

function locationParts(value: unknown): MessageParts {
	const given = part(value, 'location', ['latitude', 'longitude', 'name', 'address']);
	const degrees = (field: 'latitude' | 'longitude', most: number): number => {
		const number = given[field];
		return typeof number === 'number' && Math.abs(number) <= most
			? number
			: refuse(`location.${field}: a number from -${most} to ${most}.`);
	};
	const [latitude, longitude] = [degrees('latitude', 90), degrees('longitude', 180)];
	const [name, address] = ['name', 'address'].map((field) =>
		optionalText(given[field], `location.${field}`),
	);
	const lines = [name, address, `${latitude}, ${longitude}`].filter((line) => line);
	return {
		kind: 'location',
		header: '[location]',
		body: lines.join('\n'),
		location: { latitude, longitude, name: name ?? null, address: address ?? null },
	};
}

/** The id that stands for a number that WhatsApp hides: the country, and digits that say nothing. */
function hiddenId(phone: string): string {
	const countries = { '+49': 'DE', '+44': 'GB', '+1': 'US' } as const;
	const prefix = Object.keys(countries).find((one) => phone.startsWith(one));
	const country = countries[prefix as keyof typeof countries] ?? 'ZZ';
	const digest = createHash('sha256').update(phone).digest();
	return `${country}.${1_000_000_000 + (digest.readUInt32BE() % 9_000_000_000)}`;
}

/** What a person says, of a steering request. Throws NotUnderstood. */
export function saidIn(store: Store, fields: Fields): Said {
	const phone = phoneField(fields['phone']);
	const { gateway: asked, text, tap, media, location, replyTo, hidden = false } = fields;
	if ([text, tap, media, location].filter((one) => one !== undefined).length !== 1) {
		refuse('text: what the person writes; or tap, media or location, but only one of them.');
	}
	if (typeof hidden !== 'boolean') refuse('hidden: true or false.');
	if (tap !== undefined && replyTo !== undefined) refuse('replyTo: a tap quotes by itself.');
	const about =
		tap !== undefined
			? known(store, objectOf(tap)?.['message'], 'tap.message', phone)
			: replyTo !== undefined
				? known(store, replyTo, 'replyTo', phone)
				: undefined;
	const bound = about?.gateway ?? (hidden ? hidesNumbers : undefined);
	const one = gatewayField(asked);
	if (bound !== undefined && one !== undefined && one !== bound) {
		refuse(`gateway: only ${bound} can carry this; leave it out.`);
	}
	if (hidden && bound !== hidesNumbers) refuse('hidden: only metaCloud hides numbers.');
	const own =
		tap !== undefined && about !== undefined
			? tapParts(tap, about)
			: media !== undefined
				? mediaParts(store, media)
				: location !== undefined
					? locationParts(location)
					: { kind: 'text', body: wordsField(text) };
	const only = bound ?? one;
	const name = optionalText(fields['name'], 'name');
	return {
		phone,
		gateways: only === undefined ? dialects.map(({ id }) => id) : [only],
		...(name !== null && { name }),
		parts: {
			...(about !== undefined && { about: about.whatsappMessageId }),
			...(hidden && { hiddenAs: hiddenId(phone) }),
			...own,
		},
	};
}

import { createHash } from 'node:crypto';

import type { Dialect } from '../gatewayKit/dialect';
import {
	fileParts,
	mainNumber,
	type MessageParts,
	type StoredMessage,
	type TappedReply,
} from '../state/message';
import type { Store } from '../state/store';
import type { InboundMessage } from '../webhooks/inboundEvents';
import { aMessageId, mimeTypes, type InboundFields } from './inboundSchema';
import { readAction } from './personActions';
import { refuse } from './validation';

/** A message that was quoted or tapped, by its id or wamid. */
function findMessage(store: Store, id: string, field: string, phone: string): StoredMessage {
	const found = store.ledger.messages.find((one) => one.id === id || one.whatsappMessageId === id);
	if (found === undefined) return refuse(`${field}: ${aMessageId}`);
	if (found.phone !== phone) refuse(`${field}: that message is on the phone ${found.phone}.`);
	return found;
}

/** What can be tapped below a message, with the kind of message that a tap makes. */
function tapTargets(message: StoredMessage): Array<TappedReply & { kind: string }> {
	const { list, template, cards } = message;
	const replies = [...message.replies, ...cards.flatMap((card) => card.replies)];
	const rows = list?.sections.flatMap((section) => section.rows) ?? [];
	const kind = template === null ? 'button_reply' : 'button';
	return [
		...replies.map((button) => ({ ...button, description: null, kind })),
		...rows.map((row) => ({ ...row, kind: 'list_reply' })),
	];
}

function tapParts(wanted: string, message: StoredMessage): MessageParts {
	const targets = tapTargets(message);
	const found = targets.find(({ id }) => id === wanted);
	if (found === undefined) {
		const ids = [...new Set(targets.map(({ id }) => id))].join(', ');
		return refuse(`tap.id: the message has ${ids === '' ? 'nothing to tap' : `these: ${ids}`}.`);
	}
	const { kind, ...reply } = found;
	return { kind, body: reply.title, about: message.whatsappMessageId, reply };
}

function mediaParts(store: Store, media: NonNullable<InboundFields['media']>): MessageParts {
	const { type, data } = media;
	const bytes = data === undefined ? media.bytes : Buffer.from(data, 'base64').length;
	const fileName = media.fileName ?? null;
	const mimeType = media.mimeType ?? mimeTypes[type];
	// Digits only, because the ids of some gateways are numbers.
	const id = store.ids.next('').replace(/^0+/, '1'.padEnd(11, '0'));
	return {
		...fileParts(type, '', { caption: media.caption ?? '', fileName: fileName ?? '' }),
		mediaUrl: null,
		media: { id, mimeType, fileName, bytes, ...(data !== undefined && { content: data }) },
	};
}

function locationParts(given: NonNullable<InboundFields['location']>): MessageParts {
	const { latitude, longitude, name = null, address = null } = given;
	const lines = [name, address, `${latitude}, ${longitude}`].filter((line) => line !== null);
	return {
		kind: 'location',
		header: '[location]',
		body: lines.join('\n'),
		location: { latitude, longitude, name, address },
	};
}

/** The id that stands for a number that WhatsApp hides: the country, and digits without a meaning. */
function hiddenId(phone: string): string {
	const countries = { '+49': 'DE', '+44': 'GB', '+1': 'US' } as const;
	const prefix = Object.keys(countries).find((one) => phone.startsWith(one));
	const country = countries[prefix as keyof typeof countries] ?? 'ZZ';
	const digest = createHash('sha256').update(phone).digest();
	return `${country}.${1_000_000_000 + (digest.readUInt32BE() % 9_000_000_000)}`;
}

/** The gateways that deliver a message. */
function carriersOf(
	dialects: readonly Dialect[],
	{ gateway, hidden, number }: InboundFields,
	about: StoredMessage | undefined,
	needsAll: boolean,
): string[] {
	const candidates = dialects.filter(({ id }) => about === undefined || id === about.gateway);
	const hasNumber = ({ numbers = [mainNumber] }: Dialect) =>
		number === undefined || numbers.includes(number);
	const known = new Set(candidates.flatMap(({ numbers = [mainNumber] }) => numbers));
	if (!candidates.some(hasNumber)) refuse(`number: one of ${[...known].join(', ')}.`);
	const idsOf = (among: readonly Dialect[]) => among.map(({ id }) => id);
	const hiding = dialects.filter(({ hidesNumbers }) => hidesNumbers);
	const passing = dialects.filter(({ passesOnAll }) => passesOnAll);
	const able = idsOf(
		candidates.filter(
			(dialect) =>
				hasNumber(dialect) &&
				(!hidden || dialect.hidesNumbers) &&
				(!needsAll || dialect.passesOnAll),
		),
	);
	if (able.length === 0) {
		const [field, those] = hidden ? ['hidden', hiding] : ['gateway', passing];
		refuse(`${field}: only ${idsOf(those).join(', ')} can carry this.`);
	}
	if (gateway === undefined) return able;
	if (able.includes(gateway)) return [gateway];
	return refuse(`gateway: only ${able.join(', ')} can carry this; leave it out.`);
}

/** What a person writes, and through which gateways. A refused one is thrown and answered with 400. */
export function readInbound(
	store: Store,
	dialects: readonly Dialect[],
	given: InboundFields,
): InboundMessage & { readonly gateways: readonly string[] } {
	const { phone, text, tap, media, location, replyTo, hidden, name, number, group } = given;
	const tapped = tap && findMessage(store, tap.message, 'tap.message', phone);
	const about =
		tapped ?? (replyTo === undefined ? undefined : findMessage(store, replyTo, 'replyTo', phone));
	let target: StoredMessage | undefined;
	const action = readAction(given, phone, (id, field) => {
		target = findMessage(store, id, field, phone);
		return target;
	});
	const needsAll = action !== undefined || group !== undefined;
	const gateways = carriersOf(dialects, given, about ?? target, needsAll);
	const own: MessageParts =
		action ??
		(tap && tapped
			? tapParts(tap.id, tapped)
			: media
				? mediaParts(store, media)
				: location
					? locationParts(location)
					: { kind: 'text', body: text ?? '' });
	return {
		phone,
		gateways,
		...(name && { name }),
		parts: {
			...(about !== undefined && { about: about.whatsappMessageId }),
			...(hidden && { hiddenAs: hiddenId(phone) }),
			...(number !== undefined && { businessNumber: number }),
			...(group !== undefined && { group }),
			...own,
		},
	};
}

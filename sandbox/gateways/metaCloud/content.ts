import { type MessageParts, type ListMenu, fileParts } from '../../state/message';
import { asRecord } from '../../state/record';
import { invalid, none, objects, type Fields, type Refusal } from './refusal';

type Read = (given: Fields, mediaUrl: (id: string) => string | undefined) => MessageParts | Refusal;

function fits(value: unknown, max: number): value is string {
	return typeof value === 'string' && value.trim() !== '' && [...value].length <= max;
}

function optionalText(value: unknown, max: number): string | null | undefined {
	if (value === undefined) return null;
	return fits(value, max) ? value : undefined;
}

/** Source: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages */
const readText: Read = ({ body }) => {
	if (typeof body !== 'string' || body === '') return invalid('text.body is required');
	if ([...body].length > 4096) return invalid('text.body is longer than 4096 characters');
	return { kind: 'text', body };
};

function readButtons(action: Fields): Partial<MessageParts> | Refusal {
	const replies = objects(action['buttons']).map(({ reply }) => asRecord(reply) ?? none);
	const titles = replies.map(({ title }) => String(title ?? ''));
	const ids = replies.map(({ id }) => id);
	if (replies.length < 1 || replies.length > 3)
		return invalid('Invalid buttons count. Min: 1, Max: 3');
	if (replies.some(({ id, title }) => !fits(id, 256) || !fits(title, 20))) {
		return invalid('Button title length invalid. Min length: 1, Max length: 20');
	}
	if (new Set(titles).size < titles.length || new Set(ids).size < ids.length) {
		return invalid('Duplicated button titles or ids are not allowed');
	}
	return {
		kind: 'buttons',
		buttons: titles,
		replies: replies.map(({ id, title }) => ({ id: String(id), title: String(title) })),
	};
}

function readList(action: Fields): Partial<MessageParts> | Refusal {
	const { button } = action;
	if (!fits(button, 20)) return invalid('interactive.action.button must have 1 to 20 characters');
	const sections = objects(action['sections']);
	const rows = sections.flatMap((section) => objects(section['rows']));
	if (rows.length < 1 || rows.length > 10)
		return invalid('Total row count exceed max allowed count: 10');
	if (sections.length > 1 && sections.some(({ title }) => !fits(title, 24))) {
		return invalid('Section title is required when more than one section is given');
	}
	const wrong = rows.some(
		({ id, title, description }) =>
			!fits(id, 200) || !fits(title, 24) || optionalText(description, 72) === undefined,
	);
	if (wrong) return invalid('Invalid row: id, title or description has a wrong length');
	if (new Set(rows.map(({ id }) => id)).size < rows.length) return invalid('Duplicated row id');
	const list: ListMenu = {
		button,
		sections: sections.map(({ title, rows: own }) => ({
			title: optionalText(title, 24) ?? null,
			rows: objects(own).map((row) => ({
				id: String(row['id']),
				title: String(row['title']),
				description: optionalText(row['description'], 72) ?? null,
			})),
		})),
	};
	return { kind: 'list', list };
}

function readLink(action: Fields): Partial<MessageParts> | Refusal {
	const { display_text: text, url } = asRecord(action['parameters']) ?? none;
	if (!fits(text, 20)) return invalid('display_text must have 1 to 20 characters');
	if (typeof url !== 'string' || !/^https?:\/\//.test(url))
		return invalid('url must be a valid URL');
	return { kind: 'ctaUrl', buttons: [text], mediaUrl: null };
}

const actions: Readonly<Record<string, (action: Fields) => Partial<MessageParts> | Refusal>> = {
	button: readButtons,
	list: readList,
	cta_url: readLink,
};

const readInteractive: Read = (given) => {
	const read = actions[String(given['type'])];
	if (read === undefined) return invalid('interactive.type must be button, list or cta_url');
	const body = asRecord(given['body'])?.['text'];
	const header = optionalText(asRecord(given['header'])?.['text'], 60);
	const footer = optionalText(asRecord(given['footer'])?.['text'], 60);
	if (!fits(body, 1024)) return invalid('interactive.body.text must have 1 to 1024 characters');
	if (header === undefined || footer === undefined) {
		return invalid('Header or footer is longer than 60 characters');
	}
	const parts = read(asRecord(given['action']) ?? none);
	if ('details' in parts) return parts as Refusal;
	return { kind: 'interactive', header, body, footer, ...parts };
};

function readFile(kind: 'image' | 'video' | 'audio' | 'document' | 'sticker'): Read {
	return ({ id, link, caption, filename }, mediaUrl) => {
		const address = typeof link === 'string' ? link : mediaUrl(String(id));
		if (address === undefined) return invalid(`(#100) Media ID ${String(id)} does not exist`);
		if (!/^(?:https?:|upload:)/.test(address))
			return invalid('link must be an http or https address');
		if (caption !== undefined && (kind === 'audio' || kind === 'sticker')) {
			return invalid(`Unexpected key "caption" on param "${kind}"`);
		}
		if (filename !== undefined && kind !== 'document') {
			return invalid(`Unexpected key "filename" on param "${kind}"`);
		}
		if (optionalText(caption, 1024) === undefined) return invalid('caption is too long');
		return fileParts(kind, address, {
			caption: String(caption ?? ''),
			fileName: String(filename ?? ''),
		});
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

/** Cards of people; the one content that is a list. */
export function readContacts(value: unknown): MessageParts | Refusal {
	const cards = objects(value);
	const lines = cards.flatMap(({ name, phones, emails }) => [
		asRecord(name)?.['formatted_name'],
		...objects(phones).map(({ phone }) => phone),
		...objects(emails).map(({ email }) => email),
	]);
	if (cards.length === 0 || cards.some(({ name }) => !asRecord(name)?.['formatted_name'])) {
		return invalid('contacts[].name.formatted_name is required');
	}
	const body = lines.filter((line) => typeof line === 'string').join('\n');
	return { kind: 'contacts', header: '[contact]', body };
}

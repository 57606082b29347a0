import type { MessageCard, MessageParts } from '../../state/message';
import { asRecord } from '../../state/record';
import { fits, headerParts, type MediaUrl, optionalText, unexpectedKey, webAddress } from './parts';
import { invalid, none, objects, type Fields, type Refusal } from './refusal';

type Action = Pick<MessageCard, 'buttons' | 'replies' | 'links'>;

function linkAction({ name, parameters }: Fields): Action | Refusal {
	const { display_text: text, url } = asRecord(parameters) ?? none;
	if (name !== 'cta_url' || !fits(text, 20) || webAddress(url) === undefined) {
		return invalid('A card needs a cta_url with display_text and url, or quick_reply buttons');
	}
	return { buttons: [text], replies: [], links: [{ title: text, url: String(url) }] };
}

function replyAction(given: readonly Fields[]): Action | Refusal {
	const replies = given.map((button) => asRecord(button['quick_reply']) ?? none);
	const wrong = replies.some(({ id, title }) => !fits(id, 256) || !fits(title, 20));
	if (wrong || given.some(({ type }) => type !== 'quick_reply')) {
		return invalid('A button of a card must be a quick_reply with id and title');
	}
	return {
		buttons: replies.map(({ title }) => String(title)),
		replies: replies.map(({ id, title }) => ({ id: String(id), title: String(title) })),
	};
}

function readCard(card: Fields, index: number, mediaUrl: MediaUrl): MessageCard | Refusal {
	const known = ['card_index', 'type', 'header', 'body', 'action'];
	const unexpected = unexpectedKey(card, known, 'card');
	if (unexpected !== undefined) return unexpected;
	if (card['card_index'] !== index) return invalid(`card_index ${index} is missing`);
	const top = headerParts(card['header'] ?? {}, ['image', 'video'], mediaUrl);
	if ('details' in top) return top;
	const body = optionalText(asRecord(card['body'])?.['text'], 160);
	if (body === undefined || (body ?? '').split('\n').length > 3) {
		return invalid('The text of a card must have 1 to 160 characters and up to 2 line breaks');
	}
	const action = asRecord(card['action']) ?? none;
	const buttons = objects(action['buttons']);
	const shown = buttons.length > 0 ? replyAction(buttons) : linkAction(action);
	if ('details' in shown) return shown;
	return { header: top.header ?? '', mediaUrl: top.mediaUrl ?? '', body: body ?? '', ...shown };
}

/**
 * A carousel as the person sees it, or why it is refused.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-media-carousel-messages
 */
export function carouselParts(given: Fields, mediaUrl: MediaUrl): MessageParts | Refusal {
	const unexpected = unexpectedKey(given, ['type', 'body', 'action'], 'interactive');
	if (unexpected !== undefined) return unexpected;
	const body = asRecord(given['body'])?.['text'];
	if (!fits(body, 1024)) return invalid('interactive.body.text must have 1 to 1024 characters');
	const rows = objects(asRecord(given['action'])?.['cards']);
	if (rows.length < 2 || rows.length > 10) return invalid('A carousel must have 2 to 10 cards');
	const cards: MessageCard[] = [];
	for (const [index, row] of rows.entries()) {
		const card = readCard(row, index, mediaUrl);
		if ('details' in card) return card;
		cards.push(card);
	}
	const kinds = new Set(cards.map(({ replies }) => replies.length));
	if (kinds.size > 1) return invalid('All cards must have the same type and number of buttons');
	return {
		kind: 'carousel',
		body,
		cards,
		replies: cards.flatMap(({ replies }) => replies),
	};
}

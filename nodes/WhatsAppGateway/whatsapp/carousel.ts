import type { CarouselCard, CarouselContent } from '../core/interactive';
import { type FileReader, readFileOf } from './headerFiles';
import { addIds, readButtonUrl, readReplyButtons } from './interactive';
import { limits, maxCounts } from './limits';
import { readEntries, readOptional, readRequired, readShape, refuse } from './shape';

const minCards = 2;
const maxLineBreaks = 2;

async function readCard(
	entry: unknown,
	element: string,
	reader: FileReader,
): Promise<CarouselCard> {
	const card = readShape(entry, ['image', 'video', 'body', 'button', 'url', 'buttons'], element);
	const headerFile = await readFileOf(card, ['image', 'video'], element, reader);
	const body = readOptional(card['body'], limits.cardText, element);
	if ((body ?? '').split('\n').length > maxLineBreaks + 1) {
		refuse(`${element}: Body has more than two line breaks.`, 'Put it into fewer lines.');
	}
	const buttons = readReplyButtons(card['buttons'], `${element}, button`);
	const hasLink = card['button'] !== undefined || card['url'] !== undefined;
	if (hasLink === buttons.length > 0) {
		refuse(
			`${element} must have either a link, “button” and “url”, or reply buttons, “buttons”.`,
			'Add the one or the other.',
		);
	}
	if (buttons.length > 0) return { headerFile, body, action: { buttons } };
	const button = readRequired(card['button'], limits.buttonText, element);
	return { headerFile, body, action: { button, url: readButtonUrl(card['url'], element) } };
}

/** How many reply buttons a card has; 0 for one with a link. */
function countButtons({ action }: CarouselCard): number {
	return 'buttons' in action ? action.buttons.length : 0;
}

/** Gives the reply buttons of all cards ids that are different from each other. */
function withIds(cards: readonly CarouselCard[]): CarouselCard[] {
	const buttons = addIds(
		cards.flatMap(({ action }) => ('buttons' in action ? action.buttons : [])),
		'buttons',
	);
	let start = 0;
	return cards.map((card) => {
		if (!('buttons' in card.action)) return card;
		const own = buttons.slice(start, (start += card.action.buttons.length));
		return { ...card, action: { buttons: own } };
	});
}

/**
 * Reads a carousel, `{body, cards: [{image | video, body?, button, url}]}`, or with `buttons` instead of
 * `button` and `url`.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-media-carousel-messages
 *
 * @throws GatewayError `invalidRequest` that names the card, `mediaRejected` for its file
 */
export async function readCarousel(value: unknown, reader: FileReader): Promise<CarouselContent> {
	const input = readShape(value, ['body', 'cards'], 'The message');
	const body = readRequired(input['body'], limits.interactiveBody);
	const entries = readEntries(input['cards'], 'cards');
	if (entries.length < minCards || entries.length > maxCounts.cards) {
		refuse(
			`The carousel has ${entries.length} card${entries.length === 1 ? '' : 's'}; WhatsApp allows ${minCards} to ${maxCounts.cards}.`,
			'Add or remove cards; a single one is a link button with an image above.',
		);
	}
	const cards: CarouselCard[] = [];
	for (const [index, entry] of entries.entries()) {
		cards.push(await readCard(entry, `Card ${index + 1}`, reader));
	}
	const [first] = cards;
	const odd = cards.findIndex((card) => first && countButtons(card) !== countButtons(first));
	if (odd !== -1) {
		refuse(
			`Card ${odd + 1} has other buttons than card 1.`,
			'Give all cards one link, or all the same number of reply buttons.',
		);
	}
	return { body, cards: withIds(cards) };
}

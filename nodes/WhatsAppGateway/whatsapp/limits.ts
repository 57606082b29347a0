import { GatewayError } from '../core/faults';

/** The maximum length of a text. */
export interface Limit {
	/** The label of the field. */
	readonly field: string;
	/** In code points. */
	readonly maxCharacters: number;
	/** What to do; `{excess}` stands for the number of characters above the maximum. */
	readonly hint: string;
}

const shorten = 'Shorten it by {excess}.';

/**
 * The limits of WhatsApp itself, which are the same at every gateway.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages
 */
export const limits = {
	textBody: {
		field: 'Text',
		maxCharacters: 4096,
		hint: 'Shorten it by {excess}, or split it into several messages.',
	},
	templateBody: {
		field: 'The filled template',
		maxCharacters: 1024,
		hint: 'Shorten its values by {excess}.',
	},
	caption: { field: 'Caption', maxCharacters: 1024, hint: shorten },
	fileName: { field: 'File Name', maxCharacters: 240, hint: shorten },
	interactiveHeader: { field: 'Header', maxCharacters: 60, hint: shorten },
	interactiveBody: { field: 'Body', maxCharacters: 1024, hint: shorten },
	interactiveFooter: { field: 'Footer', maxCharacters: 60, hint: shorten },
	buttonTitle: { field: 'Title', maxCharacters: 20, hint: shorten },
	buttonId: { field: 'ID', maxCharacters: 256, hint: shorten },
	buttonText: { field: 'Button Text', maxCharacters: 20, hint: shorten },
	sectionTitle: { field: 'Section Title', maxCharacters: 24, hint: shorten },
	rowTitle: { field: 'Title', maxCharacters: 24, hint: shorten },
	rowId: { field: 'ID', maxCharacters: 200, hint: shorten },
	rowDescription: { field: 'Description', maxCharacters: 72, hint: shorten },
	locationName: { field: 'Name', maxCharacters: 1000, hint: shorten },
	locationAddress: { field: 'Address', maxCharacters: 1000, hint: shorten },
} as const satisfies Record<string, Limit>;

/** How many elements a message may have. */
export const maxCounts = { buttons: 3, sections: 10, rows: 10 } as const;

/** The length as WhatsApp counts it: an emoji of two code units is one character. */
export function countCodePoints(text: string): number {
	return [...text].length;
}

/**
 * Checks a text against a limit.
 *
 * @param element names the element where a message has several: `Button 2`
 * @throws GatewayError `invalidRequest` with both numbers
 */
export function checkLength(
	text: string,
	{ field, maxCharacters, hint }: Limit,
	element = '',
): void {
	const length = countCodePoints(text);
	if (length <= maxCharacters) return;
	const excess = length - maxCharacters;
	const name = element === '' ? field : `${element}: ${field}`;
	throw new GatewayError(
		'invalidRequest',
		`${name} has ${length} characters; WhatsApp allows at most ${maxCharacters}.`,
		{ hint: hint.replace('{excess}', excess === 1 ? 'one character' : `${excess} characters`) },
	);
}

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
		hint: 'Shorten it by {excess}, or add the option If Longer Than 4,096 Characters.',
	},
	templateBody: {
		field: 'The filled template',
		maxCharacters: 1024,
		hint: 'Shorten its values by {excess}.',
	},
	offerBody: {
		field: 'The filled template with a limited-time offer',
		maxCharacters: 600,
		hint: 'Shorten its values by {excess}.',
	},
	cardBody: {
		field: 'The filled text',
		maxCharacters: 160,
		hint: 'Shorten its values by {excess}.',
	},
	templateHeader: {
		field: 'The filled header of the template',
		maxCharacters: 60,
		hint: 'Shorten its value by {excess}.',
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
	url: { field: 'URL', maxCharacters: 2000, hint: shorten },
	cardText: { field: 'Body', maxCharacters: 160, hint: shorten },
	callPayload: { field: 'Payload', maxCharacters: 512, hint: shorten },
	country: { field: 'Country', maxCharacters: 2, hint: 'Enter its two letters, such as IN.' },
	flow: { field: 'Flow', maxCharacters: 200, hint: shorten },
	flowToken: { field: 'Reference', maxCharacters: 512, hint: shorten },
	flowScreen: { field: 'Screen', maxCharacters: 200, hint: shorten },
	catalogId: { field: 'Catalog ID', maxCharacters: 100, hint: shorten },
	productId: { field: 'Product ID', maxCharacters: 200, hint: shorten },
	orderReference: { field: 'Reference ID', maxCharacters: 60, hint: shorten },
	orderDescription: { field: 'Description', maxCharacters: 120, hint: shorten },
	locationName: { field: 'Name', maxCharacters: 1000, hint: shorten },
	locationAddress: { field: 'Address', maxCharacters: 1000, hint: shorten },
} as const satisfies Record<string, Limit>;

/**
 * The limits of single values of a template.
 * Sources: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components,
 * …/templates/marketing-templates/limited-time-offer-templates (codes), …/catalogs/mpm-template-messages
 * (sections, products), …/calling/call-button-messages-deep-links (minutes, payload)
 */
export const templateLimits = {
	/** Of a one-time password and of an offer, in characters. */
	code: 15,
	/** Of a button's whole link, in characters. */
	url: 2000,
	/** Of a call button, in characters. */
	payload: 512,
	productId: 100,
	sections: 10,
	products: 30,
	sectionTitle: 24,
	minMinutes: 1,
	maxMinutes: 43_200,
} as const;

/** How many elements a message may have. */
export const maxCounts = { buttons: 3, sections: 10, rows: 10, products: 30, cards: 10 } as const;

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

import { GatewayError } from '../core/faults';

/** A limit as data. */
export interface Limit {
	/** What the user calls it. */
	readonly field: string;
	/** In code points. */
	readonly max: number;
	/** What to do; `{over}` stands for what is too much. */
	readonly hint: string;
}

const shorten = 'Shorten it by {over}.';

/**
 * What WhatsApp itself allows, in code points, whoever the gateway is.
 * Source: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
 */
export const limits = {
	textBody: {
		field: 'Text',
		max: 4096,
		hint: 'Shorten it by {over}, or split it into several messages.',
	},
	templateBody: {
		field: 'The filled template',
		max: 1024,
		hint: 'Shorten its values by {over}.',
	},
	caption: { field: 'Caption', max: 1024, hint: shorten },
	fileName: { field: 'File Name', max: 240, hint: shorten },
	interactiveHeader: { field: 'Header', max: 60, hint: shorten },
	interactiveBody: { field: 'Body', max: 1024, hint: shorten },
	interactiveFooter: { field: 'Footer', max: 60, hint: shorten },
	buttonTitle: { field: 'Title', max: 20, hint: shorten },
	buttonId: { field: 'ID', max: 256, hint: shorten },
	buttonText: { field: 'Button Text', max: 20, hint: shorten },
	sectionTitle: { field: 'Section Title', max: 24, hint: shorten },
	rowTitle: { field: 'Title', max: 24, hint: shorten },
	rowId: { field: 'ID', max: 200, hint: shorten },
	rowDescription: { field: 'Description', max: 72, hint: shorten },
	locationName: { field: 'Name', max: 1000, hint: shorten },
	locationAddress: { field: 'Address', max: 1000, hint: shorten },
} as const satisfies Record<string, Limit>;

/** How many there may be of what can be tapped. */
export const counts = { buttons: 3, sections: 10, rows: 10, contacts: 257 } as const;

/** Length as WhatsApp counts it: an emoji of two code units is one. */
export function codePoints(text: string): number {
	return [...text].length;
}

/**
 * Refuses a text that is over a limit. Throws `invalidRequest` with both numbers.
 *
 * @param where names the place where there are several of the kind: `Button 2`
 */
export function checkLength(text: string, { field, max: most, hint }: Limit, where = ''): void {
	const length = codePoints(text);
	if (length <= most) return;
	const over = length - most;
	const what = where === '' ? field : `${where}: ${field}`;
	throw new GatewayError(
		'invalidRequest',
		`${what} has ${length} characters; WhatsApp takes at most ${most}.`,
		{ hint: hint.replace('{over}', over === 1 ? 'one character' : `${over} characters`) },
	);
}

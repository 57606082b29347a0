import { GatewayError } from './faults';

/** A limit as data. */
interface Limit {
	/** What the user calls it. */
	readonly field: string;
	/** In code points. */
	readonly most: number;
	/** What to do; `{over}` stands for what is too much. */
	readonly hint: string;
}

/**
 * What WhatsApp itself allows, in code points, whoever the gateway is.
 * Source: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
 */
export const limits = {
	textBody: {
		field: 'Text',
		most: 4096,
		hint: 'Shorten it by {over}, or split it into several messages.',
	},
	templateBody: {
		field: 'The filled template',
		most: 1024,
		hint: 'Shorten its values by {over}.',
	},
} as const satisfies Record<string, Limit>;

/** Length as WhatsApp counts it: an emoji of two code units is one. */
export function codePoints(text: string): number {
	return [...text].length;
}

/** Refuses a text that is over a limit. Throws `invalidRequest` with both numbers. */
export function checkLength(text: string, { field, most, hint }: Limit): void {
	const length = codePoints(text);
	if (length <= most) return;
	const over = length - most;
	throw new GatewayError(
		'invalidRequest',
		`${field} has ${length} characters; WhatsApp takes at most ${most}.`,
		{ hint: hint.replace('{over}', over === 1 ? 'one character' : `${over} characters`) },
	);
}

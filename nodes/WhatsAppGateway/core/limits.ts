import { GatewayError } from './faults';

/**
 * What WhatsApp itself allows, in code points, whoever the gateway is.
 * Source: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
 */
export const limits = {
	textBody: { field: 'Text', most: 4096 },
	templateBody: { field: 'The filled template', most: 1024 },
} as const satisfies Record<string, { readonly field: string; readonly most: number }>;

/** Length as WhatsApp counts it: an emoji of two code units is one. */
export function codePoints(text: string): number {
	return [...text].length;
}

/** Refuses a text that is over a limit. Throws `invalidRequest` with both numbers. */
export function checkLength(text: string, { field, most }: { field: string; most: number }): void {
	const length = codePoints(text);
	if (length <= most) return;
	throw new GatewayError(
		'invalidRequest',
		`${field} has ${length} characters; WhatsApp takes at most ${most}.`,
		{ hint: `Shorten it by ${length - most}, or split it into several messages.` },
	);
}

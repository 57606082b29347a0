import type { Context } from 'hono';

import { asRecord } from '../../../state/record';
import { refused } from '../answers';
import { fits, unexpectedKey } from '../parts';
import { none, type Fields } from '../refusal';

/** What every answer about a group begins with. */
export const product = { messaging_product: 'whatsapp' };

/** The refusal of a value, with its reason. */
export function invalid(context: Context, details: string): Response {
	return refused(context, 400, 100, 'Invalid parameter', { details });
}

/** The JSON of a request with these fields and no other, or its refusal. */
export async function readBody(
	context: Context,
	known: readonly string[],
): Promise<Fields | Response> {
	const given = asRecord(await context.req.json().catch(() => undefined)) ?? none;
	if (given['messaging_product'] !== 'whatsapp') {
		return invalid(context, 'messaging_product is required');
	}
	const unexpected = unexpectedKey(given, ['messaging_product', ...known], 'group');
	return unexpected === undefined ? given : invalid(context, unexpected.details);
}

/** Why the words of a group are refused; `undefined` where they are not. */
export function wordsRefusal({ subject, description }: Fields): string | undefined {
	if (subject !== undefined && !fits(subject, 128)) return 'subject must have 1 to 128 characters';
	const isText = typeof description === 'string' && [...description].length <= 2048;
	return description === undefined || isText
		? undefined
		: 'description must have up to 2048 characters';
}

import type { Context } from 'hono';

import { objectOf, plausiblePhone } from '../../dialect';

/** Refused fields with their reasons, as Laravel writes them. */
export type Refusals = Record<string, string[]>;

/** The JSON object of a request; an empty one for everything else, as Laravel reads it. */
export async function bodyOf(context: Context): Promise<Record<string, unknown>> {
	try {
		return objectOf(await context.req.json()) ?? {};
	} catch {
		return {};
	}
}

/** Laravel's answer to fields that it refuses. Source: https://www.qyvo.io/docs/errors */
export function invalid(context: Context, errors: Refusals): Response {
	return context.json({ message: 'The given data was invalid.', errors }, 422);
}

/** A refusal in one sentence. */
export function refused(context: Context, status: 404 | 422, error: string, extra = {}): Response {
	return context.json({ error, ...extra }, status);
}

/** A field that must hold some text; `undefined` and a reason where it does not. */
export function textField(
	body: Record<string, unknown>,
	field: string,
	errors: Refusals,
	most = 255,
): string | undefined {
	const value = body[field];
	if (value === undefined || value === null || value === '') {
		errors[field] = [`The ${field} field is required.`];
	} else if (typeof value !== 'string') {
		errors[field] = [`The ${field} field must be a string.`];
	} else if ([...value].length > most) {
		errors[field] = [`The ${field} field must not be greater than ${most} characters.`];
	} else {
		return value;
	}
	return undefined;
}

/** The field `phone` in E.164; `undefined` and a reason where it is none. */
export function phoneField(body: Record<string, unknown>, errors: Refusals): string | undefined {
	const text = textField(body, 'phone', errors);
	const phone = text === undefined ? undefined : plausiblePhone(text);
	if (text !== undefined && phone === undefined) {
		errors['phone'] = ['The phone field must be a valid phone number.'];
	}
	return phone;
}

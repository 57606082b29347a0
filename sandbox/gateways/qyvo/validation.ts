import type { Context } from 'hono';

import { toE164 } from '../../state/phone';
import { asRecord } from '../../state/record';

/** Refused fields with their reasons, as Laravel writes them. */
export type Refusals = Record<string, string[]>;

type Body = Readonly<Record<string, unknown>>;

/** Whether any field was refused. */
export function anyRefused(errors: Refusals): boolean {
	return Object.keys(errors).length > 0;
}

/**
 * The JSON object of a request, and a reason where it is something else. No body and `[]` (PHP's
 * empty object) are objects without fields. How Qyvo words this refusal is not documented.
 */
export async function bodyOf(context: Context, errors: Refusals): Promise<Body> {
	const text = await context.req.text();
	if (text.trim() === '') return {};
	try {
		const value: unknown = JSON.parse(text);
		const object = Array.isArray(value) && value.length === 0 ? {} : asRecord(value);
		if (object !== undefined) return object;
	} catch {
		// Refused below, like JSON that is no object.
	}
	errors['body'] = ['The body must be a JSON object.'];
	return {};
}

/** Laravel's answer to fields that it refuses. Source: https://www.qyvo.io/docs/errors */
export function invalid(context: Context, errors: Refusals): Response {
	return context.json({ message: 'The given data was invalid.', errors }, 422);
}

/** A refusal in one sentence. */
export function refused(context: Context, status: 404 | 422, error: string, extra = {}): Response {
	return context.json({ error, ...extra }, status);
}

/** A field that may hold some text; `undefined` where it is absent, or refused with a reason. */
export function optionalText(
	body: Body,
	field: string,
	errors: Refusals,
	most = 255,
): string | undefined {
	const value = body[field];
	if (value === undefined || value === null) return undefined;
	if (typeof value !== 'string') {
		errors[field] = [`The ${field} field must be a string.`];
	} else if ([...value].length > most) {
		errors[field] = [`The ${field} field must not be greater than ${most} characters.`];
	} else {
		return value;
	}
	return undefined;
}

/** A field that must hold some text; `undefined` and a reason where it does not. */
export function textField(
	body: Body,
	field: string,
	errors: Refusals,
	most = 255,
): string | undefined {
	const text = optionalText(body, field, errors, most);
	// Laravel trims what it is sent, so that blanks alone are nothing.
	if (text !== undefined && text.trim() !== '') return text;
	errors[field] ??= [`The ${field} field is required.`];
	return undefined;
}

/** The field `phone` in E.164; `undefined` and a reason where it is none. */
export function phoneField(body: Body, errors: Refusals): string | undefined {
	const text = textField(body, 'phone', errors);
	const phone = text === undefined ? undefined : toE164(text);
	if (text !== undefined && phone === undefined) {
		errors['phone'] = ['The phone field must be a valid phone number.'];
	}
	return phone;
}

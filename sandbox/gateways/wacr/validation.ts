import type { Context } from 'hono';

import { toE164 } from '../../state/phone';
import { asRecord } from '../../state/record';
import { invalid, isRefusal, type Refusal, type Refusals } from './answers';

/** The fields of a request, from JSON or from a form. */
export type Body = Readonly<Record<string, unknown>>;

/** The fields of a request; JSON that is no object is refused, no body has no fields. */
export async function bodyOf(context: Context): Promise<Body | Refusal> {
	const type = context.req.header('content-type') ?? '';
	if (/^multipart\/form-data|^application\/x-www-form-urlencoded/i.test(type)) {
		return await context.req.parseBody().catch(() => invalid({ body: ['The form is broken.'] }));
	}
	const text = await context.req.text();
	if (text.trim() === '') return {};
	try {
		const object = asRecord(JSON.parse(text));
		if (object !== undefined) return object;
	} catch {
		// Refused below, like JSON that is no object.
	}
	return invalid({ body: ['The body must be a JSON object.'] });
}

/** What a check of fields found out: its result, or every reason against it. */
export function checked<T>(errors: Refusals, read: () => T): T | Refusal {
	const result = read();
	return Object.keys(errors).length > 0 ? invalid(errors) : result;
}

/** Reads the fields of a request by a check. */
export async function fieldsOf<T extends object>(
	context: Context,
	check: (body: Body, errors: Refusals) => T,
): Promise<T | Refusal> {
	const body = await bodyOf(context);
	if (isRefusal(body)) return body;
	const errors: Refusals = {};
	return checked(errors, () => check(body, errors));
}

/** A text that may be left out; empty where it is, or where it is refused with a reason. */
export function optionalText(body: Body, field: string, errors: Refusals, most = 255): string {
	const value = body[field];
	if (value === undefined || value === null) return '';
	if (typeof value !== 'string') {
		errors[field] = [`The ${field} field must be a string.`];
	} else if ([...value].length > most) {
		errors[field] = [`The ${field} field must not be greater than ${most} characters.`];
	} else {
		return value;
	}
	return '';
}

/** A text that must be there; empty and a reason where it is not. */
export function textField(body: Body, field: string, errors: Refusals, most = 255): string {
	const text = optionalText(body, field, errors, most);
	if (text.trim() === '') errors[field] ??= [`The ${field} field is required.`];
	return text;
}

/** A whole number that may be left out, also as a form has it. */
export function optionalInteger(body: Body, field: string, errors: Refusals): number | undefined {
	const value = body[field];
	if (value === undefined || value === null || value === '') return undefined;
	if (/^\d+$/.test(String(value))) return Number(value);
	errors[field] = [`The ${field} field must be an integer.`];
	return undefined;
}

/** The address of a file, empty where it is left out; refused where it is no address. */
export function urlField(body: Body, field: string, errors: Refusals): string {
	const text = optionalText(body, field, errors, 2048);
	if (text !== '' && !/^https?:\/\/\S+$/.test(text)) {
		errors[field] = [`The ${field} field must be a valid URL.`];
	}
	return text;
}

/** The field `phone` in E.164; 10 to so many characters, digits, `+`, `-`, blanks and brackets. */
export function phoneField(body: Body, errors: Refusals, most = 20): string {
	const text = textField(body, 'phone', errors, most);
	if (text === '') return '';
	if (text.length < 10) errors['phone'] = ['The phone field must be at least 10 characters.'];
	const phone = /^[\d+\-\s()]+$/.test(text) ? toE164(text) : undefined;
	if (phone === undefined) errors['phone'] = ['The phone field format is invalid.'];
	return phone ?? '';
}

import type { Context } from 'hono';

import { toE164 } from '../../state/phone';
import { asRecord } from '../../state/record';

/** Refused fields with their reasons, as Laravel writes them. */
export type Refusals = Record<string, string[]>;

/** The fields of a request, JSON or a form. */
export type Body = Readonly<Record<string, unknown>>;

/** Whether any field was refused. */
export function anyRefused(errors: Refusals): boolean {
	return Object.keys(errors).length > 0;
}

/** The name of a field as Laravel's sentences have it. */
function words(field: string): string {
	return field.replaceAll('_', ' ');
}

/**
 * The fields of a request. Laravel takes a body that is none of JSON and no form as one without
 * fields, and then misses those that it requires.
 */
export async function bodyOf(context: Context): Promise<Body> {
	if (context.req.header('content-type')?.startsWith('multipart/form-data')) {
		const form = await context.req.formData().catch(() => new FormData());
		return Object.fromEntries(form.entries());
	}
	return asRecord(await context.req.json().catch(() => undefined)) ?? {};
}

/** Whether a field holds nothing; Laravel trims what it is sent and takes an empty text for null. */
function isAbsent(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && !value.trim());
}

/** A text that may be there; `undefined` where it is absent, or refused with a reason. */
export function optionalText(
	body: Body,
	field: string,
	errors: Refusals,
	most = 255,
): string | undefined {
	const value = body[field];
	if (isAbsent(value)) return undefined;
	if (typeof value !== 'string') {
		errors[field] = [`The ${words(field)} field must be a string.`];
	} else if ([...value].length > most) {
		errors[field] = [`The ${words(field)} field must not be greater than ${most} characters.`];
	} else {
		return value;
	}
	return undefined;
}

/** A text that must be there; empty, with a reason, where it is not. */
export function textField(body: Body, field: string, errors: Refusals, most = 255): string {
	const text = optionalText(body, field, errors, most);
	if (text === undefined) errors[field] ??= [`The ${words(field)} field is required.`];
	return text ?? '';
}

/** One of some words; empty, with a reason, where it is another. */
export function choiceField<Choice extends string>(
	body: Body,
	field: string,
	errors: Refusals,
	choices: readonly Choice[],
	otherwise?: Choice,
): Choice | '' {
	if (isAbsent(body[field]) && otherwise !== undefined) return otherwise;
	const text = textField(body, field, errors);
	const found = choices.find((one) => one === text);
	if (found !== undefined) return found;
	errors[field] ??= [`The selected ${words(field)} is invalid.`];
	return '';
}

/** The field `phone_number` in E.164; empty, with a reason, where it is none. */
export function phoneField(
	body: Body,
	errors: Refusals,
	[least, most]: readonly [number, number],
): string {
	const text = textField(body, 'phone_number', errors, most);
	if (errors['phone_number'] !== undefined) return '';
	if (text.length < least) {
		errors['phone_number'] = [`The phone number field must be at least ${least} characters.`];
		return '';
	}
	const phone = toE164(text);
	if (phone === undefined) {
		errors['phone_number'] = ['The phone number field format is invalid.'];
	}
	return phone ?? '';
}

/** Whether a text is an address on the web. */
export function isWebAddress(text: string): boolean {
	return /^https?:\/\//i.test(text) && URL.canParse(text);
}

import type { Context } from 'hono';

import { LaravelFields, readLaravelFields, type LaravelStyle } from '../../gatewayKit/laravel';
import { toE164 } from '../../state/phone';
import { asRecord } from '../../state/record';
import { invalid, type Refusal } from './answers';

const style: LaravelStyle = {
	forms: ['multipart/form-data', 'application/x-www-form-urlencoded'],
	otherBody: 'refused',
};

/**
 * The field `phone` in E.164, of 10 to `max` digits, `+`, `-`, blanks and brackets; empty if it is
 * refused. A wrong format is reported before a wrong length, also for blanks alone.
 */
export function phoneField(fields: LaravelFields, max = 20): string {
	const text = fields.optionalText('phone', max) ?? '';
	if (fields.isRefused('phone')) return '';
	if (text === '') {
		fields.refuseField('phone', 'is required');
		return '';
	}
	const phone = /^[\d+\-\s()]+$/.test(text) ? toE164(text) : undefined;
	if (phone === undefined) fields.refuseField('phone', 'format is invalid');
	else if (text.length < 10) fields.refuseField('phone', 'must be at least 10 characters');
	return phone ?? '';
}

/** The fields of one entry of a list, whose refusals are its own. */
export function entryFields(entry: unknown): LaravelFields {
	return new LaravelFields(asRecord(entry) ?? {}, style);
}

/** What a check makes of a request's fields, or every reason against them. */
export async function checkFields<Result extends object>(
	context: Context,
	check: (fields: LaravelFields) => Result,
): Promise<Result | Refusal> {
	const fields = await readLaravelFields(context, style);
	if (fields.areRefused) return invalid(fields.errors);
	const result = check(fields);
	return fields.areRefused ? invalid(fields.errors) : result;
}

import type { Context } from 'hono';

import { readLaravelFields, type LaravelFields, type PhoneRule } from '../../gatewayKit/laravel';
import { invalid, type Refusal } from './answers';

/** What the field `phone` must be: 10 to so many digits, `+`, `-`, blanks and brackets. */
export function phoneRule(max = 20): PhoneRule {
	return { min: 10, max, pattern: /^[\d+\-\s()]+$/ };
}

/** What a check makes of a request's fields, or every reason against them. */
export async function checkFields<Result extends object>(
	context: Context,
	check: (fields: LaravelFields) => Result,
): Promise<Result | Refusal> {
	const fields = await readLaravelFields(context, { otherBody: 'refused' });
	if (fields.areRefused) return invalid(fields.errors);
	const result = check(fields);
	return fields.areRefused ? invalid(fields.errors) : result;
}

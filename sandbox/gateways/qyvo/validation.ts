import type { Context } from 'hono';

import { readLaravelFields, type FieldErrors, type LaravelFields } from '../../gatewayKit/laravel';

/** What a field with a phone number must be. */
export const phoneRule = { invalid: 'must be a valid phone number' } as const;

/** The fields of a request, which is JSON. How Qyvo refuses another body is not documented. */
export async function readFields(context: Context): Promise<LaravelFields> {
	return await readLaravelFields(context, { otherBody: 'refused', emptyList: 'object' });
}

/** Laravel's answer to fields that it refuses. Source: https://www.qyvo.io/docs/errors */
export function invalid(context: Context, errors: FieldErrors): Response {
	return context.json({ message: 'The given data was invalid.', errors }, 422);
}

/** A refusal in one sentence. */
export function refused(context: Context, status: 404 | 422, error: string, extra = {}): Response {
	return context.json({ error, ...extra }, status);
}

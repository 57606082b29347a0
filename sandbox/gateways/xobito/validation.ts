import type { Context } from 'hono';

import { readLaravelFields, type LaravelFields } from '../../gatewayKit/laravel';

/** The fields of a request; a body that is neither JSON nor a form has none. */
export async function readFields(context: Context): Promise<LaravelFields> {
	return await readLaravelFields(context, {
		otherBody: 'empty',
		trims: true,
		nameField: (field) => field.replaceAll('_', ' '),
	});
}

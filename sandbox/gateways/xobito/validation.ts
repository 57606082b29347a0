import type { Context } from 'hono';

import { readLaravelFields, type LaravelFields } from '../../gatewayKit/laravel';

/** The fields of a request; a body that is neither JSON nor a multipart form has none. */
export async function readFields(context: Context): Promise<LaravelFields> {
	return await readLaravelFields(context, {
		forms: ['multipart/form-data'],
		otherBody: 'empty',
		anyCaseScheme: true,
		trims: true,
		nameField: (field) => field.replaceAll('_', ' '),
	});
}

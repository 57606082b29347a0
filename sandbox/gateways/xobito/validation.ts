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

const contactTexts = ['firstname', 'lastname', 'country', 'groups'] as const;

/**
 * The field `contact` of a send, with the reasons against it; a form writes it as `contact[email]`.
 * Source: https://documents.xobito.com/api-reference/endpoints/send-text-message
 */
export function contactField(fields: LaravelFields): object | undefined {
	const inForm = Object.entries(fields.body).flatMap(([name, value]) => {
		const [, field] = /^contact\[(\w+)\]$/.exec(name) ?? [];
		return field === undefined ? [] : [[field, value] as const];
	});
	const given = inForm.length > 0 ? Object.fromEntries(inForm) : fields.body['contact'];
	if (given === undefined || given === null) return undefined;
	if (typeof given !== 'object' || Array.isArray(given)) {
		fields.refuseField('contact', 'must be an array');
		return undefined;
	}
	const contact = fields.nested('contact', given);
	for (const field of contactTexts) contact.optionalText(field);
	contact.optionalEmail('email');
	contact.optionalInteger('assigned_id');
	return given;
}

import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import { asObject } from '../core/narrow';
import type { Template } from '../core/template';
import { chosenTemplate, withEditorSession } from './editorSession';
import { placeholderLabel } from './placeholderLabel';

/**
 * The name of a placeholder's field. It holds the template's name, so that what was typed for one
 * template can never end up in another one's placeholder of the same key.
 */
function fieldId(template: Template, key: string): string {
	return `${template.name}.${key}`;
}

/** One required field for each placeholder of the chosen template, in the words around it. */
export async function getPlaceholders(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await withEditorSession(this, async (session) => {
		const reference = chosenTemplate(this);
		if (reference === undefined) {
			return { fields: [], emptyFieldsNotice: 'Choose a template first.' };
		}
		const template = await session.templates.get(reference);
		if (template === null) {
			return {
				fields: [],
				emptyFieldsNotice: `${session.gateway.name} does not tell its templates here. Set Placeholder Values to JSON and write {"placeholder": "value"}.`,
			};
		}
		return {
			fields: template.placeholders.map((placeholder) => ({
				id: fieldId(template, placeholder.key),
				displayName: placeholderLabel(placeholder),
				required: placeholder.optional !== true,
				defaultMatch: false,
				canBeUsedToMatch: false,
				display: true,
				removed: false,
				type: 'string',
			})),
			emptyFieldsNotice: `“${template.name}” has no placeholders: nothing to fill in.`,
		};
	});
}

/**
 * What was typed into the fields, by placeholder key. Values of other templates' fields are left
 * out. Throws `templateParameters` where all of them belong to another template.
 */
export function readPlaceholderFields(
	mapper: unknown,
	template: Template,
): Record<string, unknown> {
	const fields = Object.entries(asObject(asObject(mapper)['value']));
	const prefix = fieldId(template, '');
	const own = fields.filter(([id]) => id.startsWith(prefix));
	const filled = fields.some(([, value]) => value !== null && value !== '');
	if (own.length === 0 && filled && template.placeholders.length > 0) {
		throw new GatewayError(
			'templateParameters',
			`The fields were filled in for another template than “${template.name}”.`,
			{
				expected: template.placeholders.map(({ key }) => key),
				hint: 'Open the node and fill in the fields of this template. Where an expression chooses the template, set Placeholder Values to JSON.',
			},
		);
	}
	return Object.fromEntries(own.map(([id, value]) => [id.slice(prefix.length), value]));
}

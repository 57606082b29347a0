import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import { asObject } from '../core/narrow';
import type { Placeholder, Template } from '../core/template';
import { placeholderLabel } from '../whatsapp/placeholderLabel';
import { fillablePlaceholders, unfillableParts } from '../whatsapp/templateParts';
import { readSelectedTemplate, withEditorSession } from './editorSession';
import { escapeHtml } from './html';

/**
 * The id of a placeholder's field. It contains the template's name, so that a value entered for one
 * template never fills the placeholder of another one with the same key.
 */
function fieldId(template: Template, key: string): string {
	return `${template.name}.${key}`;
}

/** Whether the form asks a question, whose answers are what the quick replies of a template bring back. */
function asksQuestion(context: ILoadOptionsFunctions): boolean {
	// The form of a person's review of an agent's tool has no operation to choose.
	return (
		context.getCurrentNodeParameter('operation') === 'sendAndWait' ||
		context.getNode().type.endsWith('HitlTool')
	);
}

function isPayload({ index, card }: Placeholder, { buttons }: Template): boolean {
	if (index === null || card !== undefined) return false;
	return buttons[index]?.type.toUpperCase() === 'QUICK_REPLY';
}

/** Loads one field for each placeholder of the selected template, labelled with its context. */
export async function getPlaceholders(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await withEditorSession(this, async (session) => {
		const reference = readSelectedTemplate(this);
		if (reference === undefined) {
			return { fields: [], emptyFieldsNotice: 'Select a template first.' };
		}
		const template = await session.templates.get(reference);
		if (template === null) {
			return {
				fields: [],
				emptyFieldsNotice: `${session.gateway.name} does not list its templates here. Set Specify Placeholders to Using JSON and enter {"placeholder": "value"}.`,
			};
		}
		const { support } = session.gateway.templates ?? {};
		const unfillable = support === undefined ? [] : unfillableParts(template, support);
		if (support === undefined || unfillable.length > 0) {
			return {
				fields: [],
				emptyFieldsNotice: `${session.gateway.name} cannot fill ${escapeHtml(`${unfillable.join(' and ')} in “${template.name}”`)}: select another template.`,
			};
		}
		const isAsking = asksQuestion(this);
		const placeholders = fillablePlaceholders(template, support).filter(
			(placeholder) => !(isAsking && isPayload(placeholder, template)),
		);
		return {
			// A code that a button shares with the body is entered once.
			fields: placeholders
				.filter(({ sameAs }) => sameAs === undefined)
				.map((placeholder) => ({
					id: fieldId(template, placeholder.key),
					displayName: placeholderLabel(placeholder),
					required: placeholder.optional !== true,
					defaultMatch: false,
					canBeUsedToMatch: false,
					display: true,
					removed: false,
					type: placeholder.input === 'time' ? 'dateTime' : 'string',
				})),
			emptyFieldsNotice: `“${escapeHtml(template.name)}” has no placeholders: nothing to fill in.`,
		};
	});
}

/**
 * Reads the placeholder fields, by placeholder key. Values entered for other templates are left out.
 *
 * @throws GatewayError `templateParameters` where all values belong to another template
 */
export function readPlaceholderFields(
	mapper: unknown,
	template: Template,
): Record<string, unknown> {
	const entries = Object.entries(asObject(asObject(mapper)['value']));
	const prefix = fieldId(template, '');
	const templateEntries = entries.filter(([id]) => id.startsWith(prefix));
	const hasValue = entries.some(([, value]) => value !== null && value !== '');
	if (templateEntries.length === 0 && hasValue && template.placeholders.length > 0) {
		throw new GatewayError(
			'templateParameters',
			`The fields were filled in for another template than “${template.name}”.`,
			{
				expected: template.placeholders.map(({ key }) => key),
				hint: 'Open the node and fill in the fields of this template. If an expression sets the template, set Specify Placeholders to Using JSON.',
			},
		);
	}
	return Object.fromEntries(templateEntries.map(([id, value]) => [id.slice(prefix.length), value]));
}

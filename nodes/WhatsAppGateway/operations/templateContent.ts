import { GatewayError } from '../core/faults';
import type { TemplateContent } from '../core/message';
import type { Template } from '../core/template';
import { readPlaceholderFields } from '../editor/placeholderFields';
import { type Preview, previewTemplate } from '../whatsapp/templatePreview';
import {
	checkValues,
	type WhitespaceRule,
	readJsonValues,
	readNamedValues,
} from '../whatsapp/templateValues';
import { templateWithoutLookup } from '../whatsapp/templateWithoutLookup';
import { readChoice } from '../n8n/readOption';
import { readText } from './fields/readText';
import { specifyPlaceholders, whitespaceOption } from './fields/template';
import type { Item } from './operation';

function checkApproved({ name, status }: Template): void {
	if (status === 'approved') return;
	throw new GatewayError(
		status === 'paused' || status === 'disabled' ? 'templatePaused' : 'templateNotApproved',
		`WhatsApp has not approved the template “${name}” (its status is ${status}).`,
	);
}

function checkLanguage({ name, languages }: Template, language: string): void {
	if (language === '' || languages.includes(language)) return;
	throw new GatewayError(
		'templateNotFound',
		`The template “${name}” does not exist in the language “${language}”.`,
		{ hint: `It exists in: ${languages.join(', ')}.` },
	);
}

/** Throws `invalidRequest` where the field is empty. */
function readTemplateName(item: Item): string {
	const nameOrId = readText(item, 'template');
	if (nameOrId !== '') return nameOrId;
	throw new GatewayError('invalidRequest', 'No template is selected in the field Template.', {
		hint: 'Select one from the list, or enter its name.',
	});
}

function usesJson({ parameter }: Item): boolean {
	return readChoice(parameter('specifyPlaceholders', 'fields'), specifyPlaceholders) === 'json';
}

/** Reads an item's values from the placeholder fields or from JSON. */
function readValues(item: Item, template: Template): Record<string, unknown> {
	return usesJson(item)
		? readJsonValues(item.parameter('valuesJson', {}), template)
		: readPlaceholderFields(item.parameter('placeholders', null), template);
}

/**
 * Builds the template of an account that has no template lookup. Nothing can be checked against the
 * template, so language and placeholder names must be given.
 *
 * @throws GatewayError `invalidRequest` without a language, `templateParameters` without JSON
 */
function readWithoutLookup(item: Item, name: string, language: string): Template {
	const { gateway } = item.session;
	if (language === '') {
		throw new GatewayError(
			'invalidRequest',
			`${gateway.name} does not list its templates here, so “${name}” needs a language.`,
			{ hint: 'Select it in the field Language.' },
		);
	}
	if (!usesJson(item)) {
		throw new GatewayError(
			'templateParameters',
			`${gateway.name} does not list its templates here, so “${name}” has no placeholder fields.`,
			{ hint: 'Set Specify Placeholders to Using JSON and enter {"placeholder": "value"}.' },
		);
	}
	item.note(
		`${gateway.name} does not list its templates here: “${name}” and its values are sent unchecked.`,
	);
	return templateWithoutLookup(name, language, readNamedValues(item.parameter('valuesJson', {})));
}

/** Finds the template of an item and refuses one that is known not to be sendable. */
async function findSendable(item: Item, language: string): Promise<Template> {
	const nameOrId = readTemplateName(item);
	const template = await item.session.templates.get({ nameOrId, language });
	if (template === null) return readWithoutLookup(item, nameOrId, language);
	checkApproved(template);
	checkLanguage(template, language);
	return template;
}

/**
 * Reads the template of an item with its values, and how the filled message looks.
 *
 * @throws GatewayError for a template or a value that cannot be sent
 */
export async function readTemplate(
	item: Item,
): Promise<{ readonly content: TemplateContent; readonly preview: Preview }> {
	const language = readText(item, 'language');
	const template = await findSendable(item, language);
	const rule = readChoice(item.options['whitespace'], whitespaceOption) as WhitespaceRule;
	const { values, notes } = checkValues(template, readValues(item, template), rule);
	notes.forEach(item.note);
	return {
		content: { template, language: language === '' ? null : language, values },
		preview: previewTemplate(template, values),
	};
}

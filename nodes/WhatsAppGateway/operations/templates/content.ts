import { GatewayError } from '../../core/faults';
import type { TemplateContent } from '../../core/message';
import type { Template, TemplateSupport } from '../../core/template';
import { readPlaceholderFields } from '../../editor/placeholderFields';
import { readChoice } from '../../n8n/readOption';
import { namesOfGateways } from '../../session/gatewayNames';
import { withTimeZone } from '../../whatsapp/localTime';
import { languageIsOpen } from '../../whatsapp/templateLanguages';
import { fillablePlaceholders, unfillableParts } from '../../whatsapp/templateParts';
import { type Preview, previewTemplate } from '../../whatsapp/templatePreview';
import {
	checkValues,
	type WhitespaceRule,
	readJsonValues,
	readNamedValues,
} from '../../whatsapp/templateValues';
import { templateWithoutLookup } from '../../whatsapp/templateWithoutLookup';
import { valuesWithMergeFields } from '../fields/mergeFields';
import { readText } from '../fields/readText';
import { specifyPlaceholders, whitespaceOption } from '../fields/template';
import type { Item } from '../operation';
import { readTemplateFiles, shownValues } from './files';

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
	const nameOrId = readText(item, 'template', 'Template');
	if (nameOrId !== '') return nameOrId;
	throw new GatewayError('invalidRequest', 'No template is selected in the field Template.', {
		hint: 'Select one from the list, or enter its name.',
	});
}

function usesJson({ parameter }: Item): boolean {
	return readChoice(parameter('specifyPlaceholders', 'fields'), specifyPlaceholders) === 'json';
}

/** Where the values of a template come from. */
export interface ValueSource {
	/** Those of a template that is known. */
	of(template: Template): Record<string, unknown>;
	/** Those of one that only the name is known of. Throws `templateParameters` where it must be known. */
	withoutLookup(name: string): Record<string, unknown>;
}

/** The item's values, from the placeholder fields or from JSON. */
function valuesIn(item: Item): ValueSource {
	return {
		of(template) {
			const values = usesJson(item)
				? readJsonValues(item.parameter('valuesJson', {}), template)
				: readPlaceholderFields(item.parameter('placeholders', null), template);
			return { ...values, ...readJsonValues(item.ownValues ?? {}, template) };
		},
		withoutLookup(name) {
			if (usesJson(item)) {
				const ownValues = readNamedValues(item.ownValues ?? {});
				return { ...readNamedValues(item.parameter('valuesJson', {})), ...ownValues };
			}
			const { gateway } = item.session;
			throw new GatewayError(
				'templateParameters',
				`${gateway.name} does not list its templates here, so “${name}” has no placeholder fields.`,
				{ hint: 'Set Specify Placeholders to Using JSON and enter {"placeholder": "value"}.' },
			);
		},
	};
}

/**
 * Builds the template of an account that has no template lookup. Nothing can be checked against the
 * template, so language and placeholder names must be given.
 *
 * @throws GatewayError `invalidRequest` without a language, `templateParameters` without JSON
 */
function readWithoutLookup(
	item: Item,
	name: string,
	language: string,
	source: ValueSource,
): Template {
	const { gateway } = item.session;
	if (language === '') {
		throw new GatewayError(
			'invalidRequest',
			`${gateway.name} does not list its templates here, so “${name}” needs a language.`,
			{ hint: 'Select it in the field Language.' },
		);
	}
	const values = source.withoutLookup(name);
	item.note(
		`${gateway.name} does not list its templates here: “${name}” and its values are sent unchecked.`,
	);
	return templateWithoutLookup(name, language, values);
}

/** Refuses a template that would go out without a part of it. Throws `unsupported`. */
function checkFillable(
	template: Template,
	{ gateway }: Item['session'],
	support: TemplateSupport,
): void {
	const parts = unfillableParts(template, support);
	if (parts.length === 0) return;
	const others = namesOfGateways(
		({ templates }) =>
			templates !== undefined && unfillableParts(template, templates.support).length === 0,
	);
	throw new GatewayError(
		'unsupported',
		`${gateway.name} cannot fill ${parts.join(' and ')} in the template “${template.name}”.`,
		{
			hint:
				others === ''
					? 'Use a template without it.'
					: `Use a template without it, or a credential of ${others}.`,
		},
	);
}

/** Refuses a template whose language is left open where the gateway needs one. Throws `invalidRequest`. */
function checkLanguageChosen(template: Template, language: string, support: TemplateSupport): void {
	if (language !== '' || support.needsLanguage !== true) return;
	if (template.language !== null && template.languages.length < 2) return;
	throw languageIsOpen(template);
}

/** What a gateway without templates can fill. */
const nothing: TemplateSupport = { headers: [], buttons: [], files: [] };

/** Finds the template of an item and refuses one that is known not to be sendable. */
async function findSendable(item: Item, language: string, source: ValueSource): Promise<Template> {
	const nameOrId = readTemplateName(item);
	const template = await item.session.templates.get({ nameOrId, language });
	if (template === null) return readWithoutLookup(item, nameOrId, language, source);
	checkApproved(template);
	checkLanguage(template, language);
	return template;
}

/**
 * The template of an item in the chosen language, without its values.
 *
 * @throws GatewayError for a template that cannot be sent, `unsupported` where the account lists none
 */
export async function readBareTemplate(item: Item): Promise<Template> {
	const { gateway } = item.session;
	const language = readText(item, 'language', 'Language');
	const source: ValueSource = {
		of: () => ({}),
		withoutLookup(name) {
			throw new GatewayError('unsupported', `${gateway.name} does not tell the ID of “${name}”.`, {
				hint: 'Use Send to Many, which takes templates by name.',
			});
		},
	};
	const template = await findSendable(item, language, source);
	checkLanguageChosen(template, language, { ...nothing, needsLanguage: true });
	return template;
}

/**
 * Reads the template of an item with its values, and how the filled message looks.
 *
 * @throws GatewayError for a template or a value that cannot be sent
 */
export async function readTemplate(
	item: Item,
	source: ValueSource = valuesIn(item),
): Promise<{ readonly content: TemplateContent; readonly preview: Preview }> {
	const { session, timeZone } = item;
	const { support } = session.gateway.templates ?? { support: nothing };
	const language = readText(item, 'language', 'Language');
	const found = await findSendable(item, language, source);
	checkFillable(found, session, support);
	checkLanguageChosen(found, language, support);
	const template = { ...found, placeholders: fillablePlaceholders(found, support) };
	const rule = readChoice(item.options['whitespace'], whitespaceOption) as WhitespaceRule;
	const given = Object.entries(source.of(template)).map(([key, value]) => {
		const isTime = template.placeholders.some((one) => one.key === key && one.input === 'time');
		return [key, isTime ? withTimeZone(value, timeZone) : value] as const;
	});
	const { values: checked, notes } = checkValues(template, Object.fromEntries(given), rule);
	notes.forEach(item.note);
	const values = valuesWithMergeFields(template, checked, item);
	const files = await readTemplateFiles(item, template, values, support.files);
	return {
		content: { template, language: language === '' ? null : language, values, files },
		preview: previewTemplate(template, shownValues(template, values, files)),
	};
}

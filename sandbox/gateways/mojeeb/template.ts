import { placeholdersIn, fillPlaceholders } from '../../gatewayKit/placeholders';
import { missingComponent } from '../../gatewayKit/missingComponent';
import { linkButtons } from '../../gatewayKit/linkButtons';
import { quickReplyButtons } from '../../gatewayKit/quickReplies';
import type { TemplateTranslation } from '../../gatewayKit/templateTranslations';
import type { MessageParts } from '../../state/message';
import { asRecord } from '../../state/record';
import { invalid, type Refusal } from './answers';
import type { Fields } from './envelope';
import { templates, valueFields } from './templates';

/** A template that Mojeeb takes; with a reason, Meta refuses it afterwards. */
export interface ReadTemplate {
	readonly parts: MessageParts;
	readonly isMarketing: boolean;
	readonly reason: string | undefined;
}

type Values = Readonly<Record<string, string>>;

const countDiffers = '(#132000) Number of parameters does not match the expected number of params.';
const notThere = '(#132001) Template name does not exist in the translation.';
const formDiffers = '(#132012) Parameter format does not match format in the created template.';

/** What Meta refuses in a value, with its reason. */
const refusedValues: ReadonlyArray<readonly [RegExp, string]> = [
	[/^\s*$/, '(#131008) Required parameter is missing: a template parameter is empty.'],
	[
		/[\r\n\t]| {5,}/,
		'(#132018) Param text cannot have new-line/tab characters or more than 4 consecutive spaces.',
	],
];

const maxCodeLength = 15;

/** Texts by name; `undefined` where it is something else. */
function valuesOf(value: unknown): Values | undefined {
	const object = asRecord(value ?? {});
	return object !== undefined && Object.values(object).every((one) => typeof one === 'string')
		? (object as Values)
		: undefined;
}

/** Why Meta refuses the values of a text; `undefined` where it takes them. */
function textReason(text: string, values: Values): string | undefined {
	const names = placeholdersIn(text);
	const given = Object.keys(values);
	if (names.length !== given.length || names.some((name) => !given.includes(name))) {
		return countDiffers;
	}
	return Object.values(values)
		.map((value) => refusedValues.find(([pattern]) => pattern.test(value))?.[1])
		.find((reason) => reason !== undefined);
}

/** Why Meta refuses the values of the buttons; `undefined` where it takes them. */
function buttonsReason(
	{ seed }: TemplateTranslation,
	given: readonly Fields[],
): string | undefined {
	for (const [index, { type, url = '' }] of (seed.buttons ?? []).entries()) {
		const button = given.find((one) => Number(one['index']) === index) ?? {};
		// Who sends without having read the list does not know a button's own field.
		const value = button[valueFields[type] ?? 'text'] ?? button['text'];
		const takesValue = type === 'COPY_CODE' || placeholdersIn(url).length > 0;
		if (takesValue && (typeof value !== 'string' || value === '')) {
			return `(#131008) Required parameter is missing: button at index ${index} requires a parameter.`;
		}
		if (type === 'COPY_CODE' && String(value).length > maxCodeLength) return formDiffers;
	}
	return undefined;
}

function reasonOf(
	found: TemplateTranslation,
	given: Fields,
	body: Values,
	header: Values,
): string | undefined {
	const { seed, translation } = found;
	if (translation.status !== 'APPROVED') return notThere;
	const missing = missingComponent(seed);
	if (missing !== undefined) return missing;
	const file = given['header_media_url'];
	const wantsFile = seed.header !== undefined && seed.header.type !== 'TEXT';
	if (wantsFile !== (typeof file === 'string')) return formDiffers;
	const buttons = Array.isArray(given['buttons']) ? given['buttons'] : [];
	return (
		textReason(translation.body, body) ??
		textReason(translation.headerText ?? '', header) ??
		buttonsReason(
			found,
			buttons.map((one) => asRecord(one) ?? {}),
		)
	);
}

function partsOf(
	{ seed, language, translation }: TemplateTranslation,
	given: Fields,
): MessageParts {
	const file = given['header_media_url'];
	const isFile = seed.header !== undefined && seed.header.type !== 'TEXT';
	const header = valuesOf(given['header_parameters']) ?? {};
	const { buttons = [] } = seed;
	const values = Array.isArray(given['buttons']) ? given['buttons'].map(asRecord) : [];
	const valueOf = (index: number) => values.find((one) => Number(one?.['index']) === index);
	return {
		kind: 'template',
		header: isFile
			? `[${seed.header?.type.toLowerCase()}]`
			: translation.headerText === undefined
				? null
				: fillPlaceholders(translation.headerText, header),
		...(isFile && typeof file === 'string' && { mediaUrl: file }),
		body: fillPlaceholders(translation.body, valuesOf(given['parameters']) ?? {}),
		footer: translation.footer ?? null,
		buttons: buttons.map(({ text }) => text),
		replies: quickReplyButtons(buttons, (index) => valueOf(index)?.['payload']),
		links: linkButtons(buttons, (index) => valueOf(index)?.['text']),
		template: { name: seed.name, language },
	};
}

/** Why a name in a language is refused before the send; `undefined` where it is not. */
function nameRefusal(name: string, language: string): Refusal | undefined {
	const ofName = templates.filter(({ seed }) => seed.name === name);
	if (ofName.length === 0) {
		const message = 'No template of this name exists for this number.';
		return { status: 422, code: 'template_not_found', message, param: 'template.name' };
	}
	if (ofName.some((one) => one.language === language)) return undefined;
	return {
		status: 422,
		code: 'template_not_found_for_language',
		message: 'The template does not exist in the requested language.',
		param: 'template.language',
	};
}

/**
 * A template message. Mojeeb looks at its form and, where it can read Meta, at name and language;
 * whether the values fit is for Meta to say. How Mojeeb refuses a form is not documented.
 *
 * @param isChecked whether Meta can be read
 */
export function readTemplate(given: Fields, isChecked: boolean): ReadTemplate | Refusal {
	const { name, language } = given;
	if (typeof name !== 'string' || !/^[a-z0-9_]{1,512}$/.test(name)) {
		const message = 'template.name must hold lower-case letters, digits and underscores only.';
		return { status: 422, code: 'invalid_template_name', message, param: 'template.name' };
	}
	if (typeof language !== 'string' || language === '') {
		return invalid('template.language', 'template.language is required.');
	}
	const [body, header] = [valuesOf(given['parameters']), valuesOf(given['header_parameters'])];
	if (body === undefined || header === undefined) {
		const param = body === undefined ? 'template.parameters' : 'template.header_parameters';
		return invalid(param, `${param} must be an object of strings.`);
	}
	if (given['buttons'] !== undefined && !Array.isArray(given['buttons'])) {
		return invalid('template.buttons', 'template.buttons must be a list.');
	}
	const refusal = isChecked ? nameRefusal(name, language) : undefined;
	if (refusal !== undefined) return refusal;
	const found = templates.find((one) => one.seed.name === name && one.language === language);
	if (found === undefined) {
		const parts = { kind: 'template', body: '', template: { name, language } };
		return { parts, isMarketing: false, reason: notThere };
	}
	return {
		parts: partsOf(found, given),
		isMarketing: found.seed.category === 'MARKETING',
		reason: reasonOf(found, given, body, header),
	};
}

import { placeholdersIn, fillPlaceholders } from '../../gatewayKit/placeholders';
import { quickReplyButtons } from '../../gatewayKit/quickReplies';
import type { MessageParts } from '../../state/message';
import { asRecord } from '../../state/record';
import { invalid, isRefusal, objects, type Fields, type Refusal } from './refusal';
import { templates } from './templates';

const textRefusals: ReadonlyArray<readonly [RegExp, Refusal]> = [
	[
		/^\s*$/,
		{
			code: 131008,
			text: 'Required parameter is missing',
			details: 'Parameter of type text is missing text value',
		},
	],
	[
		/[\r\n\t]| {5,}/,
		{
			code: 132018,
			text: "There's an issue with the parameters in your template",
			details: 'Param text cannot have new-line/tab characters or more than 4 consecutive spaces',
		},
	],
];

/** The values of one text of a template, or why they do not fit it. */
function valuesFor(text: string, parameters: readonly Fields[]): Record<string, string> | Refusal {
	const names = placeholdersIn(text);
	if (names.length !== parameters.length) {
		return {
			code: 132000,
			text: 'Number of parameters does not match the expected number of params',
			details: `number of localizable_params (${parameters.length}) does not match the expected number of params (${names.length})`,
		};
	}
	const positional = names.every((name) => /^\d+$/.test(name));
	const values: Record<string, string> = {};
	for (const [index, parameter] of parameters.entries()) {
		const name = positional ? names[index] : parameter['parameter_name'];
		if (typeof name !== 'string' || !names.includes(name)) {
			return invalid('Parameter name is missing or empty');
		}
		const value = String(parameter['text'] ?? '');
		const refusal = textRefusals.find(([pattern]) => pattern.test(value))?.[1];
		if (refusal !== undefined) return refusal;
		values[name] = value;
	}
	return values;
}

/** Why a button's parameters do not fit it; `undefined` where they do. */
function buttonRefusal(type: string, url: string, parameters: Fields[]): Refusal | undefined {
	if (type === 'QUICK_REPLY') return undefined;
	if (type === 'COPY_CODE') {
		const code = parameters[0]?.['coupon_code'];
		return typeof code === 'string' && code.length <= 15
			? undefined
			: invalid('Coupon code is required and must not be longer than 15 characters');
	}
	const values = valuesFor(url, parameters);
	return isRefusal(values) ? values : undefined;
}

/** Whether a template is a one-time password, of which each kind of button needs a number. */
export function isOneTimePassword({ name }: Fields): boolean {
	return templates.some(({ seed }) => seed.name === name && seed.category === 'AUTHENTICATION');
}

/** A template message as the person sees it, or why it is refused. */
export function templateParts(given: Fields): MessageParts | Refusal {
	const code = asRecord(given['language'])?.['code'];
	const found = templates.find(
		({ seed, language, translation }) =>
			seed.name === given['name'] && language === code && translation.status === 'APPROVED',
	);
	if (found === undefined) {
		return {
			code: 132001,
			status: 404,
			text: 'Template name does not exist in the translation',
			details: `template name (${String(given['name'])}) does not exist in ${String(code)}`,
		};
	}
	const { seed, translation } = found;
	const { header, buttons = [] } = seed;
	const parametersOf = (type: string, index?: number) =>
		objects(
			objects(given['components']).find(
				(one) => one['type'] === type && (index === undefined || one['index'] === String(index)),
			)?.['parameters'],
		);

	const body = valuesFor(translation.body, parametersOf('body'));
	if (isRefusal(body)) return body;
	let top: string | null = null;
	if (header !== undefined && header.type !== 'TEXT') {
		const kind = header.type.toLowerCase();
		const link = asRecord(parametersOf('header')[0]?.[kind])?.['link'];
		if (typeof link !== 'string') {
			return {
				code: 132012,
				text: 'Parameter format does not match format in the created template',
				details: `header: Format mismatch, expected ${header.type}, received UNKNOWN`,
			};
		}
		top = `[${kind}]`;
	} else if (header !== undefined) {
		const values = valuesFor(translation.headerText ?? '', parametersOf('header'));
		if (isRefusal(values)) return values;
		top = fillPlaceholders(translation.headerText ?? '', values);
	}
	for (const [index, { type, url = '' }] of buttons.entries()) {
		const refusal = buttonRefusal(type, url, parametersOf('button', index));
		if (refusal !== undefined) return refusal;
	}
	return {
		kind: 'template',
		header: top,
		body: fillPlaceholders(translation.body, body),
		footer: translation.footer,
		buttons: buttons.map(({ text }) => text),
		replies: quickReplyButtons(buttons, (index) => parametersOf('button', index)[0]?.['payload']),
		template: { name: seed.name, language: found.language },
	};
}

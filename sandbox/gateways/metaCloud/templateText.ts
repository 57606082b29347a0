import { fillPlaceholders, placeholdersIn } from '../../gatewayKit/placeholders';
import { invalid, type Fields, type Refusal } from './refusal';

/** Meta's refusal of a missing part. */
export function missing(details: string): Refusal {
	return { code: 131008, text: 'Required parameter is missing', details };
}

/** Meta's refusal of a part of another form than the template's. */
export function mismatch(details: string): Refusal {
	return {
		code: 132012,
		text: 'Parameter format does not match format in the created template',
		details,
	};
}

/** Meta's refusal of a value that has the right form and cannot be. */
export function notValid(details: string): Refusal {
	return { code: 131009, text: 'Parameter value is not valid', details };
}

/** Meta's refusal of a number of values. */
export function wrongCount(where: string, given: number, expected: number): Refusal {
	return {
		code: 132000,
		text: 'Number of parameters does not match the expected number of params',
		details: `${where}number of localizable_params (${given}) does not match the expected number of params (${expected})`,
	};
}

const textRefusals: ReadonlyArray<readonly [RegExp, Refusal]> = [
	[/^\s*$/, missing('Parameter of type text is missing text value')],
	[
		/[\r\n\t]| {5,}/,
		{
			code: 132018,
			text: "There's an issue with the parameters in your template",
			details: 'Param text cannot have new-line/tab characters or more than 4 consecutive spaces',
		},
	],
];

/** A text with its values, or why they do not fit it. */
export function filledText(
	text: string,
	parameters: readonly Fields[],
	{ where = '', longest = 1024 }: { where?: string; longest?: number } = {},
): string | Refusal {
	const names = placeholdersIn(text);
	if (names.length !== parameters.length) {
		return wrongCount(where, parameters.length, names.length);
	}
	const positional = names.every((name) => /^\d+$/.test(name));
	const values: Record<string, string> = {};
	for (const [index, parameter] of parameters.entries()) {
		if (parameter['type'] !== 'text') {
			return mismatch(`${where}Format mismatch, expected TEXT, received ${typeOf(parameter)}`);
		}
		const name = positional ? names[index] : parameter['parameter_name'];
		if (typeof name !== 'string' || !names.includes(name)) {
			return invalid('Parameter name is missing or empty');
		}
		const value = String(parameter['text'] ?? '');
		const refusal = textRefusals.find(([pattern]) => pattern.test(value))?.[1];
		if (refusal !== undefined) return refusal;
		values[name] = value;
	}
	const filled = fillPlaceholders(text, values);
	if ([...filled].length <= longest) return filled;
	return { code: 132005, text: 'Translated text too long', details: `${where}text is too long` };
}

/** The type of a parameter as Meta names it in a refusal. */
export function typeOf(parameter: Fields | undefined): string {
	const type = parameter?.['type'];
	return typeof type === 'string' ? type.toUpperCase() : 'UNKNOWN';
}

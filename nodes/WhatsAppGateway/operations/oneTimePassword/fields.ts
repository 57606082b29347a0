import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import { givenList } from '../../core/givenJson';
import { gateways } from '../../gateways';
import { readNumber } from '../../n8n/readOption';
import { fieldText } from '../fields/readText';
import { template as anyTemplate } from '../fields/template';
import type { Item } from '../operation';

/** The gateways that keep the codes themselves, as words of a sentence. */
const keepers = gateways
	.filter(({ oneTimePassword }) => oneTimePassword !== undefined)
	.map(({ name }) => name)
	.join(' or ');

/** A template for one-time passwords. */
export const template: INodeProperties = {
	...anyTemplate,
	description:
		'The authentication template. The code fills its text and its button; a second placeholder gets the minutes.',
	modes: (anyTemplate.modes ?? []).map((mode) =>
		mode.name === 'list'
			? {
					...mode,
					typeOptions: { searchListMethod: 'searchAuthenticationTemplates', searchable: true },
				}
			: { ...mode, placeholder: 'e.g. login_code' },
	),
};

/** How long a code is accepted. */
export const expiryMinutes: INodeProperties = {
	displayName: 'Expires After (Minutes)',
	name: 'expiryMinutes',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 60 },
	default: 10,
	description:
		'How many minutes the code is accepted for, from when the node reads the item. Use the number that the template names, if it names one.',
};

/** How long a code is, in digits. */
export const codeLength: INodeProperties = {
	displayName: 'Code Length',
	name: 'codeLength',
	type: 'number',
	typeOptions: { minValue: 4, maxValue: 8 },
	default: 6,
	description: `How many digits the code has. ${keepers} makes the codes of Resend itself, with 6 digits.`,
};

/** What else a template says. */
export const furtherValues: INodeProperties = {
	displayName: 'Further Values',
	name: 'furtherValues',
	type: 'string',
	default: '',
	placeholder: 'e.g. My Shop, Anna',
	description:
		'Values for the placeholders of the text after the code and the minutes, separated by commas',
};

/** What a code is for. */
export const purpose: INodeProperties = {
	displayName: 'Purpose',
	name: 'purpose',
	type: 'string',
	default: 'authentication',
	placeholder: 'e.g. login',
	description:
		'What the code is for, the same in Send and in Verify: a code for one purpose is not accepted for another. At most 50 characters.',
};

/** Whose code is verified. */
export const phone: INodeProperties = {
	displayName: 'Phone Number',
	name: 'phone',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +49 171 1234567',
	description: 'The phone number that the code was sent to, in any common notation',
};

/** What a person has entered. */
export const enteredCode: INodeProperties = {
	displayName: 'Code',
	name: 'code',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.body.code }}',
	description: 'What the person has entered; spaces and dashes do not matter',
};

/** What proves the code that was sent. */
export const verification: INodeProperties = {
	displayName: 'Verification',
	name: 'verification',
	type: 'string',
	default: '={{ $json.verification }}',
	description: `The verification that Send or Resend has output: keep it with the person, for example in a data table, and only the newest one. Nobody can read the code in it. Not needed with ${keepers}, where the code is kept.`,
};

/** How many wrong codes are taken. */
export const maxAttempts: INodeProperties = {
	displayName: 'Max Attempts',
	name: 'maxAttempts',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10 },
	default: 5,
	description: `How many wrong codes are taken until none is accepted any more. They are counted for each code, by this node and in n8n’s database: another Verify node counts anew, and so does each code, so limit how often a person can ask for one. ${keepers} counts by itself, whatever is set here.`,
};

const maxPurpose = 50;

/** Reads what a code is for. Throws `invalidRequest` for more than 50 characters. */
export function readPurpose({ options }: Item): string {
	const text = fieldText(options['purpose'], purpose.displayName) || String(purpose.default);
	if ([...text].length <= maxPurpose) return text;
	throw new GatewayError('invalidRequest', `The Purpose has more than ${maxPurpose} characters.`, {
		hint: 'Use a short word such as login.',
	});
}

/** Reads a whole number of a field or option. Throws `invalidRequest`. */
export function readWhole(value: unknown, field: INodeProperties): number {
	return Math.floor(readNumber(value, field));
}

/** Reads the values after the code and the minutes, from a list or from text with commas. */
export function readFurtherValues({ options }: Item): string[] {
	const given = options['furtherValues'];
	const list = givenList(given);
	if (list !== null) return list.map((value) => fieldText(value, furtherValues.displayName));
	const text = fieldText(given, furtherValues.displayName);
	return text === '' ? [] : text.split(',').map((value) => value.trim());
}

import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import { asText } from '../core/narrow';

/** A field of the form: what its value may be is read from its definition. */
type Field = Pick<
	INodeProperties,
	'displayName' | 'name' | 'default' | 'options' | 'typeOptions' | 'type'
>;

/** The parameters or options of one item, expressions resolved. */
type Values = Readonly<Record<string, unknown>>;

/** Characters of a wrong value that are quoted. */
const maxQuoted = 60;

/** An empty cell of a sheet, or a field that the item does not have: the default applies. */
function isBlank(value: unknown): boolean {
	return (value ?? '') === '' || (typeof value === 'string' && value.trim() === '');
}

function refusal({ displayName }: Field, value: unknown, expected: string): GatewayError {
	const given = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return new GatewayError(
		'invalidRequest',
		`${displayName} must be ${expected}, but it is “${given.slice(0, maxQuoted)}”.`,
		{ hint: 'Correct the field; if it holds an expression, look at what it gives for this item.' },
	);
}

function describeRange({ minValue, maxValue }: NonNullable<Field['typeOptions']>): string {
	if (maxValue === undefined) return minValue === undefined ? 'a number' : `${minValue} or more`;
	return `a number from ${minValue ?? 0} to ${maxValue}`;
}

/**
 * A number within the bounds of its field; its default where it is blank.
 *
 * @throws GatewayError `invalidRequest` for anything else: `30/min`, `-3`
 */
export function readNumber(value: unknown, field: Field): number {
	if (isBlank(value)) return Number(field.default);
	const { minValue = -Infinity, maxValue = Infinity } = field.typeOptions ?? {};
	const number = Number(asText(value) ?? NaN);
	if (number >= minValue && number <= maxValue) return number;
	throw refusal(field, value, describeRange(field.typeOptions ?? {}));
}

const yes = /^(?:true|1|yes|on)$/i;
const no = /^(?:false|0|no|off)$/i;

/**
 * A switch, which an expression may give as a word, for example from a sheet; its default where it is
 * blank.
 *
 * @throws GatewayError `invalidRequest` for any other word
 */
export function readSwitch(value: unknown, field: Field): boolean {
	if (isBlank(value)) return field.default === true;
	const word = String(value).trim();
	if (yes.test(word)) return true;
	if (no.test(word)) return false;
	throw refusal(field, value, 'true or false');
}

/**
 * One of a field's choices; its default where it is blank.
 *
 * @throws GatewayError `invalidRequest` for any other word
 */
export function readChoice(value: unknown, field: Field): string {
	if (isBlank(value)) return String(field.default);
	const choices = (field.options ?? []).flatMap((option) =>
		'value' in option ? [String(option.value)] : [],
	);
	const choice = choices.find((candidate) => candidate === value);
	if (choice !== undefined) return choice;
	throw refusal(field, value, `one of ${choices.join(', ')}`);
}

/** Checks every number, switch and choice of a collection. Throws `invalidRequest` for a wrong one. */
export function checkOptions(values: Values, fields: readonly Field[]): void {
	const readers: Partial<Record<string, (value: unknown, field: Field) => unknown>> = {
		number: readNumber,
		boolean: readSwitch,
		options: readChoice,
	};
	for (const field of fields) readers[field.type]?.(values[field.name], field);
}

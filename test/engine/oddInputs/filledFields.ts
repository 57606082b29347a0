import type { INodeParameters, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { asObject } from '../../../nodes/WhatsAppGateway/core/narrow';

type Path = ReadonlyArray<string | number>;

/** A field that can hold an expression, and the run's parameters with one in it. */
export interface OddField {
	readonly path: string;
	/** Of the form. */
	readonly label: string;
	readonly isRequired: boolean;
	/** Its place in the form, which several operations may share. */
	readonly definition: INodeProperties | undefined;
	/** What usually stands there; `undefined` where it is left alone. */
	readonly usual: unknown;
	/** The node's parameters, in which the field reads `$json.odd`. */
	readonly parameters: INodeParameters;
	/** What the item has to hold, for a value of the field. */
	toOdd(value: unknown): unknown;
}

/** A field of the item, where the odd value stands. */
const expression = '={{ $json.odd }}';

/** A value with another one at a place in it. */
function replaceAt(whole: unknown, [step, ...rest]: Path, value: unknown): unknown {
	if (step === undefined) return value;
	const inner = asObject(Array.isArray(whole) ? { ...whole } : whole)[step];
	const replaced = replaceAt(inner, rest, value);
	if (!Array.isArray(whole)) return { ...asObject(whole), [step]: replaced };
	return whole.map((entry: unknown, index) => (index === step ? replaced : entry));
}

/** The places of all values in a value that are no objects or lists. */
function* leavesOf(value: unknown, path: Path = []): Iterable<readonly [Path, unknown]> {
	if (typeof value !== 'object' || value === null) {
		yield [path, value];
	} else if (Array.isArray(value)) {
		for (const [index, entry] of value.entries()) yield* leavesOf(entry, [...path, index]);
	} else if ('__rl' in value) {
		yield [[...path, 'value'], asObject(value)['value']];
	} else {
		for (const [name, entry] of Object.entries(value)) yield* leavesOf(entry, [...path, name]);
	}
}

const isRow = (option: object): option is INodePropertyCollection => 'values' in option;

/** The definitions of the fields with such names, one within the other. */
function definitionOf(fields: readonly INodeProperties[], path: Path): INodeProperties | undefined {
	const [name, ...rest] = path.filter((step) => typeof step === 'string' && step !== 'value');
	const named = fields.filter((field) => field.name === name);
	const found = named.find(({ required }) => required === true) ?? named[0];
	if (rest.length === 0 || found === undefined) return found;
	const options = found.options ?? [];
	const rows = options.filter(isRow).find((row) => row.name === rest[0]);
	if (rows !== undefined) return definitionOf(rows.values, rest.slice(1)) ?? found;
	return definitionOf(options as INodeProperties[], rest) ?? found;
}

function jsonOf(text: unknown): unknown {
	if (typeof text !== 'string' || !/^\s*[[{]/.test(text)) return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** The places of collections whose fields are left alone, and of fields that no collection has. */
function* unfilled(
	fields: readonly INodeProperties[],
	parameters: INodeParameters,
): Iterable<Path> {
	for (const { name, type, options = [], displayOptions, noDataExpression } of fields) {
		if (type === 'collection') {
			const filled = asObject(parameters[name]);
			for (const option of options) {
				if (!isRow(option) && !(option.name in filled)) yield [name, option.name];
			}
		} else if (!(name in parameters) && noDataExpression !== true && type !== 'notice') {
			const shown = Object.entries(displayOptions?.show ?? {});
			const isShown = shown.every(
				([other, values]) => values?.includes(parameters[other] as never) === true,
			);
			if (isShown) yield [name];
		}
	}
}

/** What takes none is as it stands there, whatever it is. */
const takesExpression = (fields: readonly INodeProperties[], path: Path) =>
	definitionOf(fields, path)?.noDataExpression !== true;

const fixed = new Set(['resource', 'operation']);

/** Every field of a run that can hold an expression: those that it fills, also within JSON, and those beside them. */
export function* fieldsOf(
	fields: readonly INodeProperties[],
	parameters: INodeParameters,
): Iterable<OddField> {
	const fieldAt = (path: Path, usual: unknown): OddField => {
		const definition = definitionOf(fields, path);
		return {
			...{ path: path.join('.'), label: definition?.displayName ?? path.join('.'), usual },
			...{ definition, isRequired: definition?.required === true },
			parameters: replaceAt(parameters, path, expression) as INodeParameters,
			toOdd: (value) => value,
		};
	};
	for (const [path, usual] of leavesOf(parameters)) {
		if (fixed.has(String(path[0])) || !takesExpression(fields, path)) continue;
		yield fieldAt(path, usual);
		const json = jsonOf(usual);
		if (json === undefined) continue;
		for (const [within, inner] of leavesOf(json)) {
			yield {
				...fieldAt(path, inner),
				...{ path: [...path, 'JSON', ...within].join('.'), isRequired: false },
				toOdd: (value) => replaceAt(json, within, value),
			};
		}
	}
	for (const path of unfilled(fields, parameters)) yield fieldAt(path, undefined);
}

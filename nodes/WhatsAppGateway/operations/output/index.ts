import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import { readChoice } from '../../n8n/readOption';
import type { Item, Operation } from '../operation';
import { type OutputShape, outputShapes } from './shapes';

const output: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Raw', value: 'raw', description: 'Every field, with the gateway’s own answer' },
		{
			name: 'Selected Fields',
			value: 'selected',
			description: 'The fields that you select',
		},
		{
			name: 'Simplified',
			value: 'simplified',
			description: 'The most important fields, at most ten, without the gateway’s own answer',
		},
	],
	default: 'raw',
};

/** What an agent gets is read by a model, which pays for each word and takes the important for the rest. */
const outputOfTool: INodeProperties = { ...output, default: 'simplified' };

const selectedFields: INodeProperties = {
	displayName: 'Fields',
	name: 'outputFields',
	type: 'multiOptions',
	default: [],
	displayOptions: { show: { output: ['selected'] } },
	description: 'The fields to output',
};

type Name = Pick<Operation, 'resource' | 'value'>;

function shapeOf({ resource, value }: Name): OutputShape | undefined {
	return outputShapes[`${resource}:${value}`];
}

/** The choice of what an operation puts out: for the node as it was, for an agent's tool the important. */
export function outputFieldsOf(operation: Name): INodeProperties[] {
	const shape = shapeOf(operation);
	if (shape === undefined) return [];
	return [
		{ ...output, displayOptions: { show: { '@tool': [false] } } },
		{ ...outputOfTool, displayOptions: { show: { '@tool': [true] } } },
		{
			...selectedFields,
			options: shape.fields.map((name) => ({ name, value: name })),
			default: [...shape.simplified],
		},
	];
}

/** A value without the gateway's own answers in it. */
function withoutRaw(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutRaw);
	if (typeof value !== 'object' || value === null) return value;
	const fields = Object.entries(value).filter(([name]) => name !== 'raw');
	return Object.fromEntries(fields.map(([name, field]) => [name, withoutRaw(field)]));
}

/** Shapes what an item gave; fields that a shape does not know stay. */
export type ShapeOutput = (json: IDataObject) => IDataObject;

function keepOf({ fields }: OutputShape, kept: readonly string[]): ShapeOutput {
	const dropped = new Set(fields.filter((name) => !kept.includes(name)));
	// A preview is no receipt: all of it is what was asked for.
	return (json) =>
		json['preview'] === true
			? json
			: (Object.fromEntries(
					Object.entries(json).filter(([name]) => !dropped.has(name)),
				) as IDataObject);
}

function readNames(value: unknown): string[] {
	const names = Array.isArray(value) ? value : String(value ?? '').split(',');
	return names.map((name) => String(name).trim()).filter((name) => name !== '');
}

/**
 * Reads what one item puts out.
 *
 * @throws GatewayError `invalidRequest` for fields that the operation does not have
 */
export function readOutput(
	operation: Operation,
	{ parameter, isAgentTool }: Pick<Item, 'parameter' | 'isAgentTool'>,
): ShapeOutput {
	const shape = shapeOf(operation);
	if (shape === undefined) return (json) => json;
	const field = isAgentTool ? outputOfTool : output;
	const choice = readChoice(parameter(output.name, field.default), field);
	if (choice === 'raw') return (json) => json;
	const simplified = keepOf(shape, shape.simplified);
	const { shorten = (json) => json } = shape;
	if (choice === 'simplified') {
		return (json) => withoutRaw(simplified(shorten(json))) as IDataObject;
	}
	const names = readNames(parameter(selectedFields.name, [...shape.simplified]));
	const unknown = names.filter((name) => !shape.fields.includes(name));
	if (names.length > 0 && unknown.length === 0) return keepOf(shape, names);
	throw new GatewayError(
		'invalidRequest',
		names.length === 0
			? 'No field is selected in Fields.'
			: `The output has no field ${unknown.join(', ')}.`,
		{ hint: `Select some of: ${shape.fields.join(', ')}.` },
	);
}

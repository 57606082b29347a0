import { z } from 'zod/v4';

type JsonSchema = z.core.JSONSchema.BaseSchema;

const isSchema = (value: unknown): value is JsonSchema =>
	typeof value === 'object' && value !== null;

function describeValue(schema: JsonSchema): string {
	const { type, enum: values, anyOf, minimum, maximum, description } = schema;
	if (schema.properties !== undefined) return describeFields(schema);
	if (values !== undefined) return values.map(String).join('|');
	if (anyOf !== undefined) return anyOf.map(describeValue).filter(Boolean).join('|');
	if (type === 'boolean') return 'true|false';
	if (type === 'null') return 'null';
	const range = minimum === undefined || maximum === undefined ? '' : `${minimum}…${maximum}`;
	return [range, description].filter(Boolean).join(' ') || String(type ?? 'any');
}

function describeFields({ properties = {}, required = [] }: JsonSchema): string {
	const all = Object.entries(properties).map(([name, value]) => {
		const mark = required.includes(name) ? '' : '?';
		return `${name}${mark}: ${isSchema(value) ? describeValue(value) : 'any'}`;
	});
	return `{${all.join(', ')}}`;
}

/** What a schema accepts, in one line such as `{phone: string, times?: 1…10}`. */
export function describeSchema(schema: z.ZodType): string {
	return describeValue(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
}

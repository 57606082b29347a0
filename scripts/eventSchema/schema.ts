import path from 'node:path';

import ts from 'typescript';

/** The part of JSON Schema that n8n's editor shows. */
export interface Schema {
	readonly type: string | readonly string[];
	readonly description?: string;
	/** Whether `null` stands for it as well: the editor shows fields only of what is an object alone. */
	readonly nullable?: true;
	readonly enum?: readonly string[];
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly required?: readonly string[];
	readonly additionalProperties?: boolean;
	readonly items?: Schema;
}

const root = path.resolve(__dirname, '../..');
const source = path.join(root, 'nodes/WhatsAppGateway/core/event.ts');
const typeName = 'TriggerItem';

const anything = ['object', 'array', 'string', 'number', 'boolean', 'null'] as const;

/** Reads a type with the sentences of its fields. */
class SchemaReader {
	constructor(private readonly checker: ts.TypeChecker) {}

	read(type: ts.Type): Schema {
		if (type.flags & ts.TypeFlags.Unknown) return { type: anything };
		const parts = (type.isUnion() ? type.types : [type]).filter(
			({ flags }) => (flags & ts.TypeFlags.Undefined) === 0,
		);
		const some = parts.filter(({ flags }) => (flags & ts.TypeFlags.Null) === 0);
		const schema = this.readSome(some);
		if (some.length === parts.length) return schema;
		if (schema.type === 'object' || schema.type === 'array') return { ...schema, nullable: true };
		return { ...schema, type: [...[schema.type].flat(), 'null'] };
	}

	private readSome(parts: readonly ts.Type[]): Schema {
		const [first] = parts;
		if (first === undefined) throw new Error('A field without a type.');
		if (parts.every((part) => part.isStringLiteral())) {
			return {
				type: 'string',
				enum: parts.flatMap((part) => ('value' in part ? [String(part.value)] : [])),
			};
		}
		if (first.flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
		if (first.flags & ts.TypeFlags.NumberLike) return { type: 'number' };
		if (first.flags & ts.TypeFlags.StringLike) return { type: 'string' };
		const [item] = this.checker.isArrayType(first)
			? this.checker.getTypeArguments(first as ts.TypeReference)
			: [];
		if (item !== undefined) return { type: 'array', items: this.read(item) };
		return this.readObject(first);
	}

	private readObject(type: ts.Type): Schema {
		// An object of any fields, such as the values of a form.
		if (type.getStringIndexType() !== undefined) return { type: 'object' };
		const fields = this.checker.getPropertiesOfType(type);
		return {
			type: 'object',
			properties: Object.fromEntries(fields.map((field) => [field.name, this.readField(field)])),
			required: fields
				.filter(({ flags }) => (flags & ts.SymbolFlags.Optional) === 0)
				.map(({ name }) => name),
			additionalProperties: false,
		};
	}

	private readField(field: ts.Symbol): Schema {
		const description = ts.displayPartsToString(field.getDocumentationComment(this.checker));
		if (description === '') throw new Error(`The field ${field.name} has no sentence.`);
		const { type, ...more } = this.read(this.checker.getTypeOfSymbol(field));
		return { type, description: description.replace(/\s+/g, ' '), ...more };
	}
}

/** The schema of a trigger's item, from its TypeScript type. Throws if a field lacks its sentence. */
export function eventSchema(): Schema {
	const program = ts.createProgram([source], { strict: true, skipLibCheck: true, noEmit: true });
	const checker = program.getTypeChecker();
	const file = program.getSourceFile(source);
	const declaration = file?.statements.find(
		(statement): statement is ts.InterfaceDeclaration =>
			ts.isInterfaceDeclaration(statement) && statement.name.text === typeName,
	);
	if (declaration === undefined) throw new Error(`${source} has no interface ${typeName}.`);
	return new SchemaReader(checker).read(checker.getTypeAtLocation(declaration));
}

/** Where n8n looks for the schema of what the triggers put out. */
export const schemaFile = path.join(root, 'nodes/WhatsAppGateway/__schema__/v1.0.0.json');

/** The file's text: in one line, because it ships. */
export function schemaText(schema: Schema): string {
	return `${JSON.stringify({ ...schema, version: 1 })}\n`;
}

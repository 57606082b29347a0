import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import { locatorValue } from '../../core/locator';
import { asObject } from '../../core/narrow';
import { isAgentTool } from '../../n8n/agentTool';
import type { Item, ItemFile } from '../operation';

/** What is stored in a field of the node. */
function storedIn(parameters: unknown, name: string): unknown {
	return name.split('.').reduce((value, step) => asObject(value)[step], parameters);
}

/** Whether a stored value, or one within it, is an expression, as n8n marks them. */
function hasExpression(stored: unknown): boolean {
	if (typeof stored === 'string') return stored.startsWith('=');
	if (typeof stored !== 'object' || stored === null) return false;
	return Object.values(stored).some(hasExpression);
}

/**
 * Reads the fields of the items. n8n takes long to evaluate a field, so each is evaluated once for an item,
 * and once for all of them where it is no expression.
 */
export function parameterReaders(context: IExecuteFunctions): (index: number) => Item['parameter'] {
	const { parameters } = context.getNode();
	const stored = new Map<string, { readonly value: unknown; readonly isFixed: boolean }>();
	const fixed = new Map<string, unknown>();

	const look = (name: string) => {
		const known = stored.get(name);
		if (known !== undefined) return known;
		const value = storedIn(parameters, name);
		const found = { value, isFixed: !hasExpression(value) };
		stored.set(name, found);
		return found;
	};

	return (index) => {
		const own = new Map<string, unknown>();
		return (name, fallback) => {
			const { value, isFixed } = look(name);
			if (value === undefined && fallback !== undefined) return locatorValue(fallback);
			const read = isFixed ? fixed : own;
			if (!read.has(name)) {
				// n8n's own `extractValue` throws for hidden fields.
				const given = context.getNodeParameter(name, index, fallback as IDataObject);
				read.set(name, locatorValue(given));
			}
			return read.get(name);
		};
	};
}

/** Reads the fields of the node as they are stored, with their expressions. */
export function expressionReader(context: IExecuteFunctions): Item['expression'] {
	const { parameters } = context.getNode();
	return (name) => {
		const stored = storedIn(parameters, name);
		return typeof stored === 'string' ? stored : '';
	};
}

/** The names of one item's files. */
export function fileNamesReader(context: IExecuteFunctions, index: number): Item['fileNames'] {
	return () => Object.keys(context.getInputData()[index]?.binary ?? {});
}

/** Reads the files of one item. */
export function fileReader(context: IExecuteFunctions, index: number): Item['file'] {
	return async (property): Promise<ItemFile> => {
		const binary = context.getInputData()[index]?.binary ?? {};
		const file = Object.hasOwn(binary, property) ? binary[property] : undefined;
		if (file === undefined && isAgentTool(context)) {
			throw new GatewayError(
				'mediaRejected',
				`An agent’s tool has no files, so there is none called “${property}”.`,
				{
					hint: 'Do not try again. Say that the owner of this workflow must let the tool take files by their URL.',
				},
			);
		}
		if (file === undefined) {
			const names = Object.keys(binary);
			throw new GatewayError('mediaRejected', `The item has no file called “${property}”.`, {
				hint:
					names.length > 0
						? `It has: ${names.join(', ')}. Write one of these into Input Binary Field.`
						: 'Put a node before this one that reads or downloads the file, or send it from a URL.',
			});
		}
		return {
			data: await context.helpers.getBinaryDataBuffer(index, property),
			mimeType: file.mimeType,
			name: file.fileName ?? (file.fileExtension ? `file.${file.fileExtension}` : 'file'),
		};
	};
}

/** Stores files where n8n keeps those of items. */
export function fileStore({ helpers }: IExecuteFunctions): Item['storeFile'] {
	return async ({ data, name, mimeType }) => await helpers.prepareBinaryData(data, name, mimeType);
}

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import { asObject } from '../../core/narrow';
import type { Item, ItemFile } from '../operation';

/** The value of a resource locator. n8n's own `extractValue` throws for hidden fields. */
function resolveLocator(value: unknown): unknown {
	const locator = asObject(value);
	return locator['__rl'] === true ? locator['value'] : value;
}

/** Reads the fields of one item. */
export function parameterReader(context: IExecuteFunctions, index: number): Item['parameter'] {
	return (name, fallback) =>
		resolveLocator(context.getNodeParameter(name, index, fallback as IDataObject));
}

/** Reads the fields of the node as they are stored, with their expressions. */
export function expressionReader(context: IExecuteFunctions): Item['expression'] {
	const { parameters } = context.getNode();
	return (name) => {
		const stored = name
			.split('.')
			.reduce((value: unknown, step) => asObject(value)[step], parameters);
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

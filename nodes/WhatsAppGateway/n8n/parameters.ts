import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import { asObject } from '../core/narrow';
import type { Item, ItemFile } from '../operations/operation';

/** What a resource locator points to. n8n's own way to ask for it fails for fields that are hidden. */
function resolveLocator(value: unknown): unknown {
	const locator = asObject(value);
	return locator['__rl'] === true ? locator['value'] : value;
}

/** A reader of one item's fields, in n8n's execution. */
export function parameterReader(context: IExecuteFunctions, index: number): Item['parameter'] {
	return (name, fallback) =>
		resolveLocator(context.getNodeParameter(name, index, fallback as IDataObject));
}

/** A reader of one item's files. */
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

/**
 * Whether several messages may come from one place: an AI agent calls its tool again and again in one
 * run, and a run that n8n does not number is like any other.
 */
export function mayRepeatItem(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool') || !context.getExecutionId();
}

/** The node, in words that are the same in every run of the workflow. */
export function nodeKey(context: IExecuteFunctions): string {
	return JSON.stringify([context.getWorkflow().id, context.getNode().id]);
}

/** The run of the node: the same when n8n tries it again, another one in every other run. */
export function runKey(context: IExecuteFunctions): string {
	const index: unknown = context.evaluateExpression('{{ $runIndex }}', 0);
	return JSON.stringify([nodeKey(context), context.getExecutionId(), index]);
}

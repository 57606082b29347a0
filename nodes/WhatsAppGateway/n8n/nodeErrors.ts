import {
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type JsonObject,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { GatewayError } from '../core/faults';

/** A fault as data, for the error output and n8n's error details. */
function faultData(error: GatewayError, to: string | null): IDataObject {
	const { metaCode, gatewayCode, retryAfter, fields, expected, missing, extra, raw } =
		error.details;
	const { correlationId, availableLanguages } = error.details;
	return {
		fault: error.fault,
		message: error.message,
		hint: error.hint,
		metaCode: metaCode ?? null,
		gatewayCode: gatewayCode ?? null,
		retryable: error.retryable,
		sent: error.sent,
		to,
		correlationId: correlationId ?? null,
		...(typeof retryAfter === 'number' && { retryAfter }),
		...(fields && { fields }),
		...(expected && { expected }),
		...(missing && { missing }),
		...(extra && { extra }),
		...(availableLanguages && { availableLanguages }),
		raw: raw ?? null,
	} as IDataObject;
}

/**
 * A fault as an error of n8n: what happened, then what to do.
 *
 * @param more sentences to add after the hint
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex: number,
	more = '',
): NodeApiError | NodeOperationError {
	if (!(error instanceof GatewayError)) {
		return new NodeOperationError(node, error as Error, { itemIndex });
	}
	const description = `${error.hint}${more}`;
	const { httpStatus } = error.details;
	if (httpStatus === undefined || httpStatus === null) {
		return new NodeOperationError(node, error.message, { description, itemIndex });
	}
	// Without its message, which NodeApiError would show a second time below itself.
	const data = { ...faultData(error, null), message: undefined };
	return new NodeApiError(node, data as unknown as JsonObject, {
		message: error.message,
		description,
		httpCode: String(httpStatus),
		itemIndex,
	});
}

/** An exception of n8n while it reads an item's fields, usually of an expression. */
function toExpressionFault({ message }: Error): GatewayError {
	return new GatewayError('invalidRequest', message, {
		hint: 'Open the node with this item and look at the expressions in its fields.',
	});
}

/**
 * A fault as an item of the error output; n8n adds the fields of the input item.
 *
 * n8n sends an item with an `error` to the error output, but then replaces its data by the bare
 * message if the copy of the item still has that property. A property that is not enumerable is seen
 * and not copied. It must not be in `json`: with Retry On Fail, n8n would take an `error` in the first
 * item for the node's and repeat all items, those that were sent as well.
 */
export function toFaultItem(
	node: INode,
	error: unknown,
	itemIndex: number,
	to: string | null,
): INodeExecutionData {
	const fault = error instanceof GatewayError ? error : toExpressionFault(error as Error);
	const item: INodeExecutionData = { json: faultData(fault, to), pairedItem: { item: itemIndex } };
	if (node.onError !== 'continueErrorOutput') return item;
	return Object.defineProperty(item, 'error', { value: toNodeError(node, error, itemIndex) });
}

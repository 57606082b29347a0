import {
	type IDataObject,
	type INode,
	type JsonObject,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { GatewayError } from '../core/faults';

/** A fault as data, for the error output and n8n's error details. */
export function faultData(error: GatewayError, to: string | null): IDataObject {
	const { metaCode, gatewayCode, retryAfter, fields, expected, missing, extra, raw } =
		error.details;
	const { correlationId, availableLanguages, parts } = error.details;
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
		...(parts && { parts }),
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

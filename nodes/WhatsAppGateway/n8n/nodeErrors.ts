import {
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type JsonObject,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import type { ItemTask } from '../operations/operation';
import type { PreparedItem } from '../operations/read';
import type { Outcome } from '../sending/dispatch';

/** A fault as data, for the error output and the details pane. */
function faultData(error: GatewayError, to: string | null): IDataObject {
	const { metaCode, gatewayCode, retryAfter, fields, expected, missing, extra, raw } =
		error.details;
	return {
		fault: error.fault,
		message: error.message,
		hint: error.hint,
		metaCode: metaCode ?? null,
		gatewayCode: gatewayCode ?? null,
		retryable: error.retryable,
		sent: error.sent,
		to,
		...(typeof retryAfter === 'number' && { retryAfter }),
		...(fields && { fields }),
		...(expected && { expected }),
		...(missing && { missing }),
		...(extra && { extra }),
		raw: raw ?? null,
	} as IDataObject;
}

/** What n8n shows for a fault: what happened, then what to do. */
function toNodeError(
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

/** What n8n throws while it reads the item's fields: an expression that fails, as a rule. */
function toExpressionFault({ message }: Error): GatewayError {
	return new GatewayError('invalidRequest', message, {
		hint: 'Open the node with this item and look at the expressions in its fields.',
	});
}

/**
 * A fault as an item. On the error output n8n puts the input's own fields beside the fault's.
 *
 * n8n sorts an item there by its `error`, and replaces the data of an item that still has one by
 * the bare message. Copying drops a property that is not enumerable, so this one does the first and
 * not the second. It never stands in `json`: with Retry On Fail, n8n would take an `error` in the
 * first item for the node's and repeat every item, those that were sent as well.
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

/** Why the run stops before anything is sent: an item that cannot be sent. */
export function prepareError(
	node: INode,
	readings: readonly PreparedItem[],
	index: number,
	wasTried: boolean,
) {
	const reading = readings[index];
	const error = reading && 'error' in reading ? reading.error : undefined;
	const others = readings.length > 1 ? ' None of the items was sent.' : '';
	const earlier = ' An earlier try of this run sent some of the items already, or may have.';
	return toNodeError(node, error, index, wasTried ? earlier : others);
}

/** Whether something was sent, or may have been, by tasks that send. */
export function hasSent(
	tasks: readonly ItemTask[],
	outcomes: ReadonlyArray<Outcome<unknown>>,
): boolean {
	return outcomes.some((outcome, index) => {
		if (tasks[index]?.forgetOutcome === undefined || outcome.state === 'skipped') return false;
		const { error } = { error: undefined, ...outcome };
		return !(error instanceof GatewayError && error.sent === 'no');
	});
}

/** Why the run stops in the middle, and how far it came. */
export function sendError(node: INode, outcomes: ReadonlyArray<Outcome<unknown>>, index: number) {
	const outcome = outcomes[index];
	const error = outcome?.state === 'failed' ? outcome.error : undefined;
	const count = (state: Outcome<unknown>['state']) =>
		outcomes.filter((one) => one.state === state).length;
	const progress =
		outcomes.length > 1
			? ` Of ${outcomes.length} items, gone through: ${count('done')}, not tried: ${count('skipped')}. To go on with the others, set On Error to “Continue (using error output)” in the node’s settings.`
			: '';
	return toNodeError(node, error, index, progress);
}

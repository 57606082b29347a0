import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import type { Receipt } from '../core/message';
import { toRecipientFields } from '../core/recipient';
import { faultData, toNodeError } from './nodeErrors';

/** The fields of a receipt. */
const receiptFields = {
	gateway: true,
	messageId: true,
	whatsappMessageId: true,
	contactId: true,
	to: true,
	userId: true,
	sentText: true,
	contactCreated: true,
	kind: true,
	sentAs: true,
	status: true,
	attempts: true,
	idempotencyKey: true,
	messageKey: true,
	replayed: true,
	correlationId: true,
	sentAt: true,
	raw: true,
	parts: true,
	verification: true,
	expiresAt: true,
	purpose: true,
} as const satisfies Record<keyof Receipt, true>;

/** An exception of n8n while it reads an item's fields, usually of an expression. */
function toExpressionFault({ message }: Error): GatewayError {
	return new GatewayError('invalidRequest', message, {
		hint: 'Open the node with this item and look at the expressions in its fields.',
	});
}

/** What became of an item, as a fault: one of n8n's own exceptions is about the item's fields. */
export function toFault(error: unknown): GatewayError {
	return error instanceof GatewayError ? error : toExpressionFault(error as Error);
}

/** Where the fields of the input item stand that those of a fault have replaced. */
const replacedName = 'replacedInput';

/** Whether an item holds the receipt or the status of a message, by the names that only we use. */
function isOfMessage(item: IDataObject): boolean {
	return 'sentAs' in item || 'whatsappMessageId' in item;
}

/** `null` for each field of an earlier receipt, which would look as if it were that of this message. */
function withoutReceipt(input: IDataObject): IDataObject {
	if (!isOfMessage(input)) return {};
	const names = Object.keys(input).filter((name) => Object.hasOwn(receiptFields, name));
	return Object.fromEntries(names.map((name) => [name, null]));
}

/** The fields of the input item that are replaced; of an item that failed before, those from before. */
function replacedFields(input: IDataObject, own: IDataObject): IDataObject {
	if (replacedName in input) return { [replacedName]: input[replacedName] };
	const replaced = Object.entries(input).filter(([name]) => name in own || name === 'error');
	return { [replacedName]: replaced.length > 0 ? Object.fromEntries(replaced) : null };
}

/** The input item without a field from which n8n would take the whole node for failed. */
function withoutError(input: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(input).filter(([name]) => name !== 'error'));
}

/** What became of an item. */
export interface FailedItem {
	readonly error: unknown;
	readonly index: number;
	/** Whose message it was; `null` for none. */
	readonly recipient: string | null;
	/** Whether its operation sends messages. */
	readonly sends: boolean;
	readonly input: IDataObject;
}

/**
 * A fault as an item: that of the error output, where n8n adds the fields of the input item itself, or
 * with On Error: Continue that of the only output. It never looks like a receipt.
 *
 * n8n sends an item with an `error` to the error output, but then replaces its data by the bare
 * message if the copy of the item still has that property. A property that is not enumerable is seen
 * and not copied. It must not be in `json`: with Retry On Fail, n8n would take an `error` in the first
 * item for the node's and repeat all items, those that were sent as well.
 */
export function toFaultItem(
	node: INode,
	{ error, index, recipient, sends, input }: FailedItem,
): INodeExecutionData {
	const fault = toFault(error);
	const { to, userId } = toRecipientFields(recipient);
	const own: IDataObject = {
		...withoutReceipt(input),
		...faultData(fault, to),
		...(userId !== null && { userId }),
		...(sends && { status: fault.sent === 'unknown' ? 'unknown' : 'failed' }),
	};
	const json = { ...own, ...replacedFields(input, own) };
	const item: INodeExecutionData = { json, pairedItem: { item: index } };
	if (node.onError !== 'continueErrorOutput') {
		return { ...item, json: { ...withoutError(input), ...json } };
	}
	return Object.defineProperty(item, 'error', { value: toNodeError(node, error, index) });
}

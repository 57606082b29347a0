import { GatewayError } from '../core/faults';
import type { Message, PartReceipt, Receipt } from '../core/message';
import { rethrow } from '../core/rethrow';
import { deliver, type DeliveryOptions } from './deliver';
import type { DeliveryContext } from './deliveryContext';

/** One message of several that make one text. */
export interface Part {
	readonly message: Message;
	readonly options: DeliveryOptions;
}

function toPart(receipt: Receipt): PartReceipt {
	const { messageId, whatsappMessageId, status, attempts } = receipt;
	const { idempotencyKey, replayed, sentText, sentAt } = receipt;
	const ids = { messageId, whatsappMessageId };
	return { ...ids, status, attempts, idempotencyKey, replayed, sentText, sentAt };
}

/**
 * The receipt of a text in parts: that of the last part, which is the one that a person answers and whose
 * status tells that all have come, with what is known of each.
 */
function joinReceipts(receipts: readonly Receipt[], last: Receipt): Receipt {
	const texts = receipts.map(({ sentText }) => sentText);
	return {
		...last,
		attempts: receipts.reduce((sum, { attempts }) => sum + attempts, 0),
		replayed: receipts.every(({ replayed }) => replayed),
		sentText: texts.includes(null) ? null : texts.join('\n\n'),
		parts: receipts.map(toPart),
	};
}

/**
 * The fault of a part after which the text is not complete. It says neither that the text was sent nor
 * that it was not: whoever sends the whole again, sends some parts twice.
 */
function toPartFault(error: unknown, sent: readonly Receipt[], all: number): unknown {
	if (!(error instanceof GatewayError) || sent.length === 0) return error;
	const wasSent = `${sent.length} of ${all} parts ${sent.length === 1 ? 'was' : 'were'} sent.`;
	const isRefused = error.sent === 'no';
	const retry = isRefused
		? ' Retry in the list of executions sends the parts that are missing, and none of the others.'
		: '';
	return new GatewayError(error.fault, `${wasSent} Part ${sent.length + 1}: ${error.message}`, {
		...error.details,
		sent: 'unknown',
		hint: `${error.hint}${retry}`,
		parts: sent.map(toPart),
		isRestUnsent: isRefused,
	});
}

/**
 * Delivers the parts of one text, each once and one after the other. What replaces the text, such as a
 * template where the window is closed, replaces all of it.
 *
 * @throws GatewayError of the part that was not sent; `parts` are those that were
 */
export async function deliverParts(
	parts: readonly Part[],
	context: DeliveryContext,
): Promise<Receipt> {
	const receipts: Receipt[] = [];
	for (const { message, options } of parts) {
		const receipt = await deliver(message, options, context).catch((error: unknown) =>
			rethrow(toPartFault(error, receipts, parts.length)),
		);
		const isReplaced = receipt.status === 'failed' || receipt.sentAs !== message.kind;
		if (isReplaced || parts.length === 1) return receipt;
		receipts.push(receipt);
	}
	const last = receipts.at(-1);
	if (last === undefined) throw new GatewayError('invalidRequest', 'The text is empty.');
	return joinReceipts(receipts, last);
}

import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import type { Accepted } from '../core/gateway';
import type { Acceptance, Message, Receipt } from '../core/message';
import { rethrow } from '../core/rethrow';
import { scrubQuotes } from '../http/scrubQuotes';
import type { DeliveryContext } from './deliveryContext';
import { createReceipt } from './receipt';
import { deliveryFault, type StatusWait, waitForStatus } from './waitForStatus';

/** Why an accepted message is known at once not to arrive: by its answer, else by a look-up. */
async function failureReason(
	receipt: Receipt,
	{ failure }: Acceptance,
	{ gateway, connection }: DeliveryContext,
) {
	const inAnswer = {
		...receipt,
		status: 'failed' as const,
		...(failure ?? { reason: null, metaCode: null }),
	};
	if (inAnswer.reason !== null || inAnswer.metaCode !== null) {
		return deliveryFault(gateway.name, inAnswer);
	}
	const delivery = await gateway.status?.(receipt, connection).catch(() => undefined);
	return deliveryFault(gateway.name, delivery?.status === 'failed' ? delivery : inAnswer);
}

/** The fault of a message that failed in an earlier try, whose answer the gateway repeats for its key. */
function withKeyHint(fault: GatewayError): GatewayError {
	return new GatewayError(fault.fault, fault.message, {
		...fault.details,
		hint: 'This is the outcome of an earlier try with the same key, which the gateway repeats for 24 hours. To send the message again, give it another Message Key; without one, start the workflow anew.',
	});
}

/** Looks a message up that an earlier run has sent. Throws its fault where it was not delivered. */
async function checkReplay(receipt: Receipt, { gateway, connection }: DeliveryContext) {
	const delivery = await gateway.status?.(receipt, connection).catch(() => undefined);
	if (delivery?.status === 'failed') throw deliveryFault(gateway.name, delivery);
}

/** What a message says to whom, without its template, whose own words are no secret. */
function wordsOf(message: Message): IDataObject {
	const words = Object.entries(message).filter(([name]) => name !== 'template');
	return Object.fromEntries(words) as IDataObject;
}

/**
 * The receipt of an accepted message, once it has reached the status that is waited for.
 *
 * @param wait `null` where acceptance is enough
 * @throws GatewayError where the gateway says that the message was not delivered
 */
export async function confirmDelivery(
	message: Message,
	accepted: Accepted,
	wait: StatusWait | null,
	context: DeliveryContext,
): Promise<Receipt> {
	const { gateway } = context;
	const receipt = createReceipt(gateway, message, accepted, new Date());
	// A replay of the first request is that of an earlier run; a later one repeats our own.
	const isOfEarlierRun = receipt.replayed && receipt.attempts === 1;
	try {
		return await waitUntilConfirmed(receipt, accepted.acceptance, wait, isOfEarlierRun, context);
	} catch (error) {
		if (!(error instanceof GatewayError)) return rethrow(error);
		const fault = scrubQuotes(error, { body: wordsOf(message) });
		return rethrow(isOfEarlierRun ? withKeyHint(fault) : fault);
	}
}

function queuedNote(gateway: string): string {
	return `${gateway} has taken the message and may still refuse it, for instance because the 24-hour window is closed. The option Wait Until: Sent waits until that is known.`;
}

async function waitUntilConfirmed(
	receipt: Receipt,
	acceptance: Acceptance,
	wait: StatusWait | null,
	isOfEarlierRun: boolean,
	context: DeliveryContext,
): Promise<Receipt> {
	const { gateway, note } = context;
	if (receipt.status === 'failed') {
		return rethrow(await failureReason(receipt, acceptance, context));
	}
	if (wait === null && isOfEarlierRun) await checkReplay(receipt, context);
	if (wait === null) {
		// Such a gateway tells nobody later. Elsewhere the trigger gets the status.
		const isToldLater = gateway.webhook !== undefined && gateway.webhook.lacksStatuses !== true;
		const isUnsure = receipt.status === 'queued' && !isToldLater;
		if (isUnsure && receipt.kind !== 'template') note(queuedNote(gateway.name));
		return receipt;
	}
	const { status, whatsappMessageId, reached } = await waitForStatus(receipt, wait, context);
	if (!reached && gateway.status !== undefined) {
		note(`After ${wait.seconds} seconds the message is ${status}, not yet ${wait.until}.`);
	}
	return { ...receipt, status, whatsappMessageId };
}

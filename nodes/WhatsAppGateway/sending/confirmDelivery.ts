import type { Accepted } from '../core/gateway';
import type { Acceptance, Message, Receipt } from '../core/message';
import { rethrow } from '../core/rethrow';
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
	const { gateway, note } = context;
	const receipt = createReceipt(gateway, message, accepted, new Date());
	if (receipt.status === 'failed') {
		return rethrow(await failureReason(receipt, accepted.acceptance, context));
	}
	if (wait === null) return receipt;
	const { status, whatsappMessageId, reached } = await waitForStatus(receipt, wait, context);
	if (!reached && gateway.status !== undefined) {
		note(`After ${wait.seconds} seconds the message is ${status}, not yet ${wait.until}.`);
	}
	return { ...receipt, status, whatsappMessageId };
}

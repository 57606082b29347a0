import type { Accepted } from '../core/gateway';
import type { Message, Receipt } from '../core/message';
import { rethrow } from '../core/rethrow';
import type { DeliveryContext } from './deliveryContext';
import { createReceipt } from './receipt';
import { rememberMessage } from './retryMemory';
import { deliveryFault, type StatusWait, waitForStatus } from './waitForStatus';

/** Why an accepted message is known at once not to arrive. */
async function failureReason(receipt: Receipt, { gateway, connection }: DeliveryContext) {
	const withoutReason = { ...receipt, status: 'failed' as const, reason: null, metaCode: null };
	const delivery = await gateway.status?.(receipt, connection).catch(() => undefined);
	return deliveryFault(gateway.name, delivery ?? withoutReason);
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
	rememberMessage(gateway.id, receipt);
	if (receipt.status === 'failed') return rethrow(await failureReason(receipt, context));
	if (wait === null) return receipt;
	const { status, whatsappMessageId, reached } = await waitForStatus(receipt, wait, context);
	if (!reached && gateway.status !== undefined) {
		note(`After ${wait.seconds} seconds the message is ${status}, not yet ${wait.until}.`);
	}
	return { ...receipt, status, whatsappMessageId };
}

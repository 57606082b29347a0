import { GatewayError } from '../core/faults';
import type { Receipt } from '../core/message';
import { rethrow } from '../core/rethrow';
import type { DeliveryContext } from './deliveryContext';
import { sendOutcomes } from './retryMemory';

/**
 * Sends, unless an earlier try of the same run has: n8n's Retry On Fail runs the node again with all
 * of its items. A message of unknown outcome is sent again only where that is safe (idempotency key)
 * or the user chose so.
 */
export async function skipIfAlreadySent(
	outcomeKey: string,
	{ gateway, retryUnknownOutcome }: DeliveryContext,
	send: () => Promise<Receipt>,
): Promise<Receipt> {
	const earlier = sendOutcomes.get(outcomeKey);
	if (earlier !== undefined && 'receipt' in earlier) return { ...earlier.receipt, replayed: true };
	const mayRepeat = gateway.idempotencyHeader !== undefined || retryUnknownOutcome;
	if (earlier !== undefined && !mayRepeat) return rethrow(earlier.unknown);
	try {
		const receipt = await send();
		sendOutcomes.set(outcomeKey, { receipt });
		return receipt;
	} catch (error) {
		if (error instanceof GatewayError && error.sent === 'unknown') {
			sendOutcomes.set(outcomeKey, { unknown: error });
			return rethrow(error);
		}
		// A refusal does not tell what became of the earlier try, unless it refuses that try's own key.
		const isAboutEarlier = error instanceof GatewayError && error.fault === 'conflict';
		return rethrow(earlier === undefined || isAboutEarlier ? error : earlier.unknown);
	}
}

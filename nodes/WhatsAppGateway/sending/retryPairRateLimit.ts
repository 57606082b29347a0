import { GatewayError } from '../core/faults';
import type { Accepted } from '../core/gateway';
import { rethrow } from '../core/rethrow';
import { retryDelay } from '../http/retryPolicy';
import type { DeliveryContext } from './deliveryContext';
import { addAttempts } from './sendMessage';

/**
 * Sends again after WhatsApp's limit on messages to one person (131056). Other recipients are served
 * during the wait.
 */
export async function retryPairRateLimit(
	{ maxWait, releaseWhile, sleep }: DeliveryContext,
	send: () => Promise<Accepted>,
): Promise<Accepted> {
	for (let attempt = 1; ; attempt++) {
		try {
			return addAttempts(await send(), attempt - 1);
		} catch (error) {
			const isPairLimit = error instanceof GatewayError && error.fault === 'pairRateLimited';
			const delay = isPairLimit ? retryDelay(error, attempt, maxWait) : undefined;
			if (delay === undefined) return rethrow(error);
			await releaseWhile(async () => await sleep(delay));
		}
	}
}

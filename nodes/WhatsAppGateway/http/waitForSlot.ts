import type { Request } from '../core/request';
import { rethrow } from '../core/rethrow';
import { cancellableSleep, throwIfCanceled } from '../n8n/cancellation';
import type { N8nContext } from '../n8n/context';
import type { CallSettings } from './callSettings';
import { rateLimitsFor } from './rateLimiter';

/** Milliseconds of the monotonic clock: setting the machine's clock back would stop a queue. */
export const monotonicNow = () => performance.now();

/**
 * Waits for the request's slot in the account's rate limiter. A canceled run gives its slot back.
 *
 * @throws GatewayError `rateLimited` when the run is canceled
 */
export async function waitForSlot(
	context: N8nContext,
	request: Request,
	{ gateway, rateLimiter, limits, onWaited }: CallSettings,
): Promise<void> {
	const rate = rateLimiter.accountRate ?? gateway.budget;
	const rates = rateLimitsFor(rate, limits.messagesPerMinute ?? null);
	const sends = request.sends === true;
	const reserve = () => rateLimiter.reserve(rates, sends, monotonicNow());
	const startedAt = monotonicNow();
	let slot = reserve();
	if (limits.maxWait === 0) return;
	for (let left = slot - startedAt; left > 0; left = slot - monotonicNow()) {
		await cancellableSleep(context, left / 1000).catch((error: unknown) => {
			rateLimiter.release(slot, sends);
			return rethrow(error);
		});
		// A pause that the gateway asked for meanwhile voids the slot; all waiters queue again.
		if (rateLimiter.isPaused(monotonicNow())) slot = reserve();
	}
	onWaited((monotonicNow() - startedAt) / 1000);
	throwIfCanceled(context);
}

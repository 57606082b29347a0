import { monotonicNow } from '../core/monotonicNow';
import type { Request } from '../core/request';
import { rethrow } from '../core/rethrow';
import { cancellableSleep, throwIfCanceled } from '../n8n/cancellation';
import type { N8nContext } from '../n8n/context';
import { limiterOf, type CallSettings } from './callSettings';
import { rateLimitsFor } from './rateLimiter';

/**
 * Waits for the request's slot in the rate limiter of its account or sender. A canceled run gives its slot back.
 *
 * @throws GatewayError `rateLimited` when the run is canceled
 */
export async function waitForSlot(
	context: N8nContext,
	request: Request,
	settings: CallSettings,
): Promise<void> {
	const { gateway, limits, onWaited } = settings;
	const rateLimiter = limiterOf(request, settings);
	const rate = rateLimiter.accountRate ?? gateway.budget;
	const rates = rateLimitsFor(rate, limits.messagesPerMinute ?? null);
	const sends = request.sends === true;
	const reserve = () => rateLimiter.reserve(rates, sends, monotonicNow());
	const startedAt = monotonicNow();
	let slot = reserve();
	if (limits.maxWait === 0) return;
	for (let left = slot.at - startedAt; left > 0; left = slot.at - monotonicNow()) {
		await cancellableSleep(context, left / 1000).catch((error: unknown) => {
			rateLimiter.release(slot, sends);
			return rethrow(error);
		});
		// The gateway asked for a pause meanwhile: all waiters queue again.
		if (rateLimiter.isVoid(slot)) slot = reserve();
	}
	onWaited((monotonicNow() - startedAt) / 1000);
	throwIfCanceled(context);
}

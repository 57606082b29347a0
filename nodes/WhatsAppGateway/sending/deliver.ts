import type { Message, Receipt } from '../core/message';
import { concealCode } from './concealCode';
import { confirmDelivery } from './confirmDelivery';
import type { DeliveryContext } from './deliveryContext';
import { keepPairRate } from './keepPairRate';
import { retryPairRateLimit } from './retryPairRateLimit';
import { retryUnknownOutcome } from './retryUnknownOutcome';
import { sendMessage } from './sendMessage';
import type { MessageName } from './sendMemory';
import { skipIfAlreadySent } from './skipIfAlreadySent';
import { defaultWaitSeconds, type StatusWait } from './waitForStatus';
import { type WindowFallback, withWindowFallback } from './withWindowFallback';

/** What the user chose for one message. */
export interface DeliveryOptions {
	readonly name: MessageName;
	readonly fallback: WindowFallback;
	/** How far the message must come; `null` where acceptance is enough. */
	readonly wait: StatusWait | null;
}

/** A message with a fallback is waited for until a closed window would have shown. */
function waitFor(message: Message, { fallback, wait }: DeliveryOptions): StatusWait | null {
	if (wait !== null || fallback.action === 'stop' || message.kind === 'template') return wait;
	return { until: 'sent', seconds: defaultWaitSeconds };
}

/**
 * Delivers one message once and gives its receipt. All policies are composed here; each has a file of
 * its own name. `sendMessage` calls the gateway, whose requests have policies of their own in
 * `http/call.ts`.
 */
export async function deliver(
	message: Message,
	options: DeliveryOptions,
	context: DeliveryContext,
): Promise<Receipt> {
	const send = async (part: Message): Promise<Receipt> => {
		const accepted = await retryUnknownOutcome(
			part,
			context,
			async () =>
				await retryPairRateLimit(
					context,
					async () =>
						await keepPairRate(part, context, async () => await sendMessage(part, context)),
				),
		);
		return await confirmDelivery(part, accepted, waitFor(part, options), context);
	};

	return await skipIfAlreadySent(
		message,
		options.name,
		context,
		async () =>
			await concealCode(
				message,
				async () => await withWindowFallback(message, options.fallback, context, send),
			),
	);
}

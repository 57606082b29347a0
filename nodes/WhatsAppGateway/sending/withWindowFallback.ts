import { GatewayError } from '../core/faults';
import type { Message, Receipt } from '../core/message';
import { rethrow } from '../core/rethrow';
import type { DeliveryContext } from './deliveryContext';
import { createFailedReceipt } from './receipt';

/** What to do with a message that WhatsApp refuses because the customer service window is closed. */
export type WindowFallback =
	| { readonly action: 'stop' }
	/** Goes on with a receipt whose status is `failed`. */
	| { readonly action: 'report' }
	| { readonly action: 'sendTemplate'; readonly template: Message<'template'> };

/**
 * Whether a message was not sent because the window is closed. Some gateways give no reason; then it
 * is the likeliest one.
 */
function isClosedWindow(error: unknown): error is GatewayError {
	if (!(error instanceof GatewayError) || error.sent !== 'no') return false;
	if (error.fault === 'windowClosed') return true;
	return error.fault === 'notDelivered' && (error.details.metaCode ?? null) === null;
}

/** A template needs no open window, so the advice about the window does not apply. */
function withTemplateHint(error: unknown): unknown {
	if (!(error instanceof GatewayError) || error.fault !== 'notDelivered') return error;
	return new GatewayError(error.fault, error.message, {
		...error.details,
		hint: 'Look at the message in the gateway’s dashboard. WhatsApp may have refused the template, its values, or this number.',
	});
}

/** Sends a message; where the window is closed, does what the user chose instead. */
export async function withWindowFallback(
	message: Message,
	fallback: WindowFallback,
	{ gateway, note }: DeliveryContext,
	send: (message: Message) => Promise<Receipt>,
): Promise<Receipt> {
	const sendTemplate = async (template: Message) =>
		await send(template).catch((error: unknown) => rethrow(withTemplateHint(error)));
	if (message.kind === 'template') return await sendTemplate(message);
	try {
		return await send(message);
	} catch (error) {
		if (fallback.action === 'stop' || !isClosedWindow(error)) return rethrow(error);
		if (fallback.action === 'report') {
			return createFailedReceipt(gateway, message, error, new Date());
		}
		const receipt = await sendTemplate(fallback.template);
		const reason = error.fault === 'windowClosed' ? 'The window is closed' : 'It was not delivered';
		note(`${reason}: the template “${fallback.template.template.name}” was sent instead.`);
		return { ...receipt, kind: message.kind };
	}
}

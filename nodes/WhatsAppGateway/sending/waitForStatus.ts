import { GatewayError } from '../core/faults';
import { type Delivery, type DeliveryStatus, type Receipt, statusRank } from '../core/message';
import { metaFault } from '../whatsapp/metaErrors';
import type { DeliveryContext } from './deliveryContext';

/** The status to wait for. */
export interface StatusWait {
	readonly until: 'sent' | 'delivered' | 'read';
	/** The limit of the wait. */
	readonly seconds: number;
}

/** A message when the wait has ended. */
interface WaitResult {
	readonly status: DeliveryStatus;
	readonly whatsappMessageId: string | null;
	/** Whether it has the status that was waited for. */
	readonly reached: boolean;
}

/** Seconds to wait where the user sets no limit. */
export const defaultWaitSeconds = 60;

/** Seconds between two look-ups; the last interval repeats. Gateways ask for no more than this. */
const pollIntervals = [2, 3] as const;
const lastPollInterval = 5;

/** The higher of two statuses: a late answer never moves a message backwards. */
function laterStatus(a: DeliveryStatus, b: DeliveryStatus): DeliveryStatus {
	return statusRank[b] > statusRank[a] ? b : a;
}

/** The fault of a message that failed after it had been accepted. */
export function deliveryFault(gateway: string, { reason, metaCode, raw }: Delivery): GatewayError {
	const details = { raw, metaCode, gatewayCode: reason };
	const known = metaCode === null ? undefined : metaFault(metaCode, gateway, details);
	if (known !== undefined) return known;
	return new GatewayError(
		'notDelivered',
		reason === null
			? `${gateway} took the message, but it was not delivered, and no reason is given.`
			: `${gateway} took the message, but it was not delivered: “${reason.slice(0, 300)}”.`,
		details,
	);
}

/**
 * Looks the message up until it has the status to wait for, or the time is over. A look-up that fails
 * does not undo the sending: the last known status stands.
 *
 * @throws GatewayError where the gateway says that the message was not delivered
 */
export async function waitForStatus(
	{ status: accepted, messageId, whatsappMessageId }: Receipt,
	{ until, seconds }: StatusWait,
	{ gateway, connection, sleep }: Pick<DeliveryContext, 'gateway' | 'connection' | 'sleep'>,
): Promise<WaitResult> {
	let status = accepted;
	let wamid = whatsappMessageId;
	let waited = 0;
	const isReached = () => statusRank[status] >= statusRank[until];
	for (let poll = 0; gateway.status !== undefined && !isReached() && waited < seconds; poll++) {
		const interval = Math.min(pollIntervals[poll] ?? lastPollInterval, seconds - waited);
		// A run that is canceled meanwhile does not undo the sending either.
		const isCanceled = await sleep(interval).then(
			() => false,
			() => true,
		);
		if (isCanceled) break;
		waited += interval;
		const delivery = await gateway
			.status({ messageId, whatsappMessageId: wamid }, connection)
			.catch(() => undefined);
		if (delivery?.status === 'failed') throw deliveryFault(gateway.name, delivery);
		status = laterStatus(status, delivery?.status ?? status);
		wamid = delivery?.whatsappMessageId ?? wamid;
	}
	return { status, whatsappMessageId: wamid, reached: isReached() };
}

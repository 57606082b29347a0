import { GatewayError } from '../core/faults';
import type { Gateway } from '../core/gateway';
import { type Delivery, type DeliveryStatus, type Receipt, statusRank } from '../core/message';
import type { Connection } from '../core/request';
import { metaFault } from '../whatsapp/metaErrors';

/** What a user wants to wait for, and how long. */
export interface StatusWait {
	readonly until: 'sent' | 'delivered' | 'read';
	/** At most. */
	readonly seconds: number;
}

/** How a message fares when the waiting has ended. */
export interface Awaited {
	readonly status: DeliveryStatus;
	readonly whatsappMessageId: string | null;
	/** Whether it has come as far as was wanted. */
	readonly reached: boolean;
}

/** Seconds to wait at most where the user names none. */
export const waitDefault = 60;

const waitTargets: readonly unknown[] = ['sent', 'delivered', 'read'] satisfies Array<
	StatusWait['until']
>;

/** The options Wait Until and Wait at Most; `null` where nobody waits. */
export function readWait(options: Readonly<Record<string, unknown>>): StatusWait | null {
	const until = options['waitUntil'];
	if (!waitTargets.includes(until)) return null;
	const seconds = Number(options['maxWait'] ?? waitDefault);
	return { until: until as StatusWait['until'], seconds: seconds > 0 ? seconds : waitDefault };
}

/** Every gateway's word for a taken message is at least `sent` or can be looked up; more needs a lookup. */
export function checkWait(wait: StatusWait | null, { name, status }: Gateway): void {
	if (wait === null || wait.until === 'sent' || status !== undefined) return;
	throw new GatewayError(
		'unsupported',
		`${name} cannot be asked whether a message was ${wait.until}.`,
		{
			hint: 'Set the option Wait Until to Sent or remove it; later statuses come by webhook only.',
		},
	);
}

/** Seconds between two looks: soon at first, then as gently as gateways ask for. */
const pollIntervals = [2, 3, 5] as const;

/** The higher of two statuses: a message never moves backwards, whatever a late answer says. */
export function laterStatus(a: DeliveryStatus, b: DeliveryStatus): DeliveryStatus {
	return statusRank[b] > statusRank[a] ? b : a;
}

/** A message that failed after it had been taken. */
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
 * Looks the message up until it has come as far as wanted, or the time is over. A look that goes
 * wrong does not undo the sending: the last status that is known stands.
 *
 * @throws GatewayError where the gateway says that the message was not delivered
 */
export async function waitForStatus(
	{ status: taken, messageId, whatsappMessageId }: Receipt,
	{ until, seconds }: StatusWait,
	{
		gateway,
		connection,
		sleep,
	}: {
		gateway: Gateway;
		connection: Connection;
		sleep: (seconds: number) => Promise<void>;
	},
): Promise<Awaited> {
	let status = taken;
	let wamid = whatsappMessageId;
	let waited = 0;
	const reached = () => statusRank[status] >= statusRank[until];
	for (let look = 0; gateway.status !== undefined && !reached() && waited < seconds; look++) {
		const gap = Math.min(
			pollIntervals[look] ?? pollIntervals[pollIntervals.length - 1] ?? 5,
			seconds - waited,
		);
		// A run that is stopped meanwhile does not undo the sending either.
		const stopped = await sleep(gap).then(
			() => false,
			() => true,
		);
		if (stopped) break;
		waited += gap;
		const delivery = await gateway
			.status({ messageId, whatsappMessageId: wamid }, connection)
			.catch(() => undefined);
		if (delivery?.status === 'failed') throw deliveryFault(gateway.name, delivery);
		status = laterStatus(status, delivery?.status ?? status);
		wamid = delivery?.whatsappMessageId ?? wamid;
	}
	return { status, whatsappMessageId: wamid, reached: reached() };
}

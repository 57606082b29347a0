import type { GatewayEvent } from './gatewayEvent';
import { chunk, seededRandom, shuffle } from './seededRandom';
import type { WebhookRequest } from './webhookFormat';

/** What a forged delivery has wrong. */
export const forgeries = ['secret', 'body', 'missing', 'old'] as const;

/** How a gateway delivers its events, if not as it should. */
export interface WebhookFaults {
	/** Each event is delivered so many times. */
	readonly duplicate?: number;
	/** Events that are held together are delivered in another order. */
	readonly shuffle?: boolean;
	/** Of the other order; the same one gives the same order. */
	readonly seed?: number;
	readonly delayMs?: number;
	/** A wrong secret, a body that was changed, no signature, or one of ten minutes ago. */
	readonly forge?: (typeof forgeries)[number];
	/** So many events in one delivery, at a gateway that has such deliveries. */
	readonly batch?: number;
	/** Events are held until there are so many of them; absent for a moment. */
	readonly hold?: number;
}

const oldMs = 10 * 60_000;

/** Whether events wait for others before they are delivered. */
export function holdsEvents(faults: WebhookFaults, takesBatches: boolean): boolean {
	const { shuffle: shuffles, batch = 1, hold } = faults;
	return shuffles === true || hold !== undefined || (takesBatches && batch > 1);
}

/** Events as they are to be delivered: how often, in which order, how many at once. */
export function arrangeEvents(
	events: readonly GatewayEvent[],
	{ duplicate = 1, shuffle: shuffles = false, seed = 1, batch = 1 }: WebhookFaults,
	takesBatches: boolean,
): GatewayEvent[][] {
	const all = events.flatMap((event) => Array.from({ length: duplicate }, () => event));
	const inOrder = shuffles ? shuffle(all, seededRandom(seed)) : all;
	return chunk(inOrder, takesBatches ? batch : 1);
}

/** What a forger signs with, who has neither the secret nor the time. */
export function forgeKeys(
	{ forge }: WebhookFaults,
	{ secret, now }: { readonly secret: string; readonly now: number },
): { secret: string; now: number } {
	return {
		secret: forge === 'secret' ? `${secret}-of-somebody-else` : secret,
		// Only a gateway that signs a time can recognize an old delivery.
		now: forge === 'old' ? now - oldMs : now,
	};
}

/** A delivery that was changed on its way. */
export function tamper(
	request: WebhookRequest,
	{ forge }: WebhookFaults,
	signatureHeader: string,
): WebhookRequest {
	if (forge === 'body') {
		return { ...request, body: request.body.replace(/\}$/, ',"forged":true}') };
	}
	if (forge !== 'missing') return request;
	const others = Object.entries(request.headers).filter(([name]) => name !== signatureHeader);
	return { ...request, headers: Object.fromEntries(others) };
}

import { GatewayError } from '../core/faults';
import type { Accepted } from '../core/gateway';
import type { Message } from '../core/message';
import { rethrow } from '../core/rethrow';
import type { DeliveryContext } from './deliveryContext';
import { isOnlyInFlight } from './inFlight';
import { isKnownMessage } from './knownMessages';
import { addAttempts } from './sendMessage';

/** Seconds before each look-up in the gateway's list of messages. */
const lookupDelays = [2, 3, 5] as const;

/** How often a message of unknown outcome is sent again at most. */
const maxRepeats = 2;

/**
 * The message in the gateway's own list. Repeated with a delay, because the list is updated late.
 * `null` where it is not found, or could be mistaken for another message to the same person.
 */
async function findInList(
	message: Message,
	sentAfter: Date,
	{ gateway, connection, sleep }: DeliveryContext,
): Promise<Accepted | null> {
	const { findSentMessage } = gateway;
	if (findSentMessage === undefined || !isOnlyInFlight(gateway, message)) return null;
	const isNew = (id: string) => !isKnownMessage(gateway.id, id);
	const find = async (delay: number) => {
		await sleep(delay);
		return await findSentMessage(message, sentAfter, isNew, connection);
	};
	for (const delay of lookupDelays) {
		const found = await find(delay).catch(() => null);
		if (found !== null) return isOnlyInFlight(gateway, message) ? found : null;
	}
	return null;
}

/**
 * Handles a message of unknown outcome: looks it up in the gateway's list, and sends it again only
 * where the user chose so.
 *
 * @throws GatewayError of the first attempt with an unknown outcome, if any: a later refusal does not
 *   tell what became of that one
 */
export async function retryUnknownOutcome(
	message: Message,
	context: DeliveryContext,
	send: () => Promise<Accepted>,
): Promise<Accepted> {
	let firstUnknownOutcome: GatewayError | undefined;
	for (let repeat = 0; ; repeat++) {
		const startedAt = Date.now();
		try {
			return addAttempts(await send(), repeat);
		} catch (error) {
			if (!(error instanceof GatewayError) || error.sent !== 'unknown') {
				return rethrow(firstUnknownOutcome ?? error);
			}
			firstUnknownOutcome ??= error;
			const sentAfter = new Date(error.details.requestedAt ?? startedAt);
			const found = await findInList(message, sentAfter, context);
			if (found !== null) {
				context.note(`${context.gateway.name} gave no answer, but the message is in its list.`);
				return addAttempts(found, repeat);
			}
			if (!context.retryUnknownOutcome || repeat >= maxRepeats) return rethrow(error);
			context.note(
				'It is not known whether it was sent, so it was sent again because Retry If Outcome Unknown is on.',
			);
		}
	}
}

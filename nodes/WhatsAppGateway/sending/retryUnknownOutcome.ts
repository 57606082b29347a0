import { GatewayError } from '../core/faults';
import type { Accepted, SimilarMessage } from '../core/gateway';
import type { Message } from '../core/message';
import { rethrow } from '../core/rethrow';
import type { DeliveryContext } from './deliveryContext';
import { addAttempts } from './sendMessage';

/** Seconds before each look-up in the gateway's list of messages. */
const lookupDelays = [2, 3, 5] as const;

/** How often a message of unknown outcome is sent again at most. */
const maxRepeats = 2;

/**
 * Messages in the gateway's own list that may be this one. Repeated with a delay, because the list is
 * updated late. Empty where there are none, or no list.
 */
async function findInList(
	message: Message,
	sentAfter: Date,
	{ gateway, connection, sleep }: DeliveryContext,
): Promise<readonly SimilarMessage[]> {
	const { findSimilarMessages } = gateway;
	if (findSimilarMessages === undefined) return [];
	const find = async (delay: number) => {
		await sleep(delay);
		return await findSimilarMessages(message, sentAfter, connection);
	};
	for (const delay of lookupDelays) {
		const found = await find(delay).catch(() => []);
		if (found.length > 0) return found;
	}
	return [];
}

/**
 * The same fault with what the list shows. It stays unknown: another workflow, in this process or in
 * another one, may have sent the same words to the same person at the same moment.
 */
function withSimilar(
	error: GatewayError,
	found: readonly SimilarMessage[],
	gateway: string,
): GatewayError {
	const ids = found.map(({ messageId, whatsappMessageId }) => messageId ?? whatsappMessageId);
	return new GatewayError(
		error.fault,
		`${error.message} The list of ${gateway} shows the same words, sent to this person since then.`,
		{
			...error.details,
			raw: found.map(({ raw }) => raw),
			hint: `Most likely the message was sent: look at it in ${gateway} (${ids.join(', ')}) before you send it again. It is another one only if something else sent the same words to the same person at that moment.`,
		},
	);
}

/**
 * Handles a message of unknown outcome: looks whether the gateway's list shows such a message, and
 * sends it again only where the user chose so and the list does not show one.
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
			// Where something else answers at the Base URL, there is no list to look at.
			if (error.fault === 'unknownOutcome') {
				const sentAfter = new Date(error.details.requestedAt ?? startedAt);
				const found = await findInList(message, sentAfter, context);
				if (found.length > 0) return rethrow(withSimilar(error, found, context.gateway.name));
			}
			if (!context.retryUnknownOutcome || repeat >= maxRepeats) return rethrow(error);
			context.note(
				'It is not known whether it was sent, so it was sent again because Retry If Outcome Unknown is on.',
			);
		}
	}
}

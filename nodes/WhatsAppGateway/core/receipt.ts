import { asText } from './answer';
import type { Accepted } from './gateway';
import type { Message, Receipt } from './message';

/** The receipt of a message that a gateway took: its own words beside what every gateway has in common. */
export function receiptOf(
	gateway: string,
	message: Pick<Message, 'kind' | 'to'>,
	{ acceptance, answer }: Accepted,
	sentAt: Date,
): Receipt {
	return {
		gateway,
		messageId: acceptance.messageId,
		whatsappMessageId: acceptance.whatsappMessageId,
		contactId: acceptance.contactId,
		to: acceptance.to ?? message.to,
		kind: message.kind,
		sentAs: message.kind,
		status: acceptance.status,
		attempts: answer.attempts,
		idempotencyKey: null,
		replayed: answer.headers['idempotent-replayed'] === 'true',
		correlationId: asText(answer.headers['x-correlation-id']),
		sentAt: sentAt.toISOString(),
		raw: answer.body ?? null,
	};
}

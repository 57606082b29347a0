import { asText } from './answer';
import type { Accepted, Gateway } from './gateway';
import type { Message, Receipt } from './message';

/** The receipt of a message that a gateway took: its own words beside what every gateway has in common. */
export function receiptOf(
	gateway: Pick<Gateway, 'id' | 'idempotencyHeader'>,
	message: Pick<Message, 'kind' | 'to' | 'key'>,
	{ acceptance, answer }: Accepted,
	sentAt: Date,
): Receipt {
	return {
		gateway: gateway.id,
		messageId: acceptance.messageId,
		whatsappMessageId: acceptance.whatsappMessageId,
		contactId: acceptance.contactId,
		to: acceptance.to ?? message.to,
		kind: message.kind,
		sentAs: message.kind,
		status: acceptance.status,
		attempts: answer.attempts,
		idempotencyKey: gateway.idempotencyHeader === undefined ? null : message.key,
		replayed: answer.headers['idempotent-replayed'] === 'true',
		correlationId: asText(answer.headers['x-correlation-id']),
		sentAt: sentAt.toISOString(),
		raw: answer.body ?? null,
	};
}

import type { FaultName, GatewayError } from '../core/faults';
import type { Accepted, Gateway } from '../core/gateway';
import type { Message, Receipt } from '../core/message';
import { asText } from '../core/narrow';
import { toRecipientFields } from '../core/recipient';

/** What a receipt needs of the gateway. */
type GatewayOfReceipt = Pick<Gateway, 'id' | 'idempotencyHeader' | 'carriesMessageKey'>;

/** What a receipt needs of the message. */
type MessageOfReceipt = Pick<Message, 'kind' | 'to' | 'key' | 'messageKey'>;

/** What the statuses of a message bring back. */
function carriedKey({ carriesMessageKey }: GatewayOfReceipt, { messageKey }: MessageOfReceipt) {
	return carriesMessageKey === true ? (messageKey ?? null) : null;
}

/** The receipt of an accepted message: what all gateways have in common, and the gateway's own answer. */
export function createReceipt(
	gateway: GatewayOfReceipt,
	message: MessageOfReceipt,
	{ acceptance, answer }: Accepted,
	sentAt: Date,
): Receipt {
	const recipient = toRecipientFields(message.to);
	return {
		status: acceptance.status,
		to: acceptance.to ?? recipient.to,
		kind: message.kind,
		sentAs: message.kind,
		messageId: acceptance.messageId,
		whatsappMessageId: acceptance.whatsappMessageId,
		userId: acceptance.userId ?? recipient.userId,
		contactId: acceptance.contactId,
		gateway: gateway.id,
		attempts: answer.attempts,
		idempotencyKey: gateway.idempotencyHeader === undefined ? null : message.key,
		messageKey: carriedKey(gateway, message),
		replayed: answer.headers['idempotent-replayed'] === 'true',
		correlationId: asText(answer.headers['x-correlation-id']),
		sentText: acceptance.sentText ?? null,
		contactCreated: acceptance.contactCreated ?? null,
		sentAt: sentAt.toISOString(),
		raw: answer.body ?? null,
	};
}

/** What is known of a message without an answer of the gateway. */
function withoutAnswer(gateway: GatewayOfReceipt, message: MessageOfReceipt) {
	const { kind, key } = message;
	const { to, userId } = toRecipientFields(message.to);
	return {
		to,
		kind,
		sentAs: kind,
		messageId: null,
		whatsappMessageId: null,
		userId,
		contactId: null,
		gateway: gateway.id,
		idempotencyKey: gateway.idempotencyHeader === undefined ? null : key,
		messageKey: carriedKey(gateway, message),
		correlationId: null,
		sentText: null,
		contactCreated: null,
	};
}

/** The receipt of a message of which only the fact is known that it was sent before. */
export function createReplayReceipt(gateway: GatewayOfReceipt, message: MessageOfReceipt): Receipt {
	return {
		status: 'sent',
		...withoutAnswer(gateway, message),
		attempts: 0,
		replayed: true,
		sentAt: null,
		raw: null,
	};
}

/** The receipt of a message that was not sent, for a run that goes on without it. */
export interface FailedReceipt extends Receipt {
	readonly fault: FaultName;
	/** What happened, then what to do. */
	readonly message: string;
	readonly hint: string;
	readonly metaCode: number | null;
}

/** The receipt of a message that WhatsApp refused, with all fields of a receipt and the fault. */
export function createFailedReceipt(
	gateway: GatewayOfReceipt,
	sent: MessageOfReceipt,
	{ fault, message, hint, details }: GatewayError,
	at: Date,
): FailedReceipt {
	return {
		status: 'failed',
		...withoutAnswer(gateway, sent),
		correlationId: details.correlationId ?? null,
		attempts: 1,
		replayed: false,
		sentAt: at.toISOString(),
		fault,
		message,
		hint,
		metaCode: details.metaCode ?? null,
		raw: details.raw ?? null,
	};
}

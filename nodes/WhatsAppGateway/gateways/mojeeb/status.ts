import { GatewayError } from '../../core/faults';
import type { MessageReference } from '../../core/gateway';
import type { Delivery, DeliveryStatus } from '../../core/message';
import { asObject, asText, type JsonObject } from '../../core/narrow';
import type { Call, Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { pathOf } from '../../gatewayKit/path';
import { requireAny } from '../../gatewayKit/record';
import { findMetaCodeIn } from '../../whatsapp/failure';
import { toDeliveryStatus } from '../../whatsapp/statusNames';

/** The path of a message that does not exist. */
export const unknownMessagePath = '/v1/whatsapp/messages/00000000-0000-4000-8000-000000000000';

/** A message's status; a status name that is not known is derived from the message's times. */
export function readStatus(message: JsonObject): DeliveryStatus {
	const named = toDeliveryStatus(asText(message['status']));
	if (named !== undefined) return named;
	if (asText(message['failed_at']) !== null) return 'failed';
	return asText(message['platform_message_id']) === null ? 'queued' : 'sent';
}

/**
 * The message as Mojeeb stores it. One that was not delivered may have the reason in `error`, which
 * makes the answer look like a refusal.
 */
async function fetchMessage(path: string, call: Call): Promise<unknown> {
	try {
		return (await call({ method: 'GET', path })).body;
	} catch (error) {
		const { httpStatus, raw } = error instanceof GatewayError ? error.details : {};
		const isMessage = httpStatus === 200 && asText(asObject(raw)['id']) !== null;
		return isMessage ? raw : rethrow(error);
	}
}

/** Why a message was not delivered. The field is not documented, so likely ones are read. */
function readReason({ failure_reason: reason, error }: JsonObject): string | null {
	return asText(reason) ?? asText(asObject(error)['message']) ?? asText(error);
}

/**
 * A message's status now.
 * Source: https://docs.mojeeb.app/docs/developers/whatsapp/message-status
 *
 * @throws GatewayError `notFound` without Mojeeb's own id: a wamid cannot be looked up
 */
export async function status(
	{ messageId }: MessageReference,
	{ call }: Connection,
): Promise<Delivery> {
	if (messageId === null) {
		throw new GatewayError('notFound', 'Mojeeb looks messages up by its own id only.', {
			hint: 'Give the messageId of the receipt; a WhatsApp message ID (wamid) is not enough.',
		});
	}
	const raw = await fetchMessage(pathOf('v1', 'whatsapp', 'messages', messageId), call);
	const message = requireAny(asObject(raw), ['id', 'status'], 'Mojeeb', 'message');
	const deliveryStatus = readStatus(message);
	const reason = deliveryStatus === 'failed' ? readReason(message) : null;
	return {
		status: deliveryStatus,
		messageId: asText(message['id']) ?? messageId,
		whatsappMessageId: asText(message['platform_message_id']),
		reason,
		metaCode: deliveryStatus === 'failed' ? findMetaCodeIn(message, reason) : null,
		raw,
	};
}

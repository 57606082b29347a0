import { GatewayError } from '../../core/faults';
import type { MessageReference } from '../../core/gateway';
import type { Delivery, DeliveryStatus } from '../../core/message';
import { asObject, asText } from '../../core/narrow';
import type { Call, Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { findMetaCode } from '../../whatsapp/metaErrors';
import { toDeliveryStatus } from '../../whatsapp/statusNames';

/** The address of a message that nobody ever sent. */
export const unknownMessage = '/v1/whatsapp/messages/00000000-0000-4000-8000-000000000000';

/** How far a message has come, as its answer tells it; a word that we do not know is read from the times. */
export function progressOf(body: Readonly<Record<string, unknown>>): DeliveryStatus {
	const told = toDeliveryStatus(asText(body['status']));
	if (told !== undefined) return told;
	if (asText(body['failed_at']) !== null) return 'failed';
	return asText(body['platform_message_id']) === null ? 'queued' : 'sent';
}

/**
 * The message as Mojeeb keeps it. One that did not arrive may tell why in `error`, which makes the
 * answer look like a refusal.
 */
async function lookedUp(path: string, call: Call): Promise<unknown> {
	try {
		return (await call({ method: 'GET', path })).body;
	} catch (error) {
		const { httpStatus, raw } = error instanceof GatewayError ? error.details : {};
		const isMessage = httpStatus === 200 && asText(asObject(raw)['id']) !== null;
		return isMessage ? raw : rethrow(error);
	}
}

/** Why a message did not arrive. The documentation shows no field for it, so likely ones are read. */
function reasonOf(body: Readonly<Record<string, unknown>>): string | null {
	const { failure_reason: reason, error } = body;
	return asText(reason) ?? asText(asObject(error)['message']) ?? asText(error);
}

/**
 * How a message fares now. Source: https://docs.mojeeb.app/docs/developers/whatsapp/message-status
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
	const raw = await lookedUp(`/v1/whatsapp/messages/${encodeURIComponent(messageId)}`, call);
	const body = asObject(raw);
	const progress = progressOf(body);
	const reason = progress === 'failed' ? reasonOf(body) : null;
	return {
		status: progress,
		messageId: asText(body['id']) ?? messageId,
		whatsappMessageId: asText(body['platform_message_id']),
		reason,
		metaCode: reason === null ? null : findMetaCode(reason),
		raw,
	};
}

import { GatewayError } from '../../core/faults';
import type { MessageReference } from '../../core/gateway';
import type { Delivery } from '../../core/message';
import { asText } from '../../core/narrow';
import type { Answer, Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { requireAny } from '../../gatewayKit/record';
import { findMetaCodeIn } from '../../whatsapp/failure';
import { toDeliveryStatus } from '../../whatsapp/statusNames';
import { dataOf, gateway, workspacePath } from './response';

/** Looks a message up. Throws `unsupported` if this workspace has no lookup. */
async function fetchMessage({ account, call }: Connection, wamid: string): Promise<Answer> {
	const path = workspacePath(account, 'messages', wamid, 'status');
	try {
		return await call({ method: 'GET', path });
	} catch (error) {
		if (!(error instanceof GatewayError) || error.fault !== 'unsupported') {
			return rethrow(error);
		}
		const message = 'This Xobito workspace does not offer the lookup of a message’s status.';
		const hint =
			'Look at the chat in Xobito’s inbox; newer workspaces report statuses by webhook instead.';
		return rethrow(new GatewayError('unsupported', message, { ...error.details, hint }));
	}
}

/**
 * A message's status by WhatsApp's id. Version 3 of the platform may not have it.
 * Source: https://documents.xobito.com/api-reference/endpoints/message-status
 */
export async function status(
	{ messageId, whatsappMessageId }: MessageReference,
	connection: Connection,
): Promise<Delivery> {
	const wamid = whatsappMessageId ?? messageId;
	if (wamid === null) {
		throw new GatewayError(
			'invalidRequest',
			'Xobito looks a message up by its id; none is given.',
			{ hint: 'Use messageId of the receipt of Send.' },
		);
	}
	const answer = await fetchMessage(connection, wamid);
	const data = requireAny(
		dataOf(answer),
		['message_id', 'delivery_status', 'status'],
		gateway,
		'message',
	);
	const deliveryStatus =
		toDeliveryStatus(asText(data['delivery_status'])) ??
		toDeliveryStatus(asText(data['status'])) ??
		'sent';
	const id = asText(data['message_id']) ?? wamid;
	const reason = deliveryStatus === 'failed' ? asText(data['error_message']) : null;
	return {
		status: deliveryStatus,
		messageId: id,
		whatsappMessageId: id,
		reason,
		metaCode: deliveryStatus === 'failed' ? findMetaCodeIn(data, reason) : null,
		raw: answer.body,
	};
}

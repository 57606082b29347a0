import { GatewayError } from '../../core/faults';
import type { MessageReference } from '../../core/gateway';
import type { Delivery } from '../../core/message';
import { asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { pathOf } from '../../gatewayKit/path';
import { requireAny } from '../../gatewayKit/record';
import { findMetaCodeIn } from '../../whatsapp/failure';
import { toDeliveryStatus } from '../../whatsapp/statusNames';
import { dataOf, gateway } from './response';

/**
 * A message's status by the number of its record, which the send calls `chat_message_id`.
 * Source: https://docs.app.wa.cr/get-message-28559795e0
 */
export async function status(
	{ messageId }: MessageReference,
	{ call }: Connection,
): Promise<Delivery> {
	if (messageId === null || messageId.startsWith('wamid.')) {
		throw new GatewayError(
			'invalidRequest',
			`${gateway} looks a message up by its own id, not by WhatsApp’s.`,
			{ hint: 'Use messageId of the receipt of Send.' },
		);
	}
	const path = pathOf('messages', messageId);
	const answer = await call({ method: 'GET', path });
	const data = requireAny(dataOf(answer), ['id', 'status'], gateway, 'message');
	const deliveryStatus = toDeliveryStatus(asText(data['status'])) ?? 'sent';
	const reason = deliveryStatus === 'failed' ? asText(data['status_message']) : null;
	return {
		status: deliveryStatus,
		messageId: asText(data['id']) ?? messageId,
		whatsappMessageId: asText(data['message_id']),
		reason,
		metaCode: deliveryStatus === 'failed' ? findMetaCodeIn(data, reason) : null,
		raw: answer.body,
	};
}

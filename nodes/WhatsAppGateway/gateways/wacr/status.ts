import { GatewayError } from '../../core/faults';
import type { MessageReference } from '../../core/gateway';
import type { Delivery } from '../../core/message';
import { asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { findMetaCode } from '../../whatsapp/metaErrors';
import { toDeliveryStatus } from '../../whatsapp/statusNames';
import { dataOf, gateway } from './answers';

/**
 * How a message fares, by the number of its record: what the send calls `chat_message_id`.
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
	const answer = await call({
		method: 'GET',
		path: `/messages/${encodeURIComponent(messageId)}`,
	});
	const data = dataOf(answer);
	const now = toDeliveryStatus(asText(data['status'])) ?? 'sent';
	const reason = now === 'failed' ? asText(data['status_message']) : null;
	return {
		status: now,
		messageId: asText(data['id']) ?? messageId,
		whatsappMessageId: asText(data['message_id']),
		reason,
		metaCode: reason === null ? null : findMetaCode(reason),
		raw: answer.body,
	};
}

import { GatewayError } from '../../core/faults';
import type { MessageReference } from '../../core/gateway';
import type { Delivery } from '../../core/message';
import { firstText, type JsonObject } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { findMetaCodeIn, readFailure } from '../../whatsapp/failure';
import { findMetaCode } from '../../whatsapp/metaErrors';
import { idOf, isInbound, readConversation, statusOf, wamidOf } from './conversationRows';
import { readMessageId, toMessageId } from './messageId';
import { gateway } from './response';

/** Why a message failed, by likely names: the documentation has none. */
function failureOf(row: JsonObject) {
	const own = firstText(row, 'errorMessage', 'failureReason', 'statusReason');
	const failure = readFailure(row);
	const reason = own ?? failure.reason;
	const metaCode =
		failure.metaCode ??
		findMetaCodeIn(row, reason) ??
		findMetaCode(firstText(row, 'errorCode', 'failureCode'));
	return { reason, metaCode };
}

/**
 * A message's status, in the conversation with its person.
 * Source: https://github.com/kdctek/kdc-wacr-recoveryflow (GET /v1/conversations/{digits}/messages)
 */
export async function status(
	{ messageId, whatsappMessageId }: MessageReference,
	connection: Connection,
): Promise<Delivery> {
	const named = readMessageId(messageId ?? '');
	if (named === null) {
		throw new GatewayError(
			'notFound',
			`${gateway} shows a message in the conversation with its person only, and this ID does not name the person.`,
			{ hint: 'Use messageId of the receipt of Send: it begins with the digits of the number.' },
		);
	}
	const { rows } = await readConversation(named.person, null, connection);
	const isMeant = (id: string | null) =>
		id !== null && (id === named.id || id === whatsappMessageId);
	const row = rows.find((one) => !isInbound(one) && [idOf(one), wamidOf(one)].some(isMeant));
	if (row === undefined) {
		throw new GatewayError(
			'notFound',
			`${gateway} does not show this message in the conversation with its person.`,
		);
	}
	const deliveryStatus = statusOf(row) ?? 'queued';
	return {
		status: deliveryStatus,
		messageId: toMessageId(named.person, idOf(row) ?? named.id),
		whatsappMessageId: wamidOf(row),
		...(deliveryStatus === 'failed' ? failureOf(row) : { reason: null, metaCode: null }),
		raw: row,
	};
}

import type { Acceptance } from '../core/message';
import { asObject, asObjects, firstText, type JsonObject } from '../core/narrow';
import type { Answer } from '../core/request';
import { readFailure } from '../whatsapp/failure';
import { toDeliveryStatus } from '../whatsapp/statusNames';

/** The places of an answer to a send that may name the message's status. */
function placesOf(body: JsonObject): JsonObject[] {
	const data = asObject(body['data']);
	const metaAnswers = [body, asObject(data['whatsapp_response'])];
	const messages = metaAnswers.flatMap((answer) => asObjects(answer['messages']).slice(0, 1));
	return [...messages, data, body];
}

/**
 * The status of a message in the answer to its send, wherever it stands, with the reason if it failed:
 * a 200 can also say that the message was not delivered. `sent` if the answer names no status.
 */
export function readAcceptedStatus({
	body,
}: Pick<Answer, 'body'>): Pick<Acceptance, 'status' | 'failure'> {
	const places = placesOf(asObject(body)).map((place) => ({
		place,
		status: toDeliveryStatus(firstText(place, 'message_status', 'delivery_status', 'status')),
	}));
	const failures = places.filter(({ status }) => status === 'failed');
	if (failures.length > 0) {
		const reasons = failures.map(({ place }) => readFailure(place));
		const failure = reasons.find(({ reason, metaCode }) => reason !== null || metaCode !== null);
		return { status: 'failed', ...(failure && { failure }) };
	}
	return { status: places.find(({ status }) => status !== undefined)?.status ?? 'sent' };
}

import { GatewayError } from '../../core/faults';
import type { JoinDecision, JoinRequest } from '../../core/group';
import {
	asObject,
	asObjects,
	asText,
	asTexts,
	firstText,
	type JsonObject,
} from '../../core/narrow';
import type { Connection } from '../../core/request';
import { toE164, toIsoTime, toMetaCode } from '../../whatsapp/eventFields';
import { graphPath } from './graphPath';
import { fetchRows } from './pages';

function pathOf(id: string, { account }: Connection): string {
	return graphPath(account, id, 'join_requests');
}

/** Source, also of the next one: https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/reference */
export async function* listJoinRequests(
	id: string,
	connection: Connection,
): AsyncIterable<JoinRequest> {
	for await (const row of fetchRows(pathOf(id, connection), {}, connection)) {
		yield {
			id: asText(row['join_request_id']) ?? '',
			phone: toE164(row['wa_id']),
			userId: asText(row['user_id']),
			username: asText(row['username']),
			createdAt: toIsoTime(row['creation_timestamp']),
			raw: row,
		};
	}
}

function toFailed(row: JsonObject): JoinDecision['failed'][number] {
	const error = asObject(asObjects(row['errors'])[0]);
	return {
		joinRequestId: asText(row['join_request_id']),
		reason:
			asText(asObject(error['error_data'])['details']) ?? firstText(error, 'message', 'title'),
		metaCode: toMetaCode(error['code']),
	};
}

/**
 * Lets people in (POST), or turns their requests down (DELETE).
 *
 * @throws GatewayError `invalidRequest` where nothing of it was done
 */
export async function decideJoinRequests(
	method: 'POST' | 'DELETE',
	id: string,
	requests: readonly string[],
	connection: Connection,
): Promise<JoinDecision> {
	const body = { messaging_product: 'whatsapp', join_requests: [...requests] };
	const answer = await connection.call({ method, path: pathOf(id, connection), body });
	const given = asObject(answer.body);
	const list = given[method === 'POST' ? 'approved_join_requests' : 'rejected_join_requests'];
	const failed = asObjects(given['failed_join_requests']).map(toFailed);
	// Where Meta lists nothing, it has accepted all.
	const isListed = Array.isArray(list) || failed.length > 0;
	const joinRequestIds = isListed ? asTexts(list) : [...requests];
	if (joinRequestIds.length > 0) return { joinRequestIds, failed, raw: answer.body };
	const [first] = failed;
	throw new GatewayError(
		'invalidRequest',
		`WhatsApp took none of the join requests: “${first?.reason ?? 'no reason given'}”`,
		{
			metaCode: first?.metaCode ?? null,
			raw: answer.body,
			hint: 'Look at those that are open with Group: Get Many Join Requests.',
		},
	);
}

import { GatewayError } from '../../core/faults';
import type { DeliveryStatus } from '../../core/message';
import { asObject, asText, firstText, type JsonObject } from '../../core/narrow';
import type { Answer, Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { pathOf } from '../../gatewayKit/path';
import { requireRows } from '../../gatewayKit/rows';
import { contentHash, toIsoTime, unknownTime } from '../../whatsapp/eventFields';
import { toDeliveryStatus } from '../../whatsapp/statusNames';
import { digitsOf } from './messageId';
import { gateway } from './response';

// The fields of a row are not documented. The vendor's own plugin reads each under several names; so do we.
// Source: https://github.com/kdctek/kdc-wacr-recoveryflow (src/Jobs/Stages/Poll.php)

/** WA.CR's own id of a message. */
export function idOf(row: JsonObject): string | null {
	return firstText(row, 'id', 'messageId', 'message_id');
}

/** WhatsApp's id of a message. */
export function wamidOf(row: JsonObject): string | null {
	return firstText(row, 'providerMessageId', 'waMessageId', 'externalId', 'wamid');
}

/** When a message was written, ISO 8601; 1970 if the row does not say. */
export function timeOf(row: JsonObject): string {
	const names = ['createdAt', 'created_at', 'timestamp', 'sentAt', 'sent_at', 'time'];
	return names.map((name) => toIsoTime(row[name])).find((time) => time !== null) ?? unknownTime;
}

const inbound: readonly string[] = ['inbound', 'in', 'incoming', 'received'];

/** Whether the person wrote it. What is not known counts as the business's, so that nothing is answered. */
export function isInbound(row: JsonObject): boolean {
	const direction = firstText(row, 'direction', 'messageDirection', 'message_direction');
	return inbound.includes(direction?.toLowerCase() ?? '');
}

/** WA.CR's own words for statuses, beside WhatsApp's. */
const statusWords: Readonly<Record<string, DeliveryStatus>> = {
	seen: 'read',
	undelivered: 'failed',
	error: 'failed',
};

/** The delivery status of a message; `undefined` if the row does not say. */
export function statusOf(row: JsonObject): DeliveryStatus | undefined {
	const name = firstText(row, 'status', 'deliveryStatus', 'delivery_status', 'state') ?? '';
	return statusWords[name.toLowerCase()] ?? toDeliveryStatus(name);
}

/** WhatsApp's type of a message; `null` if the row does not say. */
export function messageTypeOf(row: JsonObject): string | null {
	return firstText(row, 'type', 'messageType', 'message_type');
}

/** The name of the template that a message was made from; `null` if the row does not say. */
export function templateNameOf(row: JsonObject): string | null {
	return (
		firstText(row, 'templateName', 'template_name', 'template') ??
		asText(asObject(row['template'])['name'])
	);
}

/** The text of a message, as words or in Meta's frame; `null` if it has none. */
export function textOf(row: JsonObject): string | null {
	for (const name of ['text', 'body', 'message', 'content', 'caption']) {
		const text = asText(row[name]) ?? asText(asObject(row[name])['body']);
		if (text !== null) return text;
	}
	return null;
}

const pageSize = 200;

/** Pages that one look may take; a conversation is read no further. */
const maxPages = 20;

function listedIn(body: unknown): JsonObject[] {
	const lists = ['messages', 'data', 'items'].map((name) => asObject(body)[name]);
	return requireRows(lists.find(Array.isArray), gateway, body, 'messages');
}

function newestTime(rows: readonly JsonObject[]): string {
	return rows.map(timeOf).reduce((newest, time) => (time > newest ? time : newest), unknownTime);
}

/** A person without a conversation is one that WA.CR does not know. */
function isUnknownPerson(error: unknown): boolean {
	return error instanceof GatewayError && error.details.gatewayCode === 'not_found';
}

/** The messages with one person, in no certain order, and the first answer's headers. */
export interface ConversationRows {
	readonly rows: readonly JsonObject[];
	readonly headers: Answer['headers'];
}

/**
 * Reads a conversation. `after` reads on from a time; in which order an answer's rows come, and which it
 * has where there are more, is not documented: after a full answer, its newest time is read on from.
 *
 * @param person E.164
 * @param after ISO 8601; `null` for the whole conversation
 */
export async function readConversation(
	person: string,
	after: string | null,
	{ call }: Connection,
): Promise<ConversationRows> {
	const path = pathOf('v1', 'conversations', digitsOf(person), 'messages');
	const rows = new Map<string, JsonObject>();
	let headers: Answer['headers'] = {};
	let from = after;
	try {
		for (let page = 0; page < maxPages; page++) {
			const query = { limit: pageSize, ...(from !== null && { after: from }) };
			const answer = await call({ method: 'GET', path, query });
			if (page === 0) headers = answer.headers;
			const listed = listedIn(answer.body);
			const known = rows.size;
			for (const row of listed) rows.set(idOf(row) ?? contentHash(row), row);
			if (listed.length < pageSize || rows.size === known) break;
			from = newestTime(listed);
		}
	} catch (error) {
		if (!isUnknownPerson(error)) return rethrow(error);
	}
	return { rows: [...rows.values()], headers };
}

/** Rows with the newest first. Those of one moment keep their order, or get it, where the oldest came first. */
export function newestFirst(rows: readonly JsonObject[]): JsonObject[] {
	const [first, last] = [rows[0] ?? {}, rows.at(-1) ?? {}].map(timeOf);
	const isOldestFirst = (first ?? '') <= (last ?? '');
	const listed = isOldestFirst ? rows.toReversed() : [...rows];
	return listed.sort((a, b) => timeOf(b).localeCompare(timeOf(a)));
}

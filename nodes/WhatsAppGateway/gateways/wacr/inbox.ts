import type { EventKind, GatewayEvent } from '../../core/event';
import type { JsonObject } from '../../core/narrow';
import type { Call, Connection } from '../../core/request';
import type { Inbox } from '../../core/webhook';
import { mergeNewestFirst } from '../../gatewayKit/newestFirst';
import { rowKinds } from '../../whatsapp/rowEvent';
import { toContactEvent } from './contactEvent';
import { isOfColleague, toEchoEvent } from './echoEvent';
import { toMessageEvent } from './messageEvent';
import { listRows } from './response';

/** The most that one page has. */
const pageSize = 100;

/** What has a list of its own. */
const ownLists = ['contactCreated', 'echo'] as const;

/** Rows since a time, the newest first; without a time, those of the first page. */
async function* rowsSince(
	path: string,
	filters: Readonly<Record<string, string>>,
	time: string | null,
	call: Call,
): AsyncIterable<JsonObject> {
	const query = {
		sort: '-created_at',
		...filters,
		...(time !== null && { 'filter[created_at][gte]': time }),
	};
	let count = 0;
	for await (const row of listRows(call, path, query)) {
		yield row;
		count += 1;
		// Only the newest ones are asked for; a search for a rare one would go through all pages.
		if (time === null && count >= pageSize) return;
	}
}

async function* listMessages(time: string | null, call: Call): AsyncIterable<GatewayEvent> {
	const rows = rowsSince('/messages', { 'filter[direction]': 'inbound' }, time, call);
	for await (const row of rows) yield toMessageEvent(row);
}

/** What colleagues wrote in WA.CR: what is sent by the API has no colleague. */
async function* listEchoes(time: string | null, call: Call): AsyncIterable<GatewayEvent> {
	const rows = rowsSince('/messages', { 'filter[direction]': 'outbound' }, time, call);
	for await (const row of rows) if (isOfColleague(row)) yield toEchoEvent(row);
}

/** Source: https://github.com/kdctek/n8n-nodes-wacrapp (New Contact) */
async function* listContacts(time: string | null, call: Call): AsyncIterable<GatewayEvent> {
	for await (const row of rowsSince('/contacts', {}, time, call)) yield toContactEvent(row);
}

const listOf = { contactCreated: listContacts, echo: listEchoes } as const;

function listSince(
	time: string | null,
	{ call }: Connection,
	wanted: readonly EventKind[] = [],
): AsyncIterable<GatewayEvent> {
	const lists = ownLists.filter((kind) => wanted.includes(kind));
	return mergeNewestFirst([
		listMessages(time, call),
		...lists.map((kind) => listOf[kind](time, call)),
	]);
}

/** Source: https://docs.app.wa.cr/list-messages-28559794e0 */
export const inbox: Inbox = {
	minIntervalSeconds: 10,
	events: [...rowKinds, ...ownLists],
	ownLists,
	listSince,
};

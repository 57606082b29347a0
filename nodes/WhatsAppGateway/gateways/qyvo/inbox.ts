import type { EventKind, GatewayEvent } from '../../core/event';
import type { JsonObject } from '../../core/narrow';
import type { Call, Connection } from '../../core/request';
import type { Inbox } from '../../core/webhook';
import { requireRows } from '../../gatewayKit/rows';
import { rowKinds } from '../../whatsapp/rowEvent';
import { type AutomationEvent, automationLists, toAutomationEvent } from './automationEvent';
import { toMessageEvent } from './messageEvent';

async function fetchRows(path: string, call: Call): Promise<JsonObject[]> {
	const { body } = await call({ method: 'GET', path });
	return requireRows(body, 'Qyvo', body);
}

const ownLists = Object.keys(automationLists) as AutomationEvent[];

async function* listSince(
	_time: string | null,
	{ call }: Connection,
	wanted: readonly EventKind[] = [],
): AsyncIterable<GatewayEvent> {
	const rows = await fetchRows('/triggers/new-message-received', call);
	const events = rows.map((row) => toMessageEvent(row, {}, row));
	const lists = ownLists.filter((kind) => wanted.includes(kind));
	for (const kind of lists) {
		const found = await fetchRows(automationLists[kind].path, call);
		events.push(...found.map((row) => toAutomationEvent(kind, row)));
	}
	// Each list is in order by itself.
	if (lists.length > 0) events.sort((a, b) => b.at.localeCompare(a.at));
	yield* events;
}

/**
 * The newest 100 rows of each list; Qyvo has no pages, so more than 100 between two requests are lost.
 * Sources: https://www.qyvo.io/docs/api/triggers/new-message-received and https://www.qyvo.io/docs/pagination
 */
export const inbox: Inbox = {
	minIntervalSeconds: 30,
	events: [...rowKinds, ...ownLists],
	ownLists,
	listSince,
};

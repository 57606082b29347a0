import type { GatewayEvent } from '../../core/event';
import type { Connection } from '../../core/request';
import type { Inbox } from '../../core/webhook';
import { rowKinds } from '../../whatsapp/rowEvent';
import { toMessageEvent } from './messageEvent';
import { listRows } from './response';

async function* listSince(time: string | null, { call }: Connection): AsyncIterable<GatewayEvent> {
	const query = {
		sort: '-created_at',
		'filter[direction]': 'inbound',
		...(time !== null && { 'filter[created_at][gte]': time }),
	};
	for await (const row of listRows(call, '/messages', query)) yield toMessageEvent(row);
}

/** Source: https://docs.app.wa.cr/list-messages-28559794e0 */
export const inbox: Inbox = { minIntervalSeconds: 10, events: rowKinds, listSince };

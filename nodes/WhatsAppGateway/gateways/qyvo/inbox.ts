import type { GatewayEvent } from '../../core/event';
import { asObjects } from '../../core/narrow';
import type { Connection } from '../../core/request';
import type { Inbox } from '../../core/webhook';
import { rowKinds } from '../../whatsapp/rowEvent';
import { toMessageEvent } from './messageEvent';

async function* listSince(_time: string | null, { call }: Connection): AsyncIterable<GatewayEvent> {
	const { body } = await call({ method: 'GET', path: '/triggers/new-message-received' });
	for (const row of asObjects(body)) yield toMessageEvent(row, {}, row);
}

/**
 * The newest 100 messages; Qyvo has no pages, so more than 100 between two requests are lost.
 * Source: https://www.qyvo.io/docs/api/triggers/new-message-received
 */
export const inbox: Inbox = { minIntervalSeconds: 30, events: rowKinds, listSince };

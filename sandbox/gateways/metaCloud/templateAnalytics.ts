import { Hono } from 'hono';

import type { Store } from '../../state/store';
import { account } from './account';
import { refused } from './answers';
import type { TemplateBook } from './templateBook';
import { templateRows, type TemplateRow } from './templates';

const gateway = 'metaCloud';

const daySeconds = 86_400;

/** Templates that one request may name, and days that are kept. */
const [maxIds, maxDays] = [10, 90];

/** What the messages of one template on one day have come to. */
function pointOf(store: Store, { id, name, language }: TemplateRow, start: number): object {
	const sent = store.ledger.messages.filter(({ gateway: own, direction, template, at }) => {
		const seconds = Date.parse(at) / 1000;
		return (
			own === gateway &&
			direction === 'outbound' &&
			template?.name === name &&
			template.language === language &&
			seconds >= start &&
			seconds < start + daySeconds
		);
	});
	const statuses = sent.map((message) => store.statuses.of(message).status);
	const count = (...wanted: string[]) => statuses.filter((one) => wanted.includes(one)).length;
	return {
		template_id: id,
		start,
		end: start + daySeconds,
		sent: sent.length,
		delivered: count('delivered', 'read'),
		read: count('read'),
		clicked: [],
	};
}

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/analytics */
export function templateAnalyticsRoutes(store: Store, book: TemplateBook): Hono {
	const routes = new Hono();
	routes.get(`/${account.businessAccountId}/template_analytics`, (context) => {
		const asked = context.req.query();
		const invalid = (details: string) =>
			refused(context, 400, 100, 'Invalid parameter', { details });
		if (asked['granularity']?.toUpperCase() !== 'DAILY')
			return invalid('granularity must be DAILY');
		const [start, end] = [Number(asked['start'] ?? NaN), Number(asked['end'] ?? NaN)];
		if (!Number.isInteger(start) || !Number.isInteger(end) || start > end) {
			return invalid('start and end must be timestamps');
		}
		const now = store.clock.now() / 1000;
		if (start < now - (maxDays + 1) * daySeconds) return invalid('start is more than 90 days ago');
		const ids = /^\[([\d,]+)\]$/.exec(asked['template_ids'] ?? '')?.[1]?.split(',') ?? [];
		if (ids.length === 0 || ids.length > maxIds)
			return invalid('template_ids must have 1 to 10 IDs');
		const rows = templateRows(store, book).filter(({ id }) => ids.includes(id));
		const first = Math.floor(start / daySeconds) * daySeconds;
		const days = Math.floor((Math.min(end, now) - first) / daySeconds) + 1;
		const data_points = Array.from({ length: Math.max(days, 0) }, (_, day) =>
			rows.map((row) => pointOf(store, row, first + day * daySeconds)),
		).flat();
		return context.json({ data: [{ granularity: 'DAILY', data_points }] });
	});
	return routes;
}

import { asObjects, asText, type JsonObject } from '../../core/narrow';
import type { Connection } from '../../core/request';
import type { TemplateAnalyticsQuery, TemplateDay } from '../../core/templateManagement';
import { toIso, toNumber, toUnixTime } from './figures';
import { graphPath } from './graphPath';
import { findVersions } from './manageTemplates';
import { fetchRows } from './pages';

/** Templates that one request may name. */
const idsAtATime = 10;

function toDay(point: JsonObject): TemplateDay {
	const spent = asObjects(point['cost']).find(({ type }) => type === 'amount_spent');
	return {
		templateId: asText(point['template_id']) ?? '',
		from: toIso(point['start']),
		to: toIso(point['end']),
		sent: toNumber(point['sent']),
		delivered: toNumber(point['delivered']),
		read: toNumber(point['read']),
		clicks: asObjects(point['clicked']).map(({ type, button_content: button, count }) => ({
			type: asText(type) ?? '',
			button: asText(button) ?? '',
			count: toNumber(count) ?? 0,
		})),
		amountSpent: toNumber(spent?.['value']),
		raw: point,
	};
}

async function* fetchDays(
	ids: readonly string[],
	{ from, to }: TemplateAnalyticsQuery,
	connection: Connection,
): AsyncIterable<TemplateDay> {
	const { account } = connection;
	const path = graphPath(account, account['businessAccountId'], 'template_analytics');
	const query = {
		start: toUnixTime(from),
		end: toUnixTime(to),
		granularity: 'DAILY',
		template_ids: `[${ids.join(',')}]`,
	};
	for await (const group of fetchRows(path, query, connection)) {
		yield* asObjects(group['data_points']).map(toDay);
	}
}

/**
 * How a template did, day by day, up to 90 days back, in each of its languages.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/analytics
 */
export async function* readTemplateAnalytics(
	query: TemplateAnalyticsQuery,
	connection: Connection,
): AsyncIterable<TemplateDay> {
	const ids = (await findVersions(query.nameOrId, connection)).map(({ id }) => id);
	for (let first = 0; first < ids.length; first += idsAtATime) {
		yield* fetchDays(ids.slice(first, first + idsAtATime), query, connection);
	}
}

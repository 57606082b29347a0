import { Hono } from 'hono';

import type { StoredMessage } from '../../state/message';
import type { Store } from '../../state/store';
import { account, businessNumbers } from './account';
import { refused } from './answers';
import { templates } from './templates';

const gateway = 'metaCloud';

/** Days that are kept. */
const maxDays = 365;
const daySeconds = 86_400;

const granularities: Readonly<Record<string, readonly string[]>> = {
	analytics: ['HALF_HOUR', 'DAY', 'MONTH'],
	pricing_analytics: ['HALF_HOUR', 'DAILY', 'MONTHLY'],
};

const dimensions = ['COUNTRY', 'PHONE', 'PRICING_CATEGORY', 'PRICING_TYPE', 'TIER'];

/** What a billed message costs here, in the currency of the account. */
const price = 0.05;

/** The start of the day or the month of a moment, and of the next one, in seconds. */
function periodOf(at: string, granularity: string): readonly [start: number, end: number] {
	const date = new Date(at);
	const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
	const isMonth = granularity.startsWith('MONTH');
	return isMonth
		? [Date.UTC(year, month) / 1000, Date.UTC(year, month + 1) / 1000]
		: [Date.UTC(year, month, day) / 1000, Date.UTC(year, month, day + 1) / 1000];
}

/**
 * The figures of the account.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/analytics
 */
export function usageRoutes(store: Store): Hono {
	const routes = new Hono();
	const categoryOf = ({ template }: StoredMessage) =>
		templates.find(({ seed }) => seed.name === template?.name)?.seed.category ?? 'SERVICE';

	routes.get(`/${account.businessAccountId}`, (context) => {
		const invalid = (details: string) =>
			refused(context, 400, 100, 'Invalid parameter', { details });
		const asked = context.req.query('fields') ?? '';
		const [, field = '', start = '', end = '', granularity = '', split] =
			/^(\w+)\.start\((\d+)\)\.end\((\d+)\)\.granularity\((\w+)\)(?:\.dimensions\(([\w,]+)\))?$/.exec(
				asked,
			) ?? [];
		if (granularities[field]?.includes(granularity) !== true) {
			return invalid(`The fields ${asked} are not known`);
		}
		if (Number(start) < store.clock.now() / 1000 - (maxDays + 1) * daySeconds) {
			return invalid('start is more than a year ago');
		}
		const splits = split?.split(',') ?? [];
		if (splits.some((one) => !dimensions.includes(one))) return invalid('dimensions are not known');

		const points = new Map<string, Record<string, unknown>>();
		for (const message of store.ledger.messages) {
			const seconds = Math.floor(Date.parse(message.at) / 1000);
			const isMeant = message.gateway === gateway && message.direction === 'outbound';
			if (!isMeant || seconds < Number(start) || seconds > Number(end)) continue;
			const [first, last] = periodOf(message.at, granularity);
			const category = categoryOf(message);
			const labels = {
				...(splits.includes('PRICING_CATEGORY') && { pricing_category: category }),
				...(splits.includes('COUNTRY') && { country: 'DE' }),
				...(splits.includes('PHONE') && { phone_number: businessNumbers[0]?.webhookNumber }),
				...(splits.includes('PRICING_TYPE') && {
					pricing_type: category === 'SERVICE' ? 'FREE_CUSTOMER_SERVICE' : 'REGULAR',
				}),
			};
			const key = JSON.stringify([first, labels]);
			const before = points.get(key) ?? {};
			const add = (name: string, more: number) => Number(before[name] ?? 0) + more;
			const counts =
				field === 'analytics'
					? { sent: add('sent', 1), delivered: add('delivered', 1) }
					: { volume: add('volume', 1), cost: add('cost', category === 'SERVICE' ? 0 : price) };
			points.set(key, { start: first, end: last, ...labels, ...counts });
		}
		const data_points = [...points.values()];
		const found =
			field === 'analytics' ? { granularity, data_points } : { data: [{ data_points }] };
		return context.json({ [field]: found, id: account.businessAccountId });
	});

	for (const { phoneNumberId: id } of businessNumbers) {
		routes.get(`/${id}/call_permissions`, (context) => {
			const digits = context.req.query('user_wa_id') ?? '';
			if (!/^\d{7,15}$/.test(digits)) {
				return refused(context, 400, 100, 'Invalid parameter', {
					details: 'user_wa_id is required',
				});
			}
			const action = (action_name: string, can_perform_action: boolean) => ({
				action_name,
				can_perform_action,
				limits: [{ time_period: 'PT24H', max_allowed: 1, current_usage: 0 }],
			});
			return context.json({
				messaging_product: 'whatsapp',
				permission: { status: 'no_permission' },
				actions: [action('send_call_permission_request', true), action('start_call', false)],
			});
		});
	}
	return routes;
}

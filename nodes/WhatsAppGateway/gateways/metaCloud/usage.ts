import type { CallPermission, Usage, UsageQuery } from '../../core/businessNumber';
import { asObject, asObjects, asText, type JsonObject } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { requireAny } from '../../gatewayKit/record';
import { toIso, toNumber, toUnixTime } from './figures';
import { graphPath } from './graphPath';

/** The field of the account with the figures, and what it calls a day and a month. */
const figures = {
	messages: { field: 'analytics', day: 'DAY', month: 'MONTH' },
	costs: { field: 'pricing_analytics', day: 'DAILY', month: 'MONTHLY' },
} as const;

function toUsage(point: JsonObject): Usage {
	return {
		from: toIso(point['start']),
		to: toIso(point['end']),
		sent: toNumber(point['sent']),
		delivered: toNumber(point['delivered']),
		volume: toNumber(point['volume']),
		cost: toNumber(point['cost']),
		category: asText(point['pricing_category']),
		pricingType: asText(point['pricing_type']),
		country: asText(point['country']),
		phoneNumber: asText(point['phone_number']),
		raw: point,
	};
}

/**
 * How many messages the account sent, or what they cost, up to a year back; the oldest period first.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/analytics
 */
export async function readUsage(
	{ of, per, from, to, splitBy }: UsageQuery,
	{ account, call }: Connection,
): Promise<readonly Usage[]> {
	const { field, ...granularities } = figures[of];
	const dimensions = splitBy.length === 0 ? '' : `.dimensions(${splitBy.join(',')})`;
	const { body } = await call({
		method: 'GET',
		path: graphPath(account, account['businessAccountId']),
		query: {
			fields: `${field}.start(${toUnixTime(from)}).end(${toUnixTime(to)}).granularity(${granularities[per]})${dimensions}`,
		},
	});
	const found = asObject(asObject(body)[field]);
	const points = [found, ...asObjects(found['data'])].flatMap(({ data_points: rows }) =>
		asObjects(rows),
	);
	return points.map(toUsage).sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
}

/**
 * Whether a person may be called.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/user-call-permissions
 */
export async function readCallPermission(
	phone: string,
	{ account, call }: Connection,
): Promise<CallPermission> {
	const { body } = await call({
		method: 'GET',
		path: graphPath(account, account['phoneNumberId'], 'call_permissions'),
		query: { user_wa_id: phone.replace('+', '') },
	});
	const answer = asObject(body);
	const permission = requireAny(asObject(answer['permission']), ['status'], 'Meta', 'permission');
	const ends = toNumber(permission['expiration_time']);
	const can = (name: string) => {
		const action = asObjects(answer['actions']).find(({ action_name: own }) => own === name);
		const isAllowed = action?.['can_perform_action'];
		return typeof isAllowed === 'boolean' ? isAllowed : null;
	};
	return {
		phone,
		permission: asText(permission['status']),
		expiresAt: ends === null ? null : toIso(ends),
		canCall: can('start_call'),
		canAsk: can('send_call_permission_request'),
		raw: body ?? null,
	};
}

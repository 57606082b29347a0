import { GatewayError } from '../../core/faults';
import { asObject, asText, type JsonObject } from '../../core/narrow';
import type { Rate } from '../../core/rate';
import type { Call } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { dataOf } from './response';

/** Where an answer without the documented place may hold it. */
const places = ['api_rate_limit', 'api_rate_limits', 'rate_limit', 'rate_limits', 'api'] as const;

/** Names of the number of requests, and what they say about the time; `null` if nothing. */
const counts: ReadonlyArray<readonly [field: string, perSeconds: number | null]> = [
	['requests_per_minute', 60],
	['per_minute', 60],
	['requests_per_second', 1],
	['requests', null],
	['limit', null],
	['max_requests', null],
];

const periods = ['per_seconds', 'window_seconds', 'period_seconds'] as const;

/** A number of requests is one a minute, unless a field says otherwise. */
const usualPeriod = 60;

function toNumber(value: unknown): number | null {
	const number = Number(asText(value) ?? NaN);
	return number > 0 && Number.isFinite(number) ? number : null;
}

function toRate(value: unknown): Rate | null {
	const plain = toNumber(value);
	if (plain !== null) return { messages: plain, perSeconds: usualPeriod };
	const row: JsonObject = asObject(value);
	const period = periods.map((field) => toNumber(row[field])).find((seconds) => seconds !== null);
	for (const [field, perSeconds] of counts) {
		const messages = toNumber(row[field]);
		if (messages !== null) return { messages, perSeconds: perSeconds ?? period ?? usualPeriod };
	}
	return null;
}

/** The documented place: a limit like the others, in requests a minute. */
const documentedPlace = 'api_calls_per_minute';

/** The rate in the answer of `/account/limits`; `null` if it has none in a form that is known. */
export function readRate(limits: JsonObject): Rate | null {
	const { limit } = asObject(asObject(limits['limits'])[documentedPlace]);
	const rates = [toRate(limit), ...places.map((place) => toRate(limits[place]))];
	return rates.find((rate) => rate !== null) ?? null;
}

/**
 * The rate of the account's plan; `null` where the account does not tell it.
 * Source: https://docs.app.wa.cr/get-plan-limits-28559823e0
 */
export async function fetchRate(call: Call): Promise<Rate | null> {
	try {
		return readRate(dataOf(await call({ method: 'GET', path: '/account/limits' })));
	} catch (error) {
		return error instanceof GatewayError ? null : rethrow(error);
	}
}

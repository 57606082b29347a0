import { GatewayError } from '../../core/faults';
import { asObject, asText, type JsonObject } from '../../core/narrow';
import type { Plan, PlanFeature } from '../../core/plan';
import type { Call } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { requireObject } from '../../gatewayKit/record';
import { dataOf, gateway } from './response';

/** Of an address that an account does not have. */
const missing: ReadonlyArray<number | null | undefined> = [404, 405];

/** WA.CR’s number for no limit. */
const noLimit = -1;

/** A count; `null` for none. */
function countIn(...values: readonly unknown[]): number | null {
	const counts = values.map((value) => Number(asText(value) ?? NaN));
	return counts.find((count) => Number.isFinite(count)) ?? null;
}

/** How much is used, by feature; empty where the account does not tell. */
async function fetchUsage(call: Call): Promise<JsonObject> {
	try {
		const { body } = await call({ method: 'GET', path: '/account/usage' });
		return requireObject(asObject(body)['data'], gateway, 'usage of the plan');
	} catch (error) {
		const isMissing = error instanceof GatewayError && missing.includes(error.details.httpStatus);
		return isMissing ? {} : rethrow(error);
	}
}

function toFeature(feature: string, limits: unknown, usage: unknown): PlanFeature {
	const [allowed, used] = [asObject(limits), asObject(usage)];
	const limit = countIn(allowed['limit'], used['limit']);
	const flags = [allowed['is_unlimited'], used['is_unlimited']];
	const flag = flags.find((value) => typeof value === 'boolean');
	const unlimited = limit === noLimit || flag === true;
	return {
		feature,
		name: asText(allowed['feature_name']) ?? feature,
		used: countIn(used['current']),
		limit: unlimited ? null : limit,
		remaining: unlimited ? null : countIn(used['remaining']),
		unlimited: unlimited || (limit === null && flag === undefined ? null : false),
		raw: { limits: limits ?? null, usage: usage ?? null },
	};
}

/**
 * The limits of the plan, each with what is used of it.
 * Sources: https://docs.app.wa.cr/get-plan-limits-28559823e0 and
 * https://docs.app.wa.cr/get-usage-statistics-28559822e0
 */
export const plan: Plan = {
	// The first message to somebody creates a contact.
	neededToSend: ['contacts', 'conversations'],
	async usage({ call }) {
		const answer = await call({ method: 'GET', path: '/account/limits' });
		const limits = requireObject(dataOf(answer)['limits'], gateway, 'list of limits');
		const usage = await fetchUsage(call);
		const features = new Set([...Object.keys(limits), ...Object.keys(usage)]);
		const isOne = (feature: string) =>
			[limits[feature], usage[feature]].some((row) => asObject(row) === row);
		return [...features]
			.filter(isOne)
			.map((feature) => toFeature(feature, limits[feature], usage[feature]));
	},
};

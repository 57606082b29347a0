import type { Store } from '../../state/store';
import { id } from './answers';

/** WA.CR’s number for no limit. */
const noLimit = -1;

/** The plan of the sandbox. */
const plan = {
	contacts: { name: 'Total Contacts', limit: noLimit },
	conversations: { name: 'Conversations per Month', limit: 10_000 },
	campaigns: { name: 'Active Campaigns', limit: 5 },
	staff: { name: 'Team Members', limit: 3 },
} as const;

const limitOf = (name: string, limit: number) => ({
	limit,
	feature_name: name,
	is_unlimited: limit === noLimit,
});

/** Source: https://docs.app.wa.cr/get-plan-limits-28559823e0 */
export function planLimits(callsPerMinute: number) {
	const limits = Object.entries(plan).map(([feature, { name, limit }]) => [
		feature,
		limitOf(name, limit),
	]);
	return {
		...Object.fromEntries(limits),
		api_calls_per_minute: limitOf('API Calls per Minute', callsPerMinute),
	};
}

/** What the plan includes. */
export const planFeatures = {
	whatsapp_templates: true,
	bulk_messaging: true,
	chatbot: true,
	advanced_analytics: false,
	api_access: true,
	custom_branding: false,
} as const;

/** Source: https://docs.app.wa.cr/get-usage-statistics-28559822e0 */
export function planUsage(store: Store) {
	const contacts = store.contacts.of(id).length;
	const current: Readonly<Record<keyof typeof plan, number>> = {
		contacts,
		// Each person has one at most.
		conversations: contacts,
		campaigns: 0,
		staff: 1,
	};
	return Object.fromEntries(
		(Object.keys(plan) as Array<keyof typeof plan>).map((feature) => {
			const { limit } = plan[feature];
			const isUnlimited = limit === noLimit;
			const share = isUnlimited ? 0 : (current[feature] / limit) * 100;
			return [
				feature,
				{
					current: current[feature],
					limit,
					// That it is null without a limit is an assumption.
					remaining: isUnlimited ? null : Math.max(limit - current[feature], 0),
					percentage_used: Math.round(Math.min(share, 100) * 100) / 100,
					is_unlimited: isUnlimited,
				},
			];
		}),
	);
}

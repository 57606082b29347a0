import type { Connection } from './request';

/** What the account's plan allows of something. Every field is present, `null` if the gateway does not say. */
export interface PlanFeature {
	/** The gateway's own key, such as `contacts`. */
	readonly feature: string;
	/** What people call it. */
	readonly name: string;
	readonly used: number | null;
	/** `null` where it is unlimited, too. */
	readonly limit: number | null;
	readonly remaining: number | null;
	readonly unlimited: boolean | null;
	/** The gateway's own records of it, unchanged. */
	readonly raw: unknown;
}

/** How a gateway tells what the plan allows, and how much of it is used. */
export interface Plan {
	/** The keys of features without which messages are refused once they are used up. */
	readonly neededToSend: readonly string[];
	usage(connection: Connection): Promise<readonly PlanFeature[]>;
}

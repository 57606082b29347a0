import type { Context, Next } from 'hono';

import { refused } from './answers';

/**
 * The versions that Meta still answers in November 2026, the newest last.
 * Source: https://developers.facebook.com/docs/graph-api/changelog/versions/
 */
const versions = ['v21.0', 'v22.0', 'v23.0', 'v24.0', 'v25.0', 'v26.0'] as const;

function numberOf(version: string): number {
	return Number(version.slice(1));
}

/** Refuses a version that has ended, and one that does not exist. The codes are an assumption. */
export async function checkVersion(context: Context, next: Next): Promise<Response | void> {
	const version = /\/(v\d+\.\d+)(?=\/|$)/.exec(context.req.path)?.[1] ?? '';
	if (versions.some((one) => one === version)) return await next();
	if (numberOf(version) < numberOf(versions[0])) {
		const text = `You are calling a deprecated version of the API. Please update to the latest version: ${versions.at(-1)}.`;
		return refused(context, 400, 2635, text);
	}
	return refused(context, 400, 2500, `Unknown path components: /${version}`);
}

import type { Context, MiddlewareHandler } from 'hono';

import { spend } from '../../state/rateLimits';
import type { Store } from '../../state/store';
import { refused } from './answers';

const id = 'metaCloud';

/**
 * Meta's refusal of a message too many, which does not tell how long to wait.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
export function tooMany(context: Context): Response {
	return refused(context, 400, 130429, 'Rate limit hit', {
		details: 'Cloud API message throughput has been reached.',
	});
}

/**
 * The throughput of a number, which counts messages. Documented are 80 in a second; the sandbox keeps
 * to a limit only where one was asked for.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/throughput
 */
export function throughput(store: Store): MiddlewareHandler {
	return async (context, next) => {
		const budget = store.budgets.get(id);
		const isFull = budget !== undefined && spend(store, id, budget).exhausted !== undefined;
		return isFull ? tooMany(context) : await next();
	};
}

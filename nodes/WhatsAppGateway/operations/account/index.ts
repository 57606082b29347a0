import type { Operation } from '../operation';
import { getAnalytics } from './analytics';
import { getMessageBots, getTemplateBots } from './bots';
import { diagnose } from './diagnose';
import { rawRequest } from './rawRequest';

/** Every operation on the account, with a request of the user's own, in the order of the form. */
export const accountOperations: readonly Operation[] = [
	diagnose,
	getAnalytics,
	getMessageBots,
	getTemplateBots,
	rawRequest,
];

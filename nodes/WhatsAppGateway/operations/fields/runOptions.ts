import type { INodeProperties } from 'n8n-workflow';

import { readNumber } from '../../n8n/readOption';

type Options = Readonly<Record<string, unknown>>;

/** Seconds to wait for an answer where the user sets no number. */
const defaultTimeoutSeconds = 30;

/** For every operation. */
export const timeout: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 300 },
	default: defaultTimeoutSeconds,
	description: 'How long to wait for each answer of the gateway',
};

/** Reads how many seconds to wait for each answer. Throws `invalidRequest`. */
export function readTimeout(options: Options): number {
	return readNumber(options['timeout'], timeout);
}

/** Messages in a minute where the user adds the option and sets no number. */
const defaultMessagesPerMinute = 60;

/** The user's own rate limit. */
export const messagesPerMinute: INodeProperties = {
	displayName: 'Messages per Minute',
	name: 'messagesPerMinute',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 60_000 },
	default: defaultMessagesPerMinute,
	description:
		'Max number of messages to send in a minute, evenly spread and counted across all runs with the same credential (at Meta, with the same sender number) in one n8n process. Without this option, the rate that Account: Diagnose has read or the default rate of the gateway applies.',
};

/** Reads the user's own rate limit; `null` where the gateway's applies. Throws `invalidRequest`. */
export function readMessagesPerMinute(options: Options): number | null {
	const value = options['messagesPerMinute'] ?? '';
	return value === '' ? null : readNumber(value, messagesPerMinute);
}

/** As many recipients at a time as the budget can use. */
const automatic = 0;

/** What is on its way when n8n is killed is unknown; more at a time would be more of it. */
const maxConcurrency = 200;

/** How many recipients to send to at a time. */
export const parallelRecipients: INodeProperties = {
	displayName: 'Parallel Recipients',
	name: 'parallelRecipients',
	type: 'number',
	typeOptions: { minValue: automatic, maxValue: maxConcurrency },
	default: automatic,
	description:
		'How many recipients to send to at a time. With 0, or without this option, as many as the rate of the account can use. Messages to the same recipient are always sent one after the other, in the order of the items.',
};

/** Reads how many recipients to send to at a time; `null` for as many as are useful. Throws `invalidRequest`. */
export function readConcurrency(options: Options): number | null {
	const number = Math.floor(readNumber(options['parallelRecipients'], parallelRecipients));
	return number === automatic ? null : number;
}

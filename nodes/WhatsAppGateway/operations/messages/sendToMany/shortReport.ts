import type { IDataObject } from 'n8n-workflow';

import { asObjects, asText } from '../../../core/narrow';
import { type PersonOutcome, sentByOutcome } from './outcomes';

/** People who are named; the others are counted. */
const maxListed = 20;

/** Outcomes with which a person needs nothing more. */
const settled: ReadonlySet<unknown> = new Set<PersonOutcome>([
	'sent',
	'hadItBefore',
	'wouldBeSent',
]);

/**
 * A report for a model, which pays for each word: the outcomes that there are, and the first of those who have no
 * message, each with the reason.
 */
export function shortenReport(report: IDataObject): IDataObject {
	const outcomes = Object.keys(sentByOutcome)
		.map((outcome) => [outcome, report[outcome]] as const)
		.filter(([, count]) => count !== 0);
	const open = asObjects(report['results']).filter(({ outcome }) => !settled.has(outcome));
	const { preview, ...rest } = report;
	return {
		...rest,
		...(preview !== null && { preview }),
		outcomes: Object.fromEntries(outcomes) as IDataObject,
		results: open.slice(0, maxListed).map(({ to, userId, outcome, reason }) => ({
			...(userId === null ? { to: asText(to) } : { userId: asText(userId) }),
			...{ outcome: asText(outcome), reason: asText(reason) },
		})),
		notListed: Math.max(0, open.length - maxListed),
	};
}

import type { INodeProperties } from 'n8n-workflow';

import { withTimeZone } from '../../whatsapp/localTime';
import { refuse } from '../../whatsapp/shape';

/** JavaScript reads 42 as a year. */
const bareNumber = /^\s*-?\d+(?:\.\d+)?\s*$/;

/** It passes over words before a number, as in A-1042; a date begins with no others than its day or month. */
const otherWords =
	/^\s*(?!(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))[a-z]/i;

/**
 * A moment in a field; `undefined` where there is none.
 *
 * @param timeZone of the workflow, for a date without one
 * @throws GatewayError `invalidRequest`
 */
export function readMoment(
	given: unknown,
	{ displayName }: Pick<INodeProperties, 'displayName'>,
	{ timeZone }: { readonly timeZone: string },
): Date | undefined {
	if ((given ?? '') === '') return undefined;
	const moment = new Date(String(withTimeZone(given, timeZone)));
	const isOther = [bareNumber, otherWords].some((pattern) => pattern.test(String(given)));
	if (!Number.isNaN(moment.getTime()) && !isOther) return moment;
	return refuse(
		`The field ${displayName} is not a date.`,
		'Write it as 2026-11-27, or choose it from the calendar.',
	);
}

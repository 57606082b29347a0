import type { INodeProperties } from 'n8n-workflow';

import { withTimeZone } from '../../whatsapp/localTime';
import { refuse } from '../../whatsapp/shape';

/** JavaScript reads 42 as a year. */
const bareNumber = /^\s*-?\d+(?:\.\d+)?\s*$/;

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
	if (!Number.isNaN(moment.getTime()) && !bareNumber.test(String(given))) return moment;
	return refuse(
		`The field ${displayName} is not a date.`,
		'Write it as 2026-11-27, or choose it from the calendar.',
	);
}

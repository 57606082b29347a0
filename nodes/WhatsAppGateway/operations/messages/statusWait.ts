import { GatewayError } from '../../core/faults';
import type { Gateway } from '../../core/gateway';
import { readChoice, readNumber } from '../../n8n/readOption';
import type { StatusWait } from '../../sending/waitForStatus';
import { maxWait, waitUntil } from '../fields/sendOptions';

/** The options Wait Until and Max Wait; `null` where the run does not wait. Throws `invalidRequest`. */
export function readStatusWait(options: Readonly<Record<string, unknown>>): StatusWait | null {
	const until = readChoice(options['waitUntil'], waitUntil);
	const seconds = readNumber(options['maxWait'], maxWait);
	return until === 'none' ? null : { until: until as StatusWait['until'], seconds };
}

/**
 * Checks that the gateway can tell the status that is waited for. Every gateway tells `sent`; later
 * ones need a status look-up.
 *
 * @throws GatewayError `unsupported`
 */
export function checkStatusWait(wait: StatusWait | null, { name, status }: Gateway): void {
	if (wait === null || wait.until === 'sent' || status !== undefined) return;
	throw new GatewayError(
		'unsupported',
		`${name} does not report whether a message was ${wait.until}.`,
		{
			hint: 'Set the option Wait Until to Sent or remove it; later statuses come by webhook only.',
		},
	);
}

import { GatewayError } from '../core/faults';
import type { Gateway } from '../core/gateway';
import { defaultWaitSeconds, type StatusWait } from '../sending/waitForStatus';

const waitTargets: readonly unknown[] = ['sent', 'delivered', 'read'] satisfies Array<
	StatusWait['until']
>;

/** The options Wait Until and Max Wait; `null` where the run does not wait. */
export function readStatusWait(options: Readonly<Record<string, unknown>>): StatusWait | null {
	const until = options['waitUntil'];
	if (!waitTargets.includes(until)) return null;
	const seconds = Number(options['maxWait'] ?? defaultWaitSeconds);
	return {
		until: until as StatusWait['until'],
		seconds: seconds > 0 ? seconds : defaultWaitSeconds,
	};
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

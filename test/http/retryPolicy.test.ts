import { type FaultName, faults, GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import { retryDelay } from '../../nodes/WhatsAppGateway/http/retryPolicy';

const faultNames = Object.keys(faults) as FaultName[];

describe('a retry', () => {
	const limited = (more: object) => new GatewayError('rateLimited', 'Slow down.', more);

	test.each<[FaultName, number[]]>([
		['rateLimited', [5, 10, 20, 40, 80, 120, 120, 120, 120]],
		['pairRateLimited', [6, 24, 96]],
		['temporarilyUnavailable', [2, 4]],
	])('after %s waits longer each time if the gateway gives no time', (fault, waits) => {
		const error = new GatewayError(fault, 'Slow down.');
		const attempts = Array.from({ length: 12 }, (_, index) => index + 1);
		const given = attempts.map((attempt) => retryDelay(error, attempt, 120));
		expect(given.filter((wait) => wait !== undefined)).toEqual(waits);
	});

	test.each<[number | null, number, number, number | undefined]>([
		[17, 1, 120, 17],
		[17, 4, 120, 17],
		[0, 1, 120, 1],
		[120, 1, 120, 120],
		[121, 1, 120, undefined],
		[3600, 1, 120, undefined],
		[1, 9, 120, 1],
		[1, 10, 120, undefined],
		[null, 1, 120, 5],
		[null, 1, 0, undefined],
		[0, 1, 0, undefined],
		[-5, 1, 0, undefined],
		[-5, 1, 120, 1],
		[0, 1, 0.5, undefined],
		[0, 1, NaN, undefined],
		[NaN, 1, 120, undefined],
	])('after a Retry-After of %p seconds, attempt %i, with a maximum of %i: %p', (...row) => {
		const [retryAfter, attempt, maxWait, wait] = row;
		expect(retryDelay(limited({ retryAfter }), attempt, maxWait)).toBe(wait);
	});

	test.each(faultNames)('is not made if the message may have been sent: %s', (fault) => {
		for (const sent of ['unknown', 'yes'] as const) {
			const error = new GatewayError(fault, 'It happened.', { sent, retryAfter: 1 });
			expect(retryDelay(error, 1, 120)).toBeUndefined();
		}
	});

	test.each<[FaultName, Array<number | undefined>]>([
		['unknownOutcome', [2, 4, undefined]],
		['conflict', [2, 4, 8, 16, undefined]],
		['unexpectedAnswer', [undefined]],
	])('is made if an idempotency key prevents a duplicate: %s', (fault, waits) => {
		const error = new GatewayError(fault, 'It happened.', { sent: 'unknown' });
		const given = waits.map((_, index) => retryDelay(error, index + 1, 120, true));
		expect(given).toEqual(waits);
	});

	test('is not made if a key was used for another message', () => {
		const error = new GatewayError('conflict', 'It happened.', { sent: 'no' });
		expect(retryDelay(error, 1, 120, true)).toBeUndefined();
	});

	test.each(faultNames.filter((fault) => !faults[fault].retryable))(
		'is not made after a fault that is not retryable: %s',
		(fault) => {
			const error = new GatewayError(fault, 'It happened.', { retryAfter: 1 });
			expect(retryDelay(error, 1, 120)).toBeUndefined();
		},
	);
});

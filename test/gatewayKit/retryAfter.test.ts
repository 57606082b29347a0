import fc from 'fast-check';

import type { Answer } from '../../nodes/WhatsAppGateway/core/request';
import { readRetryAfter } from '../../nodes/WhatsAppGateway/gatewayKit/retryAfter';
import { answer } from './exampleAnswer';

describe('the time to wait', () => {
	const now = Date.parse('2026-11-21T10:00:00Z');
	const header = (time: string): Partial<Answer> => ({ headers: { 'retry-after': time } });
	const body = (time: unknown): Partial<Answer> => ({ body: { retry_after: time } });

	test.each<[Partial<Answer>, number | null]>([
		[header('17'), 17],
		[header(' 17 '), 17],
		[header('1.5'), 1.5],
		[header('0'), 0],
		[header('-5'), 0],
		[header('Sat, 21 Nov 2026 10:00:30 GMT'), 30],
		[header('Sat, 21 Nov 2026 09:00:00 GMT'), 0],
		[header('2026-11-21T10:01:00Z'), 60],
		[header('2026-11-21T10:00:00.200Z'), 1],
		[header(''), null],
		[header('soon'), null],
		[header('soon 5'), null],
		[header('at 10:00 or so'), null],
		[header('Infinity'), null],
		[body(45), 45],
		[body('45'), 45],
		[body(NaN), null],
		[body(null), null],
		[body({ seconds: 5 }), null],
		[{ ...header('17'), ...body(45) }, 17],
		[{ ...header('soon'), ...body(45) }, 45],
		[{ body: '<html>' }, null],
		[{ headers: { 'x-ratelimit-reset': String(now / 1000 + 20) } }, 20],
		[{ headers: { 'x-ratelimit-reset': String(now / 1000 - 20) } }, 0],
		[{ headers: { 'x-ratelimit-reset': '20' } }, 20],
		[{ headers: { 'x-ratelimit-reset': '2026-11-21T10:00:20Z' } }, 20],
		[{ headers: { 'retry-after': '3', 'x-ratelimit-reset': '20' } }, 3],
		[{}, null],
	])('of %j is %p', (more, seconds) => {
		expect(readRetryAfter(answer(more), now)).toBe(seconds);
	});

	test('is a non-negative number for any answer', () => {
		const time = fc.oneof(fc.string(), fc.anything());
		fc.assert(
			fc.property(fc.string(), time, (inHeader, inBody) => {
				const more = { ...header(inHeader), ...body(inBody) };
				const seconds = readRetryAfter(answer(more), now);
				if (seconds !== null) expect(seconds).toBeGreaterThanOrEqual(0);
			}),
			{ numRuns: 1000 },
		);
	});
});

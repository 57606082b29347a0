import {
	asFields,
	faultOfStatus,
	metaCodeIn,
	retryAfter,
} from '../../nodes/WhatsAppGateway/core/answer';
import { faults, GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import type { Answer } from '../../nodes/WhatsAppGateway/core/gateway';
import { metaCodes } from '../../nodes/WhatsAppGateway/core/metaCodes';
import { waitBeforeRetry } from '../../nodes/WhatsAppGateway/core/retry';
import { faultOfSilence } from '../../nodes/WhatsAppGateway/core/transport';

const answer = (more: Partial<Answer>): Answer => ({
	status: 200,
	headers: {},
	body: {},
	isJson: true,
	sends: true,
	attempts: 1,
	...more,
});

describe('the wording', () => {
	const sentences = [
		...Object.values(faults).map(({ hint }) => hint),
		...Object.values(metaCodes).map(({ message }) => message),
	];

	test.each(sentences)('is n8n’s: %s', (sentence) => {
		expect(sentence).not.toMatch(/\b(error|problem|failure|mistake)/i);
		expect(sentence).toMatch(/^[A-Z“{].*[.]$/);
	});
});

describe('the time to wait', () => {
	const now = Date.parse('2026-11-21T10:00:00Z');

	test.each<[Partial<Answer>, number | null]>([
		[{ headers: { 'retry-after': '17' } }, 17],
		[{ headers: { 'retry-after': 'Sat, 21 Nov 2026 10:00:30 GMT' } }, 30],
		[{ headers: { 'retry-after': 'Sat, 21 Nov 2026 09:00:00 GMT' } }, 0],
		[{ headers: { 'retry-after': '-5' } }, 0],
		[{ headers: { 'retry-after': 'soon' } }, null],
		[{ body: { retry_after: 45 } }, 45],
		[{ body: '<html>' }, null],
		[{}, null],
	])('of %j is %p', (more, seconds) => {
		expect(retryAfter(answer(more), now)).toBe(seconds);
	});
});

test.each([
	['(#131047) Re-engagement message', 131047],
	['(#100) Invalid parameter', 100],
	['failed with 131026', 131026],
	['order 1310471', null],
	['message 132 of 5', null],
	['', null],
])('Meta’s code in “%s” is %p', (text, code) => {
	expect(metaCodeIn(text)).toBe(code);
});

test.each<[unknown, object | undefined]>([
	[
		{ phone: ['required'], text: 'too long' },
		{ phone: ['required'], text: ['too long'] },
	],
	[{ phone: [1, 'bad'] }, { phone: ['bad'] }],
	[{}, undefined],
	['text', undefined],
	[null, undefined],
])('refused fields in %j are %j', (given, fields) => {
	expect(asFields(given)).toEqual(fields);
});

test.each<[number, boolean, boolean, string, string]>([
	[401, true, true, 'invalidCredential', 'no'],
	[402, true, true, 'quotaExceeded', 'no'],
	[403, true, true, 'missingScope', 'no'],
	[404, true, true, 'notFound', 'no'],
	[404, false, true, 'unexpectedAnswer', 'no'],
	[409, true, true, 'conflict', 'no'],
	[422, true, true, 'invalidRequest', 'no'],
	[429, true, true, 'rateLimited', 'no'],
	[429, false, true, 'rateLimited', 'no'],
	[301, true, true, 'unexpectedAnswer', 'no'],
	[500, true, true, 'unknownOutcome', 'unknown'],
	[503, false, true, 'unknownOutcome', 'unknown'],
	[503, false, false, 'temporarilyUnavailable', 'no'],
])('status %i (JSON: %p, sends: %p) is %s', (status, isJson, sends, fault, sent) => {
	const error = faultOfStatus(answer({ status, isJson, sends }), 'Acme', {});
	expect(error).toMatchObject({ fault, sent });
	expect(error.message).toContain('Acme');
});

describe('silence', () => {
	const about = { gateway: 'Acme', host: 'acme.example', seconds: 30, sends: true };
	const token = 'tok-1234567890';

	test.each([
		['ECONNREFUSED', 'temporarilyUnavailable', 'no'],
		['ENOTFOUND', 'temporarilyUnavailable', 'no'],
		['EAI_AGAIN', 'temporarilyUnavailable', 'no'],
		['CERT_HAS_EXPIRED', 'temporarilyUnavailable', 'no'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'temporarilyUnavailable', 'no'],
		['ECONNABORTED', 'unknownOutcome', 'unknown'],
		['ETIMEDOUT', 'unknownOutcome', 'unknown'],
		['ECONNRESET', 'unknownOutcome', 'unknown'],
		['EPIPE', 'unknownOutcome', 'unknown'],
		['SOMETHING_NEW', 'unknownOutcome', 'unknown'],
	])('after %s is %s, however deeply it is wrapped', (code, fault, sent) => {
		const inner = Object.assign(new Error(`Bearer ${token}`), {
			code,
			config: { headers: { Authorization: token } },
		});
		const error = faultOfSilence(new Error('outer', { cause: { cause: inner } }), about);
		expect(error).toMatchObject({ fault, sent });
		expect(JSON.stringify([error.message, error.hint, error.details])).not.toContain(token);
		expect(faultOfSilence(inner, { ...about, sends: false }).sent).toBe('no');
	});
});

describe('a repeat', () => {
	const limited = (more: object) => new GatewayError('rateLimited', 'Slow down.', more);

	test('waits as long as the gateway says', () => {
		expect(waitBeforeRetry(limited({ retryAfter: 17 }), 1, 120)).toBe(17);
	});

	test('waits longer each time where the gateway says nothing', () => {
		expect([1, 2, 3, 4].map((attempt) => waitBeforeRetry(limited({}), attempt, 120))).toEqual([
			5, 10, 20, 40,
		]);
	});

	test('is not made where the gateway asks for too long, nor for ever', () => {
		expect(waitBeforeRetry(limited({ retryAfter: 3600 }), 1, 120)).toBeUndefined();
		expect(waitBeforeRetry(limited({ retryAfter: 1 }), 5, 120)).toBeUndefined();
	});

	test('is never made where the message may have been sent', () => {
		for (const fault of Object.keys(faults) as Array<keyof typeof faults>) {
			const error = new GatewayError(fault, 'Something.', { sent: 'unknown', retryAfter: 1 });
			expect(waitBeforeRetry(error, 1, 120)).toBeUndefined();
		}
	});
});

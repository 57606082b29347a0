import fc from 'fast-check';

import { type FaultName, faults, GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import { asObject, asText, asTexts } from '../../nodes/WhatsAppGateway/core/narrow';
import type { Answer } from '../../nodes/WhatsAppGateway/core/request';
import { readFieldErrors } from '../../nodes/WhatsAppGateway/gatewayKit/laravel';
import { readRetryAfter } from '../../nodes/WhatsAppGateway/gatewayKit/retryAfter';
import { statusFault } from '../../nodes/WhatsAppGateway/gatewayKit/statusFault';
import { toNetworkFault, TooLarge } from '../../nodes/WhatsAppGateway/http/networkErrors';
import { retryDelay } from '../../nodes/WhatsAppGateway/http/retryPolicy';
import { metaCodes } from '../../nodes/WhatsAppGateway/whatsapp/metaErrorCodes';
import { metaFault, findMetaCode } from '../../nodes/WhatsAppGateway/whatsapp/metaErrors';

const answer = (more: Partial<Answer>): Answer => ({
	status: 200,
	headers: {},
	body: {},
	isJson: true,
	sends: true,
	attempts: 1,
	...more,
});

const faultNames = Object.keys(faults) as FaultName[];

/** n8n's guideline on wording. */
const unwelcome = /\b(error|problem|failure|mistake)/i;

describe('the wording', () => {
	const sentences = [
		...Object.values(faults).map(({ hint }) => hint),
		...Object.values(metaCodes).map(({ message }) => message),
	];

	test.each(sentences)('is n8n’s: %s', (sentence) => {
		expect(sentence).not.toMatch(unwelcome);
		expect(sentence).toMatch(/^[A-Z“{].*[.]$/);
		expect(sentence).not.toMatch(/ {2}|\.\.|\s[.,;:]/);
	});

	test.each(faultNames)('says what to do: %s', (fault) => {
		const { hint, sent } = new GatewayError(fault, 'It happened.');
		expect(hint.length).toBeGreaterThan(20);
		expect(sent).toBe('no');
	});
});

describe('an answer is read without trust', () => {
	test.each<[unknown, object]>([
		[{ a: 1 }, { a: 1 }],
		[[1], {}],
		[null, {}],
		['text', {}],
		[undefined, {}],
	])('%j as an object is %j', (given, object) => {
		expect(asObject(given)).toEqual(object);
	});

	test.each<[unknown, string | null]>([
		['a', 'a'],
		['', null],
		[0, '0'],
		[5, '5'],
		[true, null],
		[{}, null],
		[undefined, null],
	])('%j as a text is %j', (given, text) => {
		expect(asText(given)).toBe(text);
	});

	test.each<[unknown, string[]]>([
		[
			['a', 1, null, 'b'],
			['a', 'b'],
		],
		['a', []],
		[{ 0: 'a' }, []],
	])('%j as texts is %j', (given, texts) => {
		expect(asTexts(given)).toEqual(texts);
	});

	test.each<[unknown, object | undefined]>([
		[
			{ phone: ['required'], text: 'too long' },
			{ phone: ['required'], text: ['too long'] },
		],
		[{ phone: [1, 'bad'] }, { phone: ['bad'] }],
		[{ phone: { a: 'b' } }, { phone: [] }],
		[{}, undefined],
		[['text'], undefined],
		['text', undefined],
		[null, undefined],
	])('refused fields in %j are %j', (given, fields) => {
		expect(readFieldErrors(given)).toEqual(fields);
	});
});

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

	test('is never before now, nor no number, whatever the gateway says', () => {
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

describe('Meta’s code', () => {
	test.each([
		['(#131047) Re-engagement message', 131047],
		['(#100) Invalid parameter', 100],
		['(#0) AuthException', 0],
		['131026: (#132001) two codes', 132001],
		['failed with 131026', 131026],
		['code:130429', 130429],
		['order 1310471', null],
		['order A131047', null],
		['message 132 of 5', null],
		['136000', null],
		['', null],
	])('in “%s” is %p', (text, code) => {
		expect(findMetaCode(text)).toBe(code);
	});

	test.each(Object.keys(metaCodes))('%s has a sentence with the gateway’s name in it', (code) => {
		const error = metaFault(Number(code), 'Acme', { sent: 'no', httpStatus: 400 });
		expect(error?.message).not.toContain('{gateway}');
		expect(error?.details).toMatchObject({ metaCode: Number(code), httpStatus: 400 });
	});

	test.each([[1], [999999], [-1], [NaN], [131047.5]])(
		'%p is none that we know, and nothing is made up',
		(code) => {
			expect(metaFault(code, 'Acme', {})).toBeUndefined();
		},
	);
});

describe('the status alone', () => {
	const said = { gatewayCode: 'Nope.' };
	const broke = 'did not say whether the message was sent.';
	const elsewhere = 'Acme was expected at the Base URL, but something else answered there';

	test.each<[number, boolean, boolean, FaultName, string, string]>([
		[401, true, true, 'invalidCredential', 'no', 'Acme does not accept the access token.'],
		[401, false, false, 'invalidCredential', 'no', 'Acme does not accept the access token.'],
		[402, true, true, 'quotaExceeded', 'no', 'Acme says that the quota is used up: “Nope”.'],
		[403, true, true, 'missingScope', 'no', 'Acme does not permit this: “Nope”.'],
		[403, false, true, 'unexpectedAnswer', 'no', `${elsewhere} (status 403).`],
		[404, true, true, 'notFound', 'no', 'Acme does not have what was asked for: “Nope”.'],
		[404, false, true, 'unexpectedAnswer', 'no', `${elsewhere} (status 404).`],
		[409, true, true, 'conflict', 'unknown', 'Acme is already processing this request: “Nope”.'],
		[400, true, true, 'invalidRequest', 'no', 'Acme did not accept the request: “Nope”.'],
		[422, true, false, 'invalidRequest', 'no', 'Acme did not accept the request: “Nope”.'],
		[429, true, true, 'rateLimited', 'no', 'Acme takes no more requests for now.'],
		[429, false, false, 'rateLimited', 'no', 'Acme takes no more requests for now.'],
		[301, true, true, 'unexpectedAnswer', 'no', `${elsewhere} (status 301).`],
		[302, false, false, 'unexpectedAnswer', 'no', `${elsewhere} (status 302).`],
		[500, true, true, 'unknownOutcome', 'unknown', `Acme broke off with status 500 and ${broke}`],
		[503, false, true, 'unknownOutcome', 'unknown', `Acme broke off with status 503 and ${broke}`],
		[500, true, false, 'temporarilyUnavailable', 'no', 'Acme is out of order (status 500).'],
		[503, false, false, 'temporarilyUnavailable', 'no', 'Acme is out of order (status 503).'],
	])('%i (JSON: %p, sends: %p) is %s, sent: %s', (status, isJson, sends, fault, sent, message) => {
		const error = statusFault(answer({ status, isJson, sends }), 'Acme', said);
		expect(error).toMatchObject({ fault, sent, message });
	});

	test('quotes the gateway only where it said something', () => {
		const given = answer({ status: 422 });
		for (const gatewayCode of [null, undefined, '', ' ', '.']) {
			expect(statusFault(given, 'Acme', { gatewayCode }).message).toBe(
				'Acme did not accept the request.',
			);
		}
	});

	test('of too many requests keeps the time to wait', () => {
		const limited = answer({ status: 429, headers: { 'retry-after': '17' } });
		expect(statusFault(limited, 'Acme', {}).details.retryAfter).toBe(17);
	});
});

describe('silence', () => {
	const about = { gateway: 'Acme', host: 'acme.example', seconds: 30, sends: true };
	const token = 'tok-1234567890';
	const unreached = 'Acme cannot be reached at acme.example.';
	const untrusted =
		'The certificate of acme.example cannot be trusted, so nothing was sent to Acme.';
	const insecure =
		'No secure connection to acme.example could be made, so nothing was sent to Acme.';
	const perhaps = 'the message may or may not have been sent.';
	const stalled = 'Acme did not answer within 30 seconds';
	const broken = 'The connection to Acme broke before an answer came';

	/** An exception such as axios throws it, with the request and its token in it. */
	const thrown = (code?: unknown, more: object = {}) =>
		Object.assign(new Error(`Bearer ${token}`), {
			...(code !== undefined && { code }),
			...more,
			config: { headers: { Authorization: token } },
		});
	const told = (error: GatewayError) => JSON.stringify([error.message, error.hint, error.details]);

	const connecting = { syscall: 'connect' };
	const plainHttp = { message: `write EPROTO: wrong version number ${token}` };

	test.each<[unknown, object, FaultName, string]>([
		['ECONNREFUSED', connecting, 'temporarilyUnavailable', unreached],
		['ECONNREFUSED', {}, 'temporarilyUnavailable', unreached],
		['ENOTFOUND', {}, 'temporarilyUnavailable', unreached],
		['EAI_AGAIN', {}, 'temporarilyUnavailable', unreached],
		['EAI_FAIL', {}, 'temporarilyUnavailable', unreached],
		['EHOSTUNREACH', connecting, 'temporarilyUnavailable', unreached],
		['ENETUNREACH', connecting, 'temporarilyUnavailable', unreached],
		['ETIMEDOUT', connecting, 'temporarilyUnavailable', unreached],
		['EADDRNOTAVAIL', {}, 'temporarilyUnavailable', unreached],
		['ERR_INVALID_URL', {}, 'temporarilyUnavailable', unreached],
		['CERT_HAS_EXPIRED', {}, 'notConfigured', untrusted],
		['DEPTH_ZERO_SELF_SIGNED_CERT', {}, 'notConfigured', untrusted],
		['SELF_SIGNED_CERT_IN_CHAIN', {}, 'notConfigured', untrusted],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', {}, 'notConfigured', untrusted],
		['ERR_TLS_CERT_ALTNAME_INVALID', {}, 'notConfigured', untrusted],
		['EPROTO', plainHttp, 'notConfigured', insecure],
		['ERR_SSL_WRONG_VERSION_NUMBER', {}, 'notConfigured', insecure],
	])('after %s %p means that nothing was sent', (code, more, fault, message) => {
		for (const sends of [true, false]) {
			const error = toNetworkFault(thrown(code, more), { ...about, sends });
			expect(error).toMatchObject({ fault, sent: 'no', message });
			expect(told(error)).not.toContain(token);
		}
	});

	test.each<[unknown, string]>([
		['ECONNABORTED', stalled],
		['ETIMEDOUT', stalled],
		['ESOCKETTIMEDOUT', stalled],
		['ECONNRESET', broken],
		['EPIPE', broken],
		// The network or the encryption may be lost after the request has left.
		['EHOSTUNREACH', broken],
		['ENETUNREACH', broken],
		['EPROTO', broken],
		['SOMETHING_NEW', broken],
		[500, broken],
		['', broken],
		[undefined, broken],
	])('after %p may mean anything where the request sends', (code, happened) => {
		const error = toNetworkFault(thrown(code), about);
		expect(error).toMatchObject({ fault: 'unknownOutcome', sent: 'unknown' });
		expect(error.message).toBe(`${happened}; ${perhaps}`);
		expect(told(error)).not.toContain(token);
		const asking = toNetworkFault(thrown(code), { ...about, sends: false });
		expect(asking).toMatchObject({ fault: 'temporarilyUnavailable', sent: 'no' });
		expect(asking.message).toBe(`${happened}.`);
	});

	test('is understood however deeply n8n has wrapped it', () => {
		const wrapped = new Error('outer', { cause: { cause: { cause: thrown('ECONNREFUSED') } } });
		expect(toNetworkFault(wrapped, about).message).toBe(unreached);
	});

	test('is no silence where more came than an answer can hold', () => {
		expect(toNetworkFault(new TooLarge(), about)).toMatchObject({
			fault: 'unknownOutcome',
			message: `The answer of Acme is too large to be read; ${perhaps}`,
		});
		expect(toNetworkFault(new TooLarge(), { ...about, sends: false })).toMatchObject({
			fault: 'unexpectedAnswer',
			sent: 'no',
		});
	});

	test('counts one second as one', () => {
		const { message } = toNetworkFault(thrown('ETIMEDOUT'), { ...about, seconds: 1 });
		expect(message).toBe(`Acme did not answer within 1 second; ${perhaps}`);
	});

	test('never loops, never throws and never tells the token, whatever was thrown', () => {
		const circle: { cause?: unknown } = {};
		circle.cause = circle;
		for (const exception of [circle, null, undefined, token, 5, [token], thrown()]) {
			const error = toNetworkFault(exception, about);
			expect(error.fault).toBe('unknownOutcome');
			expect(told(error)).not.toContain(token);
		}
	});
});

describe('a repeat', () => {
	const limited = (more: object) => new GatewayError('rateLimited', 'Slow down.', more);

	test.each<[FaultName, number[]]>([
		['rateLimited', [5, 10, 20, 40, 80, 120, 120, 120, 120]],
		['pairRateLimited', [6, 24, 96]],
		['temporarilyUnavailable', [2, 4]],
	])('after %s waits longer each time where the gateway says nothing', (fault, waits) => {
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
		[NaN, 1, 120, undefined],
	])('that is asked for in %p seconds, for the %i. time, with %i at most: %p', (...row) => {
		const [asked, attempt, longest, wait] = row;
		expect(retryDelay(limited({ retryAfter: asked }), attempt, longest)).toBe(wait);
	});

	test.each(faultNames)('is never made where the message may have been sent: %s', (fault) => {
		for (const sent of ['unknown', 'yes'] as const) {
			const error = new GatewayError(fault, 'It happened.', { sent, retryAfter: 1 });
			expect(retryDelay(error, 1, 120)).toBeUndefined();
		}
	});

	test.each<[FaultName, Array<number | undefined>]>([
		['unknownOutcome', [2, 4, undefined]],
		['conflict', [2, 4, 8, 16, undefined]],
		['unexpectedAnswer', [undefined]],
	])('is made where the gateway promises that a repeat sends once: %s', (fault, waits) => {
		const error = new GatewayError(fault, 'It happened.', { sent: 'unknown' });
		const given = waits.map((_, index) => retryDelay(error, index + 1, 120, true));
		expect(given).toEqual(waits);
	});

	test('is not made where a key was used for another message', () => {
		const error = new GatewayError('conflict', 'It happened.', { sent: 'no' });
		expect(retryDelay(error, 1, 120, true)).toBeUndefined();
	});

	test.each(faultNames.filter((fault) => !faults[fault].retryable))(
		'is never made after what a repeat cannot heal: %s',
		(fault) => {
			const error = new GatewayError(fault, 'It happened.', { retryAfter: 1 });
			expect(retryDelay(error, 1, 120)).toBeUndefined();
		},
	);
});

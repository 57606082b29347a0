import type { FaultName, GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import { toNetworkFault, TooLarge } from '../../nodes/WhatsAppGateway/http/networkErrors';

describe('a network error', () => {
	const about = { gateway: 'Acme', host: 'acme.example', seconds: 30, sends: true };
	const token = 'tok-1234567890';
	const unreached = 'Acme cannot be reached at acme.example.';
	const untrusted =
		'The certificate of acme.example cannot be trusted, so nothing was sent to Acme.';
	const insecure =
		'No secure connection to acme.example could be made, so nothing was sent to Acme.';
	const maybeSent = 'the message may or may not have been sent.';
	const stalled = 'Acme did not answer within 30 seconds';
	const broken = 'The connection to Acme broke before an answer came';

	/** An exception as axios throws it, with the request and its token. */
	const thrown = (code?: unknown, more: object = {}) =>
		Object.assign(new Error(`Bearer ${token}`), {
			...(code !== undefined && { code }),
			...more,
			config: { headers: { Authorization: token } },
		});
	const textOf = (error: GatewayError) =>
		JSON.stringify([error.message, error.hint, error.details]);

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
	])('with the code %s %p means that nothing was sent', (code, more, fault, message) => {
		for (const sends of [true, false]) {
			const error = toNetworkFault(thrown(code, more), { ...about, sends });
			expect(error).toMatchObject({ fault, sent: 'no', message });
			expect(textOf(error)).not.toContain(token);
		}
	});

	test.each<[unknown, string]>([
		['ECONNABORTED', stalled],
		['ETIMEDOUT', stalled],
		['ESOCKETTIMEDOUT', stalled],
		['ECONNRESET', broken],
		['EPIPE', broken],
		// The network or the encryption may fail after the request was sent.
		['EHOSTUNREACH', broken],
		['ENETUNREACH', broken],
		['EPROTO', broken],
		['SOMETHING_NEW', broken],
		[500, broken],
		['', broken],
		[undefined, broken],
	])('with the code %p leaves the outcome of sending unknown', (code, cause) => {
		const error = toNetworkFault(thrown(code), about);
		expect(error).toMatchObject({ fault: 'unknownOutcome', sent: 'unknown' });
		expect(error.message).toBe(`${cause}; ${maybeSent}`);
		expect(textOf(error)).not.toContain(token);
		const readOnly = toNetworkFault(thrown(code), { ...about, sends: false });
		expect(readOnly).toMatchObject({ fault: 'temporarilyUnavailable', sent: 'no' });
		expect(readOnly.message).toBe(`${cause}.`);
	});

	test('is recognized at any depth of n8n’s wrapping', () => {
		const wrapped = new Error('outer', { cause: { cause: { cause: thrown('ECONNREFUSED') } } });
		expect(toNetworkFault(wrapped, about).message).toBe(unreached);
	});

	test('includes an answer that exceeds the size limit', () => {
		expect(toNetworkFault(new TooLarge(), about)).toMatchObject({
			fault: 'unknownOutcome',
			message: `The answer of Acme is too large to be read; ${maybeSent}`,
		});
		expect(toNetworkFault(new TooLarge(), { ...about, sends: false })).toMatchObject({
			fault: 'unexpectedAnswer',
			sent: 'no',
		});
	});

	test('names one second in the singular', () => {
		const { message } = toNetworkFault(thrown('ETIMEDOUT'), { ...about, seconds: 1 });
		expect(message).toBe(`Acme did not answer within 1 second; ${maybeSent}`);
	});

	test('handles any thrown value without a loop, an exception or the token', () => {
		const circle: { cause?: unknown } = {};
		circle.cause = circle;
		for (const exception of [circle, null, undefined, token, 5, [token], thrown()]) {
			const error = toNetworkFault(exception, about);
			expect(error.fault).toBe('unknownOutcome');
			expect(textOf(error)).not.toContain(token);
		}
	});
});

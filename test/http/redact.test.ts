import fc from 'fast-check';

import { createRedactor, redactValue } from '../../nodes/WhatsAppGateway/http/redact';

const token = 'tök/en+"1234" 567=~!\\';
const redact = createRedactor({
	accessToken: ` ${token}\n`,
	webhookSecret: 'hook-secret/1',
	flowSecret: 'flow-secret-1',
});

const phpEscaped = (text: string) => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/');
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('a secret is replaced', () => {
	test.each<[string, string]>([
		['as it is', token],
		['escaped for JSON', JSON.stringify(token)],
		['escaped as PHP does it', phpEscaped(token)],
		['escaped as Python does it', JSON.stringify(token).replace('ö', '\\u00f6')],
		['encoded for a URL', encodeURIComponent(token)],
		[
			'in lower-case hexadecimal',
			encodeURIComponent(token).replace(/%../g, (hex) => hex.toLowerCase()),
		],
		['encoded for a form', new URLSearchParams({ token }).toString()],
		['encoded as a whole URL', encodeURI(token)],
		['with plus signs for spaces', encodeURIComponent(token).replaceAll('%20', '+')],
		['with RFC 3986’s reserved letters', encodeURIComponent(token).replace('!', '%21')],
		['the other secret, too', 'hook-secret/1'],
		['the secret that signs calls', 'flow-secret-1'],
		['the other secret as PHP escapes it', 'hook-secret\\/1'],
	])('%s', (_how, text) => {
		const clean = redact(`{"error": "before ${text} after"}`);
		expect(clean).toContain('***');
		for (const part of ['1234', '567', 'secret']) expect(clean).not.toContain(part);
	});

	test.each([0, 1, 2, 3, 4, 5])('in Base64 behind %i other bytes', (before) => {
		for (const encode of [
			base64,
			(text: string) => Buffer.from(text).toString('base64url'),
			(text: string) => phpEscaped(base64(text)),
			(text: string) => encodeURIComponent(base64(text)),
		]) {
			const clean = redact(`Basic ${encode(`${'x'.repeat(before)}${token}:password`)}`);
			expect(clean).toContain('***');
			const rest = clean
				.replace(/^Basic /, '')
				.split('***')
				.map((part) => Buffer.from(part, 'base64').toString('latin1'))
				.join();
			for (const part of ['1234', '567']) expect(rest).not.toContain(part);
		}
	});

	test('in a text of JSON whose letters are escaped one by one', () => {
		const escaped = [...'hook-secret/1']
			.map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
			.join('');
		const body: unknown = JSON.parse(`{"a": [{"${escaped}": "x${escaped}x"}]}`);
		expect(redactValue(body, redact)).toEqual({ a: [{ '***': 'x***x' }] });
	});
});

test('any secret of enough letters is replaced in each of these forms', () => {
	fc.assert(
		fc.property(fc.string({ minLength: 6, maxLength: 60, unit: 'binary' }), (secret) => {
			const accessToken = secret.trim();
			fc.pre(accessToken.length >= 6);
			const clean = createRedactor({ accessToken });
			for (const form of [
				accessToken,
				JSON.stringify(accessToken),
				encodeURIComponent(accessToken),
				base64(accessToken),
			]) {
				expect(clean(`<${form}>`)).toContain('***');
			}
		}),
	);
});

test.each(['', 'a', 'token'])('a secret as short as “%s” is not searched for', (accessToken) => {
	const text = `a token, {"a": "${accessToken}"} ${base64(accessToken)}`;
	expect(createRedactor({ accessToken, webhookSecret: '' })(text)).toBe(text);
});

test('what only looks like a part of a secret stays', () => {
	expect(redact('tök/en+ is no token; 1234 neither')).toBe('tök/en+ is no token; 1234 neither');
	expect(redactValue({ a: [1, null, true, 'b'] }, redact)).toEqual({ a: [1, null, true, 'b'] });
});

test('the forms of a secret are made with the first text, not for a request that is never made', () => {
	const accessToken = 'EAAJB-sandbox-token';
	const read = jest.fn(() => accessToken);
	const secrets = Object.defineProperty({ webhookSecret: '' }, 'accessToken', { get: read });
	const redact = createRedactor(secrets);
	expect(read).not.toHaveBeenCalled();
	expect([redact(`a ${accessToken}`), redact(accessToken)]).toEqual(['a ***', '***']);
	expect(read.mock.calls.length).toBeLessThanOrEqual(2);
});

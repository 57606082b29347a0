import {
	equalInConstantTime,
	hmacSha256,
	isRecent,
} from '../../nodes/WhatsAppGateway/gatewayKit/signature';

const now = Date.parse('2026-11-21T09:00:00Z');

/** https://datatracker.ietf.org/doc/html/rfc4231#section-4.3 */
test('the HMAC matches the test vector of RFC 4231', () => {
	expect(hmacSha256('Jefe', 'what do ya want ', Buffer.from('for nothing?'))).toBe(
		'5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
	);
});

test.each<[string, string, boolean]>([
	['a', 'a', true],
	['a', 'b', false],
	['a', 'aa', false],
	['', '', false],
	['a', '', false],
	['', 'a', false],
	['ä', 'ä', true],
])('%j and %j: %p', (one, other, same) => {
	expect(equalInConstantTime(one, other)).toBe(same);
});

test.each([
	[0, true],
	[299, true],
	[300, true],
	[301, false],
	[-300, true],
	[-301, false],
	[NaN, false],
])('a timestamp that is %p seconds old is recent: %p', (age, recent) => {
	expect(isRecent(now / 1000 - age, now)).toBe(recent);
});

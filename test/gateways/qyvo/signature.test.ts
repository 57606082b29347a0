import { webhook } from '../../../nodes/WhatsAppGateway/gateways/qyvo/webhook';
import { hmacSha256 } from '../hmac';
import { deliveryBody as body, now, seconds, verdictOf } from '../deliveries';
import { webhookSecret as secret } from '../profiles';
import { profile } from '.';

describe('the time in the signature', () => {
	const headers = profile.signDelivery(body, secret, seconds);

	test('makes a delivery stale that is six minutes old or in the future', () => {
		expect(verdictOf(webhook, { headers, at: now + 6 * 60_000 })).toBe('stale');
		expect(verdictOf(webhook, { headers, at: now - 6 * 60_000 })).toBe('stale');
		expect(verdictOf(webhook, { headers, at: now + 4 * 60_000 })).toBe('genuine');
	});

	test('is ignored if the credential says that only the body is signed', () => {
		const secrets = { signatureCovers: 'body' };
		const bare = `t=1,v1=${hmacSha256(body, secret)}`;
		expect(verdictOf(webhook, { headers: { 'x-qyvo-signature': bare }, secrets })).toBe('genuine');
		expect(verdictOf(webhook, { headers, secrets })).toBe('forged');
		expect(verdictOf(webhook, { headers: { 'x-qyvo-signature': bare } })).toBe('forged');
	});
});

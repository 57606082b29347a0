import { createHmac } from 'node:crypto';

/** The lower-case hexadecimal HMAC-SHA256 of a text's bytes. */
export function hmacSha256(text: string, secret: string): string {
	return createHmac('sha256', secret).update(text).digest('hex');
}

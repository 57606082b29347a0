import { createHmac } from 'node:crypto';

/** The lower-case hexadecimal HMAC-SHA256 of some bytes, made without the package's own code. */
export function hmacSha256(bytes: string | Buffer, secret: string): string {
	return createHmac('sha256', secret).update(bytes).digest('hex');
}

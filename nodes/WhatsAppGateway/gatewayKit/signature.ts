import { createHmac, timingSafeEqual } from 'node:crypto';

/** The lower-case hexadecimal HMAC-SHA256 of some bytes. */
export function hmacSha256(secret: string, ...parts: ReadonlyArray<string | Buffer>): string {
	const hash = createHmac('sha256', secret);
	for (const part of parts) hash.update(part);
	return hash.digest('hex');
}

/**
 * Whether two texts are the same, in a time that does not tell where they differ. An empty text is
 * the same as nothing, not even as another empty one.
 */
export function equalInConstantTime(given: string, expected: string): boolean {
	if (given === '' || expected === '') return false;
	// Both are brought to one length first: a length of its own would be told by the time.
	const [a, b] = [given, expected].map((text) =>
		createHmac('sha256', 'length').update(text).digest(),
	);
	return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

/** How old a signed delivery may be, and how far ahead its clock, in seconds. */
const toleranceSeconds = 300;

/** Whether a time, in seconds since 1970, is near enough to now. */
export function isRecent(seconds: number, now: number): boolean {
	return Math.abs(now / 1000 - seconds) <= toleranceSeconds;
}

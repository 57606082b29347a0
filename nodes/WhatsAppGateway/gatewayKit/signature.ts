import { createHmac, timingSafeEqual } from 'node:crypto';

/** The lower-case hexadecimal HMAC-SHA256 of some bytes. */
export function hmacSha256(secret: string, ...parts: ReadonlyArray<string | Buffer>): string {
	const hash = createHmac('sha256', secret);
	for (const part of parts) hash.update(part);
	return hash.digest('hex');
}

/**
 * Whether two texts are the same, in a time that does not show where they differ. An empty text equals
 * nothing, not even another empty one.
 */
export function equalInConstantTime(actual: string, expected: string): boolean {
	if (actual === '' || expected === '') return false;
	// Hashes have the same length; the time would show a difference in length.
	const [a, b] = [actual, expected].map((text) =>
		createHmac('sha256', 'length').update(text).digest(),
	);
	return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

/** How old a signed delivery may be, and how far its clock may be ahead, in seconds. */
const toleranceSeconds = 300;

/** Whether a time, in seconds since 1970, is within the tolerance of now, in milliseconds. */
export function isRecent(seconds: number, now: number): boolean {
	return Math.abs(now / 1000 - seconds) <= toleranceSeconds;
}

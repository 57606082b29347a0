import { timingSafeEqual } from 'node:crypto';

/** The token of `Authorization: Bearer …`, or of another scheme; empty without one. */
export function bearerToken(headers: Headers, scheme = 'Bearer'): string {
	const [, given, token] = /^(\w+) (.+)$/.exec(headers.get('authorization') ?? '') ?? [];
	return given?.toLowerCase() === scheme.toLowerCase() ? (token?.trim() ?? '') : '';
}

/** Whether two secrets are the same, in a time that does not depend on where they differ. */
export function sameSecret(given: string, expected: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}

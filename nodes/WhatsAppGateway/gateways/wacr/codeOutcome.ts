import type { CodeCheck, CodeReason } from '../../core/oneTimePassword';
import { GatewayError } from '../../core/faults';
import { asText } from '../../core/narrow';

/**
 * What WA.CR calls the outcomes of a check. A code that was used is gone, so it looks like an unknown
 * one. Source: https://docs.app.wa.cr/verify-otp-28559798e0
 */
const reasons: Readonly<Record<string, CodeReason>> = {
	OTP_NOT_FOUND: 'unknown',
	OTP_EXPIRED: 'expired',
	MAX_ATTEMPTS_EXCEEDED: 'tooManyAttempts',
	INVALID_CODE: 'wrongCode',
};

/** How deep an answer is looked into, whose JSON is not documented. */
const maxDepth = 4;

/** The values in an answer by the names of their fields, the outermost first. */
function* fieldsIn(value: unknown, depth = maxDepth): Iterable<readonly [string, unknown]> {
	if (typeof value !== 'object' || value === null || depth === 0) return;
	const fields = Object.entries(value);
	yield* fields;
	for (const [, field] of fields) yield* fieldsIn(field, depth - 1);
}

function find<T>(value: unknown, read: (name: string, field: unknown) => T | undefined) {
	for (const [name, field] of fieldsIn(value)) {
		const found = read(name, field);
		if (found !== undefined) return found;
	}
	return undefined;
}

/** A whole number in an answer; `null` for none. */
export function findCount(value: unknown, field: string): number | null {
	const found = find(value, (name, given) => (name === field ? given : undefined));
	const count = Number(asText(found) ?? NaN);
	return Number.isSafeInteger(count) ? count : null;
}

/** What a refused check came to; `undefined` for a fault of another kind. */
export function readRefusedCheck(error: unknown): CodeCheck | undefined {
	if (!(error instanceof GatewayError)) return undefined;
	const { raw, retryAfter = null } = error.details;
	const reason = find(raw, (_name, field) =>
		typeof field === 'string' && Object.hasOwn(reasons, field) ? reasons[field] : undefined,
	);
	const outcome = reason ?? (error.fault === 'rateLimited' ? 'tooManyAttempts' : undefined);
	if (outcome === undefined) return undefined;
	return {
		reason: outcome,
		attemptsRemaining: findCount(raw, 'attempts_remaining'),
		expiresAt: null,
		retryAfter,
		raw: raw ?? null,
	};
}

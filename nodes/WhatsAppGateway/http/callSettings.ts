import type { Gateway } from '../core/gateway';
import type { Request, Secrets } from '../core/request';
import type { RateLimiter } from './rateLimiter';

/** How long a request may take, and how fast requests may follow one another. */
export interface RequestLimits {
	/** Seconds for each answer, from the first byte sent to the last byte received. */
	readonly timeout: number;
	/**
	 * Seconds to wait at most before a request is repeated, where the gateway asks to slow down. 0 for
	 * interactive use: neither a repeat nor a slot of the rate limiter is waited for.
	 */
	readonly maxWait: number;
	/** Messages per minute at most; `null` for the rate that the gateway documents. */
	readonly messagesPerMinute?: number | null;
}

/** The rate limiter of a request. */
export function limiterOf({ sends }: Request, settings: CallSettings): RateLimiter {
	return sends === true ? settings.senderLimiter : settings.rateLimiter;
}

/** What every request of a session has in common. */
export interface CallSettings {
	readonly gateway: Gateway;
	/** Without a trailing slash. */
	readonly baseUrl: string;
	readonly limits: RequestLimits;
	/** The credential as it was opened: its expressions are not resolved again for each request. */
	readonly secrets: Secrets;
	/** Shared by every run of this process that uses the account. */
	readonly rateLimiter: RateLimiter;
	/** That of the sender, for requests that send: the account's where the rate is not one of each sender. */
	readonly senderLimiter: RateLimiter;
	/** Replaces the secrets in a text before anything else reads it. */
	readonly redact: (text: string) => string;
	/** Called with the seconds that a request has waited for its slot. */
	readonly onWaited: (seconds: number) => void;
	/** Called with the seconds from a request to the last byte of its answer. */
	readonly onAnswered?: (seconds: number) => void;
}

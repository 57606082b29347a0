/** A one-time password that goes out in a template. */
export interface OneTimePassword {
	/** 4 to 8 digits; a gateway that makes the codes of resends itself takes its own there. */
	readonly code: string;
	/** 1 to 60. */
	readonly expiryMinutes: number;
	/** ISO 8601, UTC: from when on the code is not accepted any more. */
	readonly expiresAt: string;
	/** What the code is for, at most 50 characters: it is good for nothing else. */
	readonly purpose: string;
	/** Whether it replaces the code that the person has got before. */
	readonly isResend: boolean;
	/** Proves the code later on, without telling it; `null` where the gateway keeps the code. */
	readonly verification: string | null;
}

/** Whose code it is, and for what. */
export interface CodeReference {
	/** E.164. */
	readonly to: string;
	readonly purpose: string;
}

/** What a check of a code came to. The words are stored in workflows, so never rename them. */
export type CodeReason =
	| 'right'
	| 'wrongCode'
	| 'expired'
	| 'tooManyAttempts'
	/** It was right, and has been used. */
	| 'replayed'
	/** There is no code for this person and purpose. */
	| 'unknown';

/** The result of a check, which counts as an attempt. */
export interface CodeCheck {
	readonly reason: CodeReason;
	/** `null` where nobody says. */
	readonly attemptsRemaining: number | null;
	/** ISO 8601; `null` where nobody says. */
	readonly expiresAt: string | null;
	/** Seconds until the next attempt is taken, where the gateway says so; else `null`. */
	readonly retryAfter: number | null;
	/** The gateway's own answer; `null` where it was not asked. */
	readonly raw: unknown;
}

/** What is known of a code without an attempt. */
export interface CodeStatus {
	/** `active`, or why it cannot be entered any more. */
	readonly state: 'active' | Exclude<CodeReason, 'right' | 'wrongCode'>;
	readonly expiresAt: string | null;
	/** Wrong attempts so far; `null` where nobody says. */
	readonly attempts: number | null;
	readonly attemptsRemaining: number | null;
	/** The gateway's own answer; `null` where it was not asked. */
	readonly raw: unknown;
}

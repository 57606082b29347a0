import type { BoundedMemory } from '../../state/memories';
import type { Store } from '../../state/store';
import type { Refusal } from './answers';

/** Whose code it is, and for what: each has one that is active. */
export interface CodeName {
	readonly phone: string;
	readonly purpose: string;
}

interface KeptCode {
	readonly code: string;
	readonly createdAt: number;
	readonly expiresAt: number;
	attempts: number;
}

const minuteMs = 60_000;

/** The number of wrong codes after which none is accepted any more. */
const maxAttempts = 5;

/** Checks of one number in a minute, and resends in five. */
const limits = {
	verify: { times: 10, windowMs: minuteMs, text: 'Too many verification attempts.' },
	resend: { times: 3, windowMs: 5 * minuteMs, text: 'Too many resend attempts.' },
} as const;

const keyOf = ({ phone, purpose }: CodeName) => `${phone} ${purpose}`;

function refusal(code: string, text: string, extra?: Refusal['extra']): Refusal {
	return { status: 422, code, text, ...(extra && { extra }) };
}

/** What WA.CR remembers of the codes, and of who has asked how often. */
export class CodeMemory {
	private readonly codes: BoundedMemory<KeptCode>;
	private readonly asked: BoundedMemory<readonly number[]>;

	constructor(private readonly store: Store) {
		this.codes = store.memories.of('wacr codes');
		this.asked = store.memories.of('wacr code requests');
		store.events.on('reset', () => {
			this.codes.clear();
			this.asked.clear();
		});
	}

	/** Replaces the code of a person for a purpose; gives when it expires. */
	keep(name: CodeName, code: string, minutes: number): string {
		const createdAt = this.store.clock.now();
		const expiresAt = createdAt + minutes * minuteMs;
		this.codes.set(keyOf(name), { code, createdAt, expiresAt, attempts: 0 });
		return new Date(expiresAt).toISOString();
	}

	/** Counts a request of one number; gives the refusal of one too many. */
	private take(what: keyof typeof limits, phone: string): Refusal | undefined {
		const { times, windowMs, text } = limits[what];
		const key = `${what} ${phone}`;
		const now = this.store.clock.now();
		const recent = (this.asked.get(key) ?? []).filter((at) => now - at < windowMs);
		const [first = now] = recent;
		if (recent.length >= times) {
			const retryAfter = Math.ceil((first + windowMs - now) / 1000);
			return {
				status: 429,
				code: 'RATE_LIMIT_EXCEEDED',
				text,
				extra: { retry_after: retryAfter },
			};
		}
		this.asked.set(key, [...recent, now]);
		return undefined;
	}

	/** Counts a resend. */
	takeResend(phone: string): Refusal | undefined {
		return this.take('resend', phone);
	}

	/** Takes an attempt; `undefined` for the right code, which is gone afterwards. */
	verify(name: CodeName, code: string): Refusal | undefined {
		const limit = this.take('verify', name.phone);
		if (limit !== undefined) return limit;
		const kept = this.codes.get(keyOf(name));
		if (kept === undefined) return refusal('OTP_NOT_FOUND', 'No active OTP found.');
		if (kept.attempts >= maxAttempts) {
			return refusal('MAX_ATTEMPTS_EXCEEDED', 'Too many failed attempts. Request a new OTP.');
		}
		if (kept.expiresAt <= this.store.clock.now()) {
			return refusal('OTP_EXPIRED', 'The OTP has expired. Request a new OTP.');
		}
		if (kept.code !== code) {
			kept.attempts += 1;
			const remaining = maxAttempts - kept.attempts;
			return refusal('INVALID_CODE', 'Invalid OTP code.', { attempts_remaining: remaining });
		}
		this.codes.delete(keyOf(name));
		this.asked.delete(`verify ${name.phone}`);
		return undefined;
	}

	/** What is known of a code, without an attempt; `undefined` for none. */
	statusOf(name: CodeName): object | undefined {
		const kept = this.codes.get(keyOf(name));
		if (kept === undefined) return undefined;
		const { createdAt, expiresAt, attempts } = kept;
		const left = Math.floor((expiresAt - this.store.clock.now()) / 1000);
		return {
			has_active_otp: true,
			expires_at: new Date(expiresAt).toISOString(),
			expires_in_seconds: left,
			is_expired: left <= 0,
			verification_attempts: attempts,
			max_attempts: maxAttempts,
			attempts_remaining: maxAttempts - attempts,
			created_at: new Date(createdAt).toISOString(),
		};
	}
}

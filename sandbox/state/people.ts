import type { Clock } from './clock';

/** Milliseconds for which WhatsApp shows that an answer is being written. */
const typingMs = 25_000;

/** What people do with their phones, and what they see of the business beside its messages. */
export class People {
	/** Since when a phone is off, in milliseconds by the sandbox's clock. */
	private offSince = new Map<string, number>();
	/** Gateway and number of those who blocked the business. */
	private blocked = new Set<string>();
	/** Until when the business is shown as writing, by gateway and number. */
	private typing = new Map<string, number>();
	/** The wamids of what the business has read. */
	private seen = new Set<string>();

	constructor(private readonly clock: Clock) {}

	/** Turns a phone off or on. */
	setOff(phone: string, off: boolean): void {
		if (!off) this.offSince.delete(phone);
		else if (!this.offSince.has(phone)) this.offSince.set(phone, this.clock.now());
	}

	/** Since when a phone is off; `undefined` if it is on. */
	off(phone: string): number | undefined {
		return this.offSince.get(phone);
	}

	/** Blocks the business at one gateway, or no longer. */
	setBlocked(gateway: string, phone: string, blocked: boolean): void {
		if (blocked) this.blocked.add(`${gateway} ${phone}`);
		else this.blocked.delete(`${gateway} ${phone}`);
	}

	/** Whether a person has blocked the business at a gateway. */
	isBlocked(gateway: string, phone: string): boolean {
		return this.blocked.has(`${gateway} ${phone}`);
	}

	/** The business has read a message, and may be writing an answer. */
	answer(message: { gateway: string; phone: string; wamid: string; isTyping: boolean }): void {
		const { gateway, phone, wamid, isTyping } = message;
		this.seen.add(wamid);
		if (isTyping) this.typing.set(`${gateway} ${phone}`, this.clock.now() + typingMs);
	}

	/** The business has written: it is no longer shown as writing. */
	stopTyping(gateway: string, phone: string): void {
		this.typing.delete(`${gateway} ${phone}`);
	}

	/** Until when the business is shown as writing; `undefined` if it is not. */
	typingUntil(gateway: string, phone: string): number | undefined {
		const until = this.typing.get(`${gateway} ${phone}`);
		return until !== undefined && until > this.clock.now() ? until : undefined;
	}

	/** Whether the business has read what a person wrote. */
	isSeen(wamid: string): boolean {
		return this.seen.has(wamid);
	}

	/** All phones on, nobody blocks, nothing read. */
	reset(): void {
		this.offSince = new Map();
		this.blocked = new Set();
		this.typing = new Map();
		this.seen = new Set();
	}
}

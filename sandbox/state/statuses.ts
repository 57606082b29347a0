import type { Clock } from './clock';
import type { StoredMessage, DeliveryStatus } from './message';
import type { People } from './people';
import type { ServiceWindows } from './serviceWindows';

/** Milliseconds after which a message has reached WhatsApp, and after which it has reached the phone. */
export const deliveryTimes = { sent: 1000, delivered: 2500 } as const;

/** How far a message has come, and why it failed. */
export interface MessageStatus {
	readonly status: DeliveryStatus;
	/** `null` if it did not fail, or for no reason. */
	readonly reason: string | null;
}

/** How far each outgoing message has come. */
export class Statuses {
	/** Those that were set instead of left to time, by message. */
	private fixed = new Map<string, MessageStatus>();

	constructor(
		private readonly clock: Clock,
		private readonly windows: ServiceWindows,
		private readonly people: People,
	) {}

	/**
	 * The status of an outgoing message now. It advances within seconds, is read once the person writes
	 * after it, and is what was set if something was. It reaches no phone that is off.
	 */
	of({ id, at, gateway, phone }: StoredMessage): MessageStatus {
		const fixed = this.fixed.get(id);
		const age = this.clock.now() - Date.parse(at);
		if (fixed !== undefined && (fixed.status !== 'failed' || age >= deliveryTimes.sent)) {
			return fixed;
		}
		if (age < deliveryTimes.sent) return { status: 'queued', reason: null };
		const off = this.people.off(phone) ?? Infinity;
		if (age < deliveryTimes.delivered || off < Date.parse(at) + deliveryTimes.delivered) {
			return { status: 'sent', reason: null };
		}
		const answered = (this.windows.lastInbound(gateway, phone) ?? 0) > Date.parse(at);
		return { status: answered ? 'read' : 'delivered', reason: null };
	}

	/** Lets an outgoing message come this far and no further. */
	set({ id }: StoredMessage, status: MessageStatus): void {
		this.fixed.set(id, status);
	}

	/** Whether a status was set. */
	isSet({ id }: StoredMessage): boolean {
		return this.fixed.has(id);
	}

	/** Forgets what was set. */
	reset(): void {
		this.fixed = new Map();
	}
}

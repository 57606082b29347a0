import type { Timers } from '../state/time';
import type { GatewayEvent } from './gatewayEvent';

/** Milliseconds for which events are held if no count was asked for. */
const heldMs = 300;

/** Holds events until there are enough of them to be shuffled or put together. */
export class EventHolder {
	private held = new Map<string, GatewayEvent[]>();
	private cancels = new Map<string, () => void>();

	/** @param release Called with the events of a webhook that are held no longer. */
	constructor(
		private readonly timers: Timers,
		private readonly release: (webhook: string, events: readonly GatewayEvent[]) => void,
	) {}

	/** Holds an event, until there are `count` of them or for a moment. */
	hold(webhook: string, event: GatewayEvent, count: number | undefined): void {
		const events = [...(this.held.get(webhook) ?? []), event];
		this.held.set(webhook, events);
		if (count !== undefined && events.length >= count) return this.flush(webhook);
		if (count !== undefined || this.cancels.has(webhook)) return;
		this.cancels.set(
			webhook,
			this.timers.schedule(heldMs, () => this.flush(webhook)),
		);
	}

	/** Releases what every webhook holds. */
	flushAll(): void {
		for (const webhook of [...this.held.keys()]) this.flush(webhook);
	}

	/** Forgets what is held. */
	clear(): void {
		this.held.clear();
		for (const cancel of this.cancels.values()) cancel();
		this.cancels.clear();
	}

	private flush(webhook: string): void {
		const events = this.held.get(webhook) ?? [];
		this.held.delete(webhook);
		this.cancels.get(webhook)?.();
		this.cancels.delete(webhook);
		if (events.length > 0) this.release(webhook, events);
	}
}

import type { Timers } from '../state/time';
import type { GatewayEvent } from './gatewayEvent';

/** Milliseconds for which events are held if no count was asked for. */
const heldMs = 300;

/** Holds events until there are enough of them to be shuffled or put together. */
export class EventHolder {
	private held = new Map<string, GatewayEvent[]>();
	private cancels = new Map<string, () => void>();

	/** @param release Called with the events of a gateway that are held no longer. */
	constructor(
		private readonly timers: Timers,
		private readonly release: (gateway: string, events: readonly GatewayEvent[]) => void,
	) {}

	/** Holds an event, until there are `count` of them or for a moment. */
	hold(gateway: string, event: GatewayEvent, count: number | undefined): void {
		const events = [...(this.held.get(gateway) ?? []), event];
		this.held.set(gateway, events);
		if (count !== undefined && events.length >= count) return this.flush(gateway);
		if (count !== undefined || this.cancels.has(gateway)) return;
		this.cancels.set(
			gateway,
			this.timers.schedule(heldMs, () => this.flush(gateway)),
		);
	}

	/** Releases what every gateway holds. */
	flushAll(): void {
		for (const gateway of [...this.held.keys()]) this.flush(gateway);
	}

	/** Forgets what is held. */
	clear(): void {
		this.held.clear();
		for (const cancel of this.cancels.values()) cancel();
		this.cancels.clear();
	}

	private flush(gateway: string): void {
		const events = this.held.get(gateway) ?? [];
		this.held.delete(gateway);
		this.cancels.get(gateway)?.();
		this.cancels.delete(gateway);
		if (events.length > 0) this.release(gateway, events);
	}
}

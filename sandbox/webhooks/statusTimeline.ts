import type { Deliveries } from './deliveries';
import { pace, type Progress, type Store, type StoredMessage } from '../state/store';
import { Timers } from '../state/timers';

/** The steps of a message that fares well, in order. */
const way: readonly Progress[] = ['queued', 'sent', 'delivered', 'read'];

/** Milliseconds by which a timer may be early. */
const slack = 20;

/** The longest wait in one go: an hour. */
const farthest = 3_600_000;

/** A message on its way, and how far it was told to have come. */
interface Followed {
	readonly message: StoredMessage;
	told: Progress;
}

/** Follows outgoing messages on their way, and tells each step; only where somebody listens. */
export class Steps {
	private readonly timers = new Timers();
	private followed = new Map<string, Followed>();

	constructor(
		private readonly store: Store,
		private readonly deliveries: Deliveries,
	) {}

	/** Follows a message that was just taken. */
	kept(message: StoredMessage): void {
		if (this.store.webhooks.target(message.gateway) === undefined) return;
		const one: Followed = { message, told: 'queued' };
		this.followed.set(message.id, one);
		this.schedule(one);
	}

	/** Looks how all of them fare now: the clock was steered, or somebody answered. */
	look(): void {
		// What they waited for may come at another time now.
		this.timers.clear();
		for (const one of [...this.followed.values()]) {
			this.tell(one);
			this.schedule(one);
		}
	}

	/** Tells of a step that was asked for, also one back and one of a message that is not followed. */
	asked(message: StoredMessage): void {
		const known = this.followed.get(message.id);
		const { status } = this.store.statusOf(message);
		if (known?.told === status) return;
		const at = way.indexOf(status);
		// What comes next is to be told, and nothing that was before it.
		const told = at > 0 ? (way[at - 1] ?? 'queued') : 'queued';
		const isAhead = known !== undefined && at > way.indexOf(known.told);
		this.tell(isAhead ? known : { message, told });
		if (known !== undefined) known.told = status;
	}

	/** Ends all timers and forgets the messages. */
	reset(): void {
		this.timers.clear();
		this.followed = new Map();
	}

	/** Tells of the steps that are still to come when they come. */
	private schedule(one: Followed): void {
		const { clock } = this.store;
		const age = clock.now() - Date.parse(one.message.at);
		const next = [pace.sent, pace.delivered].find((step) => step > age);
		if (next === undefined) return;
		// A clock that was set back, or runs slowly, can put the step further away than a timer reaches.
		const wait = Math.min((next - age) / clock.speed, farthest) + slack;
		this.timers.later(wait, () => {
			this.tell(one);
			this.schedule(one);
		});
	}

	private tell(one: Followed): void {
		const { message, told } = one;
		const { status, reason } = this.store.statusOf(message);
		// The clock can be set back; what was told stays told.
		if (status !== 'failed' && way.indexOf(status) <= way.indexOf(told)) return;
		if (status === told) return;
		one.told = status;
		if (status === 'read' || status === 'failed') this.followed.delete(message.id);
		const steps = status === 'failed' ? [status] : way.slice(0, way.indexOf(status) + 1);
		const open = steps.slice(steps.indexOf(told) + 1);
		const at = this.store.clock.iso();
		for (const step of open) {
			if (step === 'queued') continue;
			const change = { kind: 'status', at, message, status: step, reason } as const;
			this.deliveries.tell(message.gateway, change);
		}
	}
}

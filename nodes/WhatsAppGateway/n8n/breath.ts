import { sleep } from 'n8n-workflow';

import { monotonicNow } from '../core/monotonicNow';

/** Milliseconds of work after which n8n gets a turn: it answers others, and hears Stop. */
const maxWorkMs = 15;

/** What {@link Breath} needs of the outside. */
export interface BreathSettings {
	/** Steps after which n8n gets a turn, however fast they were. */
	readonly maxSteps?: number;
	/** Gives n8n a turn. */
	readonly pause?: () => Promise<void>;
	/** Milliseconds of a clock that is never set back. */
	readonly now?: () => number;
}

/**
 * Long work in short stretches: asked before each step whether n8n is due a turn. Whoever works at the
 * same time waits for the same turn, so that together they take no longer stretch.
 */
export class Breath {
	private steps = 0;
	private since: number;
	private pending: Promise<void> | null = null;
	private readonly maxSteps: number;
	private readonly pause: () => Promise<void>;
	private readonly now: () => number;

	constructor({
		maxSteps = Infinity,
		pause = async () => await sleep(0),
		now = monotonicNow,
	}: BreathSettings = {}) {
		this.maxSteps = maxSteps;
		this.pause = pause;
		this.now = now;
		this.since = now();
	}

	/** Counts a step; whether {@link take} is to be awaited before it. */
	isDue(): boolean {
		this.steps += 1;
		if (this.pending !== null) return true;
		return this.steps > this.maxSteps || this.now() - this.since >= maxWorkMs;
	}

	/** Gives n8n a turn. */
	async take(): Promise<void> {
		this.pending ??= this.pause().finally(() => {
			this.pending = null;
			this.steps = 0;
			this.since = this.now();
		});
		await this.pending;
	}
}

import { randomUUID } from 'node:crypto';

import { type IWebhookFunctions, sleep } from 'n8n-workflow';

import { BoundedMap } from '../../core/boundedMap';
import { monotonicNow } from '../../core/monotonicNow';
import { callOwnWebhook } from './ownWebhook';
import { type Window, WindowSet } from './windows';
import { nodeStateKey } from '../triggerSettings';
import { proofOf } from '../webhookSession';

/** This process, as it signs its notes. */
export const ownProcess = randomUUID();

/** In seconds: a call that only writes. A busy n8n may need as long as the gateway waits, and longer. */
export const noteTimeout = 60;

/** In seconds: a call that is answered when the window has ended and n8n has stored the run. */
const beginTimeout = 300;

/** In milliseconds, between two looks at the notes while messages are collected. */
const lookAgainAfter = 2_000;

/** In seconds, before each try to begin a run: n8n's database may be busy, or n8n still starting. */
const triesAfter = [0, 1, 2, 5, 10, 20, 40, 60, 120] as const;

/** The windows of a node in this process. */
interface NodeState {
	readonly windows: WindowSet;
	/** The call that writes the notes now. */
	writing: Promise<void> | undefined;
	/** The one after it, which every change since waits for. */
	next: Promise<void> | undefined;
	/** Whether somebody looks after the notes. */
	isWatched: boolean;
}

/**
 * By node. A state is used many times while there are windows in it, and a process has at most fifty open
 * ones, so that only states without any leave.
 */
const states = new BoundedMap<string, NodeState>({
	maxEntries: 10_000,
	maxIdleMs: 24 * 60 * 60_000,
});

function stateOf(context: IWebhookFunctions): NodeState {
	return states.getOrCreate(nodeStateKey(context), () => ({
		windows: new WindowSet(),
		writing: undefined,
		next: undefined,
		isWatched: false,
	}));
}

/** Waits so many milliseconds, in parts, because a wait in n8n cannot be ended. */
export async function wait(ms: number): Promise<void> {
	const end = monotonicNow() + ms;
	for (let left = ms; left > 0; left = end - monotonicNow()) await sleep(Math.min(left, 500));
}

/**
 * Collects the messages of a node in this process. Nothing runs in n8n between two deliveries, so the
 * node calls its own webhook: one call writes down what is collected, and one for each window is
 * answered with the run when the window has ended.
 */
export class Collector {
	private readonly state: NodeState;

	constructor(
		private readonly context: IWebhookFunctions,
		/** Where this process serves the node's webhook. */
		readonly address: string,
	) {
		this.state = stateOf(context);
	}

	get windows(): WindowSet {
		return this.state.windows;
	}

	private async call(name: 'note' | 'begin', window: string, seconds: number): Promise<number> {
		const call = { call: name, process: ownProcess, window };
		// The token may have been changed since the delivery.
		const prover = { proveOwnCall: await proofOf(this.context) };
		return await callOwnWebhook(this.context, prover, this.address, call, seconds);
	}

	/**
	 * Has the windows as they are now written into n8n's database. Calls at the same time are one: n8n
	 * reads and writes what it keeps of a workflow as a whole.
	 *
	 * @throws where it was not written
	 */
	async note(): Promise<void> {
		const { state } = this;
		const before = state.writing;
		const write = async () => {
			await before?.catch(() => undefined);
			state.writing = state.next;
			state.next = undefined;
			const status = await this.call('note', '', noteTimeout);
			if (status !== 200) throw new Error(`The node’s own webhook answered ${status}.`);
		};
		state.next ??= write();
		await state.next;
	}

	/** Sees to it that the runs of all windows that are noted begin when these have ended. */
	beginAll(): void {
		for (const window of this.windows.all()) {
			if (window.isNoted && !window.isHeld) void this.begin(window);
		}
		void this.watch();
	}

	/**
	 * Looks after the notes while there are windows: a busy database may have refused them, and another
	 * process, or a run whose nodes keep something in the static data, may have saved its copy over them.
	 */
	private async watch(): Promise<void> {
		if (this.state.isWatched) return;
		this.state.isWatched = true;
		while (this.windows.all().some(({ isHeld }) => isHeld)) {
			await wait(lookAgainAfter);
			await this.note().catch(() => undefined);
		}
		this.state.isWatched = false;
	}

	private async begin(window: Window): Promise<void> {
		window.isHeld = true;
		for (const seconds of triesAfter) {
			await wait(seconds * 1000);
			if (this.windows.get(window.id) === undefined) return await this.noteLater();
			await this.call('begin', window.id, beginTimeout).catch(() => undefined);
			if (this.windows.get(window.id) === undefined) return await this.noteLater();
		}
		window.isHeld = false;
		this.context.logger.warn(
			'WhatsApp Gateway Trigger: n8n did not start a run for collected messages. The next delivery tries again.',
			{ node: this.context.getNode().name },
		);
	}

	/** Removes what has begun from the notes. If it stays there, its run would find it known. */
	private async noteLater(): Promise<void> {
		await this.note().catch(() => undefined);
	}
}

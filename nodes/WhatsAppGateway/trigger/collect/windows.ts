import { randomUUID } from 'node:crypto';

import { sleep } from 'n8n-workflow';

import type { GatewayEvent } from '../../core/event';
import { monotonicNow } from '../../core/monotonicNow';

/** The longest time in all, in times of the quiet time. */
const maxQuietTimes = 4;

/** Each open window holds a request to n8n open, and with it some 7 MB. */
export const maxOpenWindows = 50;

/** A person who writes on and on is not waited for any longer. */
const maxMessages = 100;

/** A wait that cannot be ended is cut into parts of this length, in milliseconds. */
const sliceMs = 500;

/** The time in which messages of one chat are collected; the run starts when it ends. */
export interface Window {
	readonly id: string;
	readonly chat: string;
	/** In the order of arrival. */
	readonly events: readonly GatewayEvent[];
	/** When it ends if nothing more comes; milliseconds since 1970. */
	readonly endsAt: number;
	/** Whether it still takes messages. */
	readonly isOpen: boolean;
	/** Whether it was written into n8n's database. */
	isNoted: boolean;
	/** Whether somebody sees to it that its run begins. */
	isHeld: boolean;
	/** Whether n8n has its events, and has not answered yet. */
	isTaken: boolean;
	/** Resolves once it is decided that a run has its events, or that it needs none. */
	readonly begun: Promise<void>;
}

/** A window as this file changes it. */
interface OpenWindow extends Window {
	readonly events: GatewayEvent[];
	readonly openedAt: number;
	/** In which it ends for certain, however the machine's clock is set meanwhile. */
	readonly longestMs: number;
	endsAt: number;
	isOpen: boolean;
	/** Ends the wait of {@link WindowSet.untilEnd}. */
	wake(): void;
	readonly woken: Promise<void>;
	markBegun(): void;
}

/** The open windows of every node of this process, the oldest first. */
const openWindows = new Set<OpenWindow>();

function end(window: OpenWindow): void {
	window.isOpen = false;
	openWindows.delete(window);
	window.wake();
}

function signal(): { readonly given: Promise<void>; readonly give: () => void } {
	let give: () => void = () => undefined;
	const given = new Promise<void>((resolve) => (give = resolve));
	return { given, give };
}

/** The windows of one node: open ones, and those whose run has not begun yet. */
export class WindowSet {
	private readonly byId = new Map<string, OpenWindow>();

	/** All of them, the oldest first. */
	all(): readonly Window[] {
		return [...this.byId.values()];
	}

	get(id: string): Window | undefined {
		return this.byId.get(id);
	}

	/** The window in which an event waits for its run already. */
	withEvent(eventId: string): Window | undefined {
		return this.all().find(({ events }) => events.some(({ id }) => id === eventId));
	}

	/**
	 * Adds a message to the open window of its chat, or opens one. Beyond the limit of open windows,
	 * the oldest of the process ends.
	 *
	 * @param quietMs for how long nothing more must come
	 * @param now milliseconds since 1970
	 */
	add(chat: string, event: GatewayEvent, quietMs: number, now: number): Window {
		const current = [...this.byId.values()].find((window) => window.isOpen && window.chat === chat);
		const window = current ?? this.open(chat, now, maxQuietTimes * quietMs);
		window.events.push(event);
		window.endsAt = Math.min(now + quietMs, window.openedAt + maxQuietTimes * quietMs);
		if (window.events.length >= maxMessages) end(window);
		const [oldest] = openWindows;
		if (openWindows.size > maxOpenWindows && oldest !== undefined) end(oldest);
		return window;
	}

	private open(chat: string, now: number, longestMs: number): OpenWindow {
		const wake = signal();
		const begun = signal();
		const window: OpenWindow = {
			id: randomUUID(),
			chat,
			events: [],
			openedAt: now,
			longestMs,
			endsAt: now,
			isOpen: true,
			isNoted: false,
			isHeld: false,
			isTaken: false,
			wake: wake.give,
			woken: wake.given,
			markBegun: begun.give,
			begun: begun.given,
		};
		this.byId.set(window.id, window);
		openWindows.add(window);
		return window;
	}

	/** Adds messages that have waited long enough. */
	addEnded(chat: string, events: readonly GatewayEvent[], now: number): void {
		const window = this.open(chat, now, 0);
		window.events.push(...events);
		end(window);
	}

	/** Ends the windows of a chat, and returns those whose run has not begun. */
	endChat(chat: string): Window[] {
		const windows = [...this.byId.values()].filter((window) => window.chat === chat);
		windows.forEach(end);
		return windows;
	}

	/** Waits until a window has ended. */
	async untilEnd(id: string): Promise<void> {
		const window = this.byId.get(id);
		if (window === undefined) return;
		const latest = monotonicNow() + window.longestMs;
		while (window.isOpen) {
			const left = Math.min(window.endsAt - Date.now(), latest - monotonicNow());
			if (left <= 0) return end(window);
			await Promise.race([window.woken, sleep(Math.min(left, sliceMs))]);
		}
	}

	/** Forgets a window: a run has its events, or needs none of them. */
	remove(id: string): void {
		const window = this.byId.get(id);
		if (window === undefined) return;
		end(window);
		this.byId.delete(id);
		window.markBegun();
	}
}

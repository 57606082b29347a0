import type { StoredMessage } from '../state/message';
import type { ControlContext } from './controlContext';
import {
	liveMessage,
	liveParts,
	nextChange,
	type LiveMessage,
	type LiveParts,
	type LivePhone,
} from './liveView';

/** What one page has seen, so that it is sent what is new. */
interface Seen {
	readonly messages: Map<string, { readonly stored: StoredMessage; readonly state: string }>;
	readonly phones: Map<string, string>;
	readonly parts: Map<string, string>;
}

/** What has changed for a page. */
export interface LiveUpdate {
	/** Whether the page forgets what it had. */
	readonly isWhole: boolean;
	readonly messages: readonly LiveMessage[];
	/** Those that are new or have changed: a campaign has a thousand. */
	readonly phones: readonly LivePhone[];
	readonly parts: Partial<Omit<LiveParts, 'phones'>>;
}

/** Milliseconds in which changes are gathered. */
const gatherMs = 40;
const longestMs = 60_000;

/** Tells pages what has changed, without their asking. */
export class LiveFeed {
	private readonly pages = new Set<(parts: LiveParts) => void>();
	private gathering: NodeJS.Timeout | undefined;
	private next: NodeJS.Timeout | undefined;

	constructor(private readonly control: ControlContext) {}

	/** Something may have changed. */
	mark(): void {
		if (this.pages.size === 0) return;
		this.gathering ??= setTimeout(() => this.tell(), gatherMs).unref();
	}

	/** Sends a page everything, and then what changes; the answer ends that. */
	follow(send: (update: LiveUpdate) => void): () => void {
		const seen: Seen = { messages: new Map(), phones: new Map(), parts: new Map() };
		let isFirst = true;
		const page = (parts: LiveParts) => {
			const update = this.news(seen, parts, isFirst);
			isFirst = false;
			if (update !== undefined) send(update);
		};
		this.pages.add(page);
		page(liveParts(this.control));
		this.tell();
		return () => {
			this.pages.delete(page);
			if (this.pages.size === 0) this.stop();
		};
	}

	private stop(): void {
		clearTimeout(this.gathering);
		clearTimeout(this.next);
		this.gathering = undefined;
	}

	private tell(): void {
		this.stop();
		const parts = liveParts(this.control);
		for (const page of this.pages) page(parts);
		const wait = nextChange(this.control, parts);
		if (wait === undefined || this.pages.size === 0) return;
		const ms = Math.min(wait / this.control.store.clock.speed + 20, longestMs);
		this.next = setTimeout(() => this.tell(), ms).unref();
	}

	private news(
		seen: Seen,
		{ phones: everyone, ...parts }: LiveParts,
		isFirst: boolean,
	): LiveUpdate | undefined {
		const { store } = this.control;
		const all = [...store.ledger.messages, ...store.ledger.undelivered];
		// A reset: what is gone is not sent one by one.
		const isWhole = isFirst || all.length < seen.messages.size || lostSome(seen, all);
		if (isWhole) {
			seen.messages.clear();
			seen.phones.clear();
		}
		const messages = all.flatMap((stored) => {
			const state = `${JSON.stringify(
				stored.direction === 'outbound' ? store.statuses.of(stored) : null,
			)}${store.people.isSeen(stored.whatsappMessageId)}`;
			const known = seen.messages.get(stored.id);
			if (known?.stored === stored && known.state === state) return [];
			seen.messages.set(stored.id, { stored, state });
			return [liveMessage(this.control, stored)];
		});
		const phones = everyone.filter((one) => isNews(seen.phones, one.phone, one));
		const changed = Object.entries(parts).filter(([name, part]) => isNews(seen.parts, name, part));
		if (!isWhole && messages.length + phones.length + changed.length === 0) return undefined;
		return { isWhole, messages, phones, parts: Object.fromEntries(changed) };
	}
}

/** Whether something is not as it was; it is remembered as it is now. */
function isNews(seen: Map<string, string>, name: string, value: unknown): boolean {
	const text = JSON.stringify(value);
	if (seen.get(name) === text) return false;
	seen.set(name, text);
	return true;
}

/** Whether the first message that a page has is no longer there. */
function lostSome(seen: Seen, all: readonly StoredMessage[]): boolean {
	const [first] = seen.messages.keys();
	return first !== undefined && all.every(({ id }) => id !== first);
}

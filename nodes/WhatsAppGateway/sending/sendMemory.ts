import type { GatewayError } from '../core/faults';
import type { Receipt } from '../core/message';

/** Names a message, so that another try recognizes it. */
export interface MessageName {
	/** The item's index; with a digest of the content where one item may send several messages. */
	readonly place: string;
	/**
	 * Which of this person's messages of the run it is. Unlike the place, it stays where a run that began
	 * again gets its items in another order, or one more.
	 */
	readonly turn: number;
	/** The person's number in E.164 or user id, as the workflow gives it. */
	readonly to: string;
	/** A digest of what it says. */
	readonly words: string;
	/** A digest of the user's own Message Key and the person; `null` for none. */
	readonly ownKey: string | null;
	/** In which set of the node's own keys it is kept; absent for that of Message Keys. */
	readonly ownKeySet?: number;
	/** Whether the gateway promises that the same message, sent twice within its period, arrives once. */
	readonly isDeduplicated: boolean;
}

/** What a memory holds of a message. */
export type Recalled =
	| { readonly state: 'new' }
	| {
			readonly state: 'sent';
			/** The receipt; where only the fact is kept, a sentence for the user about that. */
			readonly kept: Receipt | string;
			/** Whether the gateway's promise to send it once still holds. */
			readonly isRecent: boolean;
	  }
	| { readonly state: 'unknown'; readonly fault: GatewayError; readonly isRecent: boolean };

/** One place that remembers what was sent. Every function but `recall` and `close` returns at once. */
export interface SendMemory {
	/** Announces a message of this run, in the order of the items. */
	expect(name: MessageName): void;
	/** Before a message is sent; what is new counts as begun from then on, also for other processes. */
	recall(name: MessageName): Promise<Recalled>;
	rememberSent(name: MessageName, receipt: Receipt): void;
	rememberUnknown(name: MessageName, fault: GatewayError): void;
	/** The gateway refused it, or WhatsApp did not deliver it. */
	rememberUnsent(name: MessageName): void;
	/** It was begun, and this run does not send it after all. */
	release(name: MessageName): void;
	/** Stores what is not stored yet. Never throws. */
	close(): Promise<void>;
}

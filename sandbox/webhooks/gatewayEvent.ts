import type { StoredMessage } from '../state/message';
import type { Contact } from '../state/store';

/** One thing that happened, of which a gateway may tell. */
export type Change = { /** ISO 8601, UTC, by the sandbox's clock. */ readonly at: string } & (
	| { readonly kind: 'message'; readonly message: StoredMessage; readonly contact: Contact }
	| {
			readonly kind: 'status';
			readonly message: StoredMessage;
			readonly status: 'sent' | 'delivered' | 'read' | 'failed';
			readonly reason: string | null;
	  }
	| {
			readonly kind: 'optOut';
			readonly contact: Contact;
			/** Whether the gateway knew the person before. */
			readonly isNew: boolean;
			/** By writing STOP, or by the switch that WhatsApp has for it. */
			readonly by: 'word' | 'switch';
	  }
	| { readonly kind: 'test' }
);

/** What a gateway knows when it tells. */
export interface TellContext {
	readonly secret: string;
	/** The time of a signature, in milliseconds since 1970. */
	readonly now: number;
	/** The sandbox's own address, below which files lie. */
	readonly origin: string;
	readonly webhookId: string;
}

/** A delivery, ready to be sent; the signature is over the body's exact bytes. */
export interface Told {
	/** The gateway's name for it, for the log. */
	readonly event: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** How a gateway tells what happens. */
export interface DialectWebhook {
	readonly secret: string;
	/** The header that carries the signature. */
	readonly signatureHeader: string;
	/** Seconds before each further try, where one failed. */
	readonly retries: readonly number[];
	/** Whether one delivery may hold several changes; else it is given one at a time. */
	readonly takesBatches: boolean;
	/** The delivery; `undefined` where the gateway tells of no such thing. */
	tell(changes: readonly Change[], context: TellContext): Told | undefined;
}

/** Meta's code and words in a reason such as `(#131047) Re-engagement message`. */
export function metaReason(reason: string | null): { code: number; words: string } {
	if (reason === null) return { code: 131026, words: 'Message undeliverable' };
	const [, code, words] = /^\(#(\d+)\)\s*(.*)$/s.exec(reason) ?? [];
	return { code: Number(code ?? 131000), words: words ?? reason };
}

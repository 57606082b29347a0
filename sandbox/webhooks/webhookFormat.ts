import type { GatewayEvent } from './gatewayEvent';

/** What a gateway needs to write a delivery. */
export interface FormatContext {
	readonly secret: string;
	/** The time of a signature, in milliseconds since 1970. */
	readonly now: number;
	/** The sandbox's own address, below which files lie. */
	readonly origin: string;
	readonly webhookId: string;
}

/** A delivery, ready to be sent; the signature is over the body's exact bytes. */
export interface WebhookRequest {
	/** The gateway's name for it, for the log. */
	readonly event: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** How a gateway writes its deliveries. */
export interface WebhookFormat {
	readonly secret: string;
	/** The header with the signature. */
	readonly signatureHeader: string;
	/** Seconds before each retry. */
	readonly retries: readonly number[];
	/** Whether one delivery may hold several events; else it is given one at a time. */
	readonly takesBatches: boolean;
	/** Which of the account's numbers an event is about, if it can have several. */
	numberOf?(event: GatewayEvent): string;
	/** The delivery; `undefined` if the gateway delivers no such event. */
	format(events: readonly GatewayEvent[], context: FormatContext): WebhookRequest | undefined;
}

import { AsyncLocalStorage } from 'node:async_hooks';

import type { Clock } from './clock';
import type { Ids } from './ids';
import { type MessageParts, type StoredMessage, buildMessage } from './message';
import type { ServiceWindows } from './serviceWindows';
import type { Statuses } from './statuses';

/** What the ledger needs around it. */
export interface LedgerContext {
	readonly ids: Ids;
	readonly clock: Clock;
	readonly windows: ServiceWindows;
	readonly statuses: Statuses;
	/** Called with each outgoing message that was accepted. */
	readonly onOutbound: (message: StoredMessage) => void;
}

/** Every message of every gateway. */
export class Ledger {
	/** What is on the phones, in the order in which it came. */
	messages: StoredMessage[] = [];
	/** What a gateway accepted and WhatsApp then refused: on no phone. */
	undelivered: StoredMessage[] = [];
	/** During work whose messages WhatsApp refuses: why. */
	private readonly refusal = new AsyncLocalStorage<{ readonly reason: string | null }>();

	constructor(private readonly context: LedgerContext) {}

	/** Puts a message on the person's phone, or takes one from it. */
	record(
		gateway: string,
		direction: StoredMessage['direction'],
		phone: string,
		parts: MessageParts,
		at = this.context.clock.iso(),
	): StoredMessage {
		const refused = direction === 'outbound' ? this.refusal.getStore() : undefined;
		if (refused !== undefined) {
			return this.recordUndelivered(gateway, phone, parts, refused.reason);
		}
		const message = this.build({ gateway, direction, phone, at }, parts);
		this.messages.push(message);
		if (direction === 'inbound') this.context.windows.open(gateway, phone, Date.parse(at));
		else this.context.onOutbound(message);
		return message;
	}

	/** Keeps a message that the gateway accepted and WhatsApp then refused. */
	recordUndelivered(
		gateway: string,
		phone: string,
		parts: MessageParts,
		reason: string | null,
	): StoredMessage {
		const { clock, statuses, onOutbound } = this.context;
		const at = clock.iso();
		const message = this.build({ gateway, direction: 'outbound', phone, at }, parts);
		this.undelivered.push({ ...message, status: 'failed' });
		statuses.set(message, { status: 'failed', ...(this.refusal.getStore() ?? { reason }) });
		onOutbound(message);
		return message;
	}

	/**
	 * Does work, such as a gateway's answer to one request: WhatsApp refuses what it sends during this,
	 * for this reason or for none.
	 */
	async withRefusal<Result>(reason: string | null, work: () => Promise<Result>): Promise<Result> {
		return await this.refusal.run({ reason }, work);
	}

	/** The first outgoing message like this, delivered or not. */
	findOutbound(wanted: (message: StoredMessage) => boolean): StoredMessage | undefined {
		return [...this.messages, ...this.undelivered].find(
			(one) => one.direction === 'outbound' && wanted(one),
		);
	}

	/** Forgets all messages. */
	reset(): void {
		this.messages = [];
		this.undelivered = [];
	}

	private build(
		envelope: Pick<StoredMessage, 'gateway' | 'direction' | 'phone' | 'at'>,
		parts: MessageParts,
	): StoredMessage {
		return buildMessage({ id: this.context.ids.next('01J1Z'), ...envelope }, parts);
	}
}

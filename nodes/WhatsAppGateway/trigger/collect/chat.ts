import type { GatewayEvent } from '../../core/event';

/** What tells one chat from another. */
type ChatFields = Pick<GatewayEvent, 'from' | 'contact' | 'businessNumber' | 'group'>;

/**
 * Names the chat of an event: a person and the business's number, and in a group the person there.
 * `null` where the event does not say whose it is.
 */
export function chatOf({ from, contact, businessNumber, group }: ChatFields): string | null {
	const person = from ?? contact?.userId ?? contact?.id ?? null;
	return person === null ? null : JSON.stringify([person, businessNumber, group]);
}

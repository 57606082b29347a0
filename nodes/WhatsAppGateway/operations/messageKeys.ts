import type { Kind } from '../core/message';
import { idempotencyKey } from '../sending/idempotencyKey';
import type { Item } from './operation';

/**
 * Names the message of an item within its run. An item has one message of each kind, so the content
 * is left out: an expression such as `$now` has another value when n8n tries the run again.
 */
export function outcomeKey(kind: Kind, content: object, item: Item): string {
	return idempotencyKey(item.itemKey, kind, item.mayRepeatItem ? content : {});
}

/** The user's own key as text; different objects are different keys. */
function readOwnKey({ options }: Item): string {
	const given = options['messageKey'];
	if (typeof given === 'object' && given !== null) return JSON.stringify(given);
	return String(given ?? '').trim();
}

/**
 * The idempotency key of a message: from the user's own key, which holds for this node in every run,
 * or from the item of this run.
 */
export function readIdempotencyKey(kind: Kind, content: object, item: Item): string {
	const ownKey = readOwnKey(item);
	if (ownKey === '') return outcomeKey(kind, content, item);
	return idempotencyKey(JSON.stringify([item.nodeKey, ownKey]), kind, {});
}

/** Adds a note where the user's own key has no effect. */
export function noteUnsupportedKey(item: Item): void {
	const { gateway } = item.session;
	if (gateway.idempotencyHeader !== undefined || readOwnKey(item) === '') return;
	item.note(
		`${gateway.name} does not support idempotency keys: Message Key has no effect, and running the workflow again sends the message again.`,
	);
}

import { GatewayError } from '../../core/faults';
import { foundNothing } from '../../core/foundNothing';
import type { Kind } from '../../core/message';
import { idempotencyKey } from '../../sending/idempotencyKey';
import type { MessageName } from '../../sending/sendMemory';
import { readSenderOverrides } from '../fields/senderOptions';
import type { Item } from '../operation';

/** What an expression gives that finds nothing. */
const emptyKeys = ['', '{}', '[]', ...foundNothing];

/** A value whose objects have their fields in one order: a database may give them in another one. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
	const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(fields.map(([name, field]) => [name, sorted(field)]));
}

/**
 * The user's own key as text; different objects are different keys. `null` without the option.
 *
 * @throws GatewayError `invalidRequest` for an empty one, which would protect from nothing
 */
export function readOwnKey({ options }: Item): string | null {
	if (!Object.hasOwn(options, 'messageKey')) return null;
	const given = options['messageKey'];
	const isObject = typeof given === 'object' && given !== null;
	const key = isObject ? JSON.stringify(sorted(given)) : String(given ?? '').trim();
	if (!emptyKeys.includes(key)) return key;
	throw new GatewayError('invalidRequest', 'The Message Key of this item is empty.', {
		hint: 'Without a key, running the workflow again would send the message again. Look at the expression in the option, or remove the option.',
	});
}

/**
 * Names the message of an item for the memories of what was sent. The content is left out where an
 * item has one message: an expression such as `$now` has another value when n8n tries the run again.
 *
 * @param part which part of a text it is, from 0: the first one is named like a text of one part
 */
export function readMessageName(to: string, content: object, item: Item, part = 0): MessageName {
	const ownKey = readOwnKey(item);
	const { mayRepeatItem, place: index, broadcast } = item;
	// Two tenants may use the same key for the same person.
	const { gateway, accountKey } = item.session;
	const sender = [accountKey, readSenderOverrides(item.options, gateway)];
	const words = idempotencyKey('', 'text', content);
	const first = mayRepeatItem ? idempotencyKey(index, 'text', { to, words }) : index;
	const [place, more] = part === 0 ? [first, {}] : [`${first}.${part}`, { part }];
	return {
		place,
		turn: item.memory.turns.of(place, to),
		to,
		words,
		ownKey:
			ownKey === null
				? null
				: idempotencyKey(item.nodeKey, 'text', {
						...{ ownKey, to: broadcast?.person ?? to, sender, ...more },
					}),
		...(broadcast !== undefined && { ownKeySet: broadcast.keySet }),
		isDeduplicated: gateway.idempotencyHeader !== undefined,
	};
}

/**
 * The idempotency key of a message for the gateway: from the user's own key, which holds for this node
 * in every run, or from its turn among the person's messages of this run and its retries. There, one that
 * certainly was not sent gets another key, because the gateway would repeat that outcome.
 */
export function gatewayKey(
	kind: Kind,
	{ place, turn, to, ownKey }: MessageName,
	item: Item,
): string {
	if (ownKey !== null) return idempotencyKey(ownKey, kind, {});
	const unsent = item.memory.unsentAt(place);
	return idempotencyKey(item.runKey, kind, unsent === 0 ? { turn, to } : { turn, to, unsent });
}

/** Characters of a key that a gateway carries to the statuses: Meta's limit. */
const maxCarriedCharacters = 512;

/**
 * The key that comes back with each status of a message: the user's own as it is, or its digest if it is
 * too long, and without one the message's own key.
 */
export function carriedKey(key: string, item: Item): string {
	if (item.question !== undefined) return item.question.failureTicket;
	const ownKey = readOwnKey(item);
	if (ownKey === null) return key;
	return ownKey.length <= maxCarriedCharacters ? ownKey : idempotencyKey('', 'text', { ownKey });
}

import { createHash } from 'node:crypto';

import type { Kind } from '../core/message';

function digest(content: string | Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}

/** A file stands in the key by its digest: its bytes would make a text of many times its size. */
function withoutBytes(this: Readonly<Record<string, unknown>>, name: string, value: unknown) {
	const original = this[name];
	return Buffer.isBuffer(original) ? digest(original) : value;
}

/**
 * The key of a message: the same wherever all three are the same, another one for everything else.
 * 64 hexadecimal digits.
 *
 * @param place names workflow, execution, node, run and item, or whatever the user names it by
 * @param message what of it counts
 */
export function idempotencyKey(place: string, kind: Kind, message: object): string {
	return digest(JSON.stringify([place, kind, message], withoutBytes));
}

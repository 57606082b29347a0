import { createHash } from 'node:crypto';

import type { Kind } from '../core/message';

/** How long a gateway remembers a key, in milliseconds: 24 hours are the shortest promise. */
export const keyLifetimeMs = 24 * 60 * 60 * 1000;

function digest(content: string | Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}

/** Replaces the bytes of a file by their digest: as JSON they would be many times as long. */
function withoutBytes(this: Readonly<Record<string, unknown>>, name: string, value: unknown) {
	const original = this[name];
	return Buffer.isBuffer(original) ? digest(original) : value;
}

/**
 * The key of a message: equal where scope, kind and content are equal, and different otherwise.
 * 64 hexadecimal digits.
 *
 * @param scope names workflow, node and run, or what the user names the message by
 * @param content the part of the message that distinguishes it within its scope
 */
export function idempotencyKey(scope: string, kind: Kind, content: object): string {
	return digest(JSON.stringify([scope, kind, content], withoutBytes));
}

import { createHash } from 'node:crypto';

import type { MiddlewareHandler } from 'hono';

import { hourMs } from '../../state/serviceWindows';
import type { Store } from '../../state/store';
import { invalid, refused } from './answers';

const lifetimeMs = 24 * hourMs;
const maxKeyLength = 255;

/** What is kept of a request; of its body only the digest. */
interface KeptRequest {
	readonly at: number;
	readonly digest: string;
	readonly correlationId: string;
	/** Absent while the request is under way. */
	answer?: { readonly status: number; readonly body: string };
}

/**
 * The same key with the same body gives the first answer for 24 hours. Which answers are kept
 * is not documented: here, those that accepted a message.
 * Source: https://docs.mojeeb.app/docs/developers/idempotency
 */
export function idempotent(store: Store): MiddlewareHandler {
	const known = store.memories.of<KeptRequest>('mojeeb keys');
	store.events.on('reset', () => known.clear());
	return async (context, next) => {
		const key = context.req.header('Idempotency-Key');
		if (context.req.method !== 'POST' || key === undefined) return await next();
		if (key === '' || key.length > maxKeyLength) {
			return refused(
				context,
				invalid('Idempotency-Key', `Must have 1 to ${maxKeyLength} characters.`),
			);
		}
		const digest = createHash('sha256')
			.update(`${context.req.path}\n${await context.req.text()}`)
			.digest('hex');
		const now = store.clock.now();
		const found = known.get(key);
		if (found !== undefined && now - found.at < lifetimeMs) {
			const extra = { original_correlation_id: found.correlationId };
			if (found.digest !== digest) {
				return refused(context, {
					status: 422,
					code: 'idempotency_key_in_use_with_different_params',
					message: 'This Idempotency-Key was used with a different request body.',
					extra,
				});
			}
			if (found.answer === undefined) {
				return refused(
					context,
					{
						status: 409,
						code: 'idempotency_key_in_progress',
						message: 'A request with this Idempotency-Key is still in progress.',
						extra,
					},
					{ 'Retry-After': '1' },
				);
			}
			context.header('Idempotent-Replayed', 'true');
			context.header('Content-Type', 'application/json');
			return context.body(found.answer.body, found.answer.status as 202);
		}
		const correlationId = context.res.headers.get('X-Correlation-ID') ?? '';
		const kept: KeptRequest = { at: now, digest, correlationId };
		known.set(key, kept);
		await next();
		if (context.res.status < 300) {
			kept.answer = { status: context.res.status, body: await context.res.clone().text() };
		} else {
			known.delete(key);
		}
		return undefined;
	};
}

import { randomUUID } from 'node:crypto';

import type { Reach } from '../../webhooks/localAddress';

const timeoutMs = 10_000;

/**
 * Meta's question to an address before it sends anything there: it must echo the challenge. Why the
 * address did not pass; `undefined` if it did. Meta accepts https only, the sandbox http too.
 * Source: https://developers.facebook.com/docs/graph-api/webhooks/getting-started
 */
export async function verifyCallback(
	url: string,
	verifyToken: string,
	reach: Reach,
): Promise<string | undefined> {
	const reason = reach.refusal(url);
	if (reason !== undefined) return reason;
	const asked = new URL(url);
	const challenge = randomUUID();
	asked.searchParams.set('hub.mode', 'subscribe');
	asked.searchParams.set('hub.verify_token', verifyToken);
	asked.searchParams.set('hub.challenge', challenge);
	try {
		const answer = await fetch(asked, {
			redirect: 'manual',
			signal: AbortSignal.timeout(timeoutMs),
		});
		const text = await answer.text();
		if (answer.status !== 200) {
			return `HTTP Status Code = ${answer.status}; HTTP Message = ${answer.statusText}`;
		}
		return text === challenge ? undefined : 'the challenge was not echoed';
	} catch {
		return 'the address does not answer';
	}
}

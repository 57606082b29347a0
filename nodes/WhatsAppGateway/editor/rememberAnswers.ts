import { BoundedMap } from '../core/boundedMap';
import { monotonicNow } from '../core/monotonicNow';
import type { Answer, Call } from '../core/request';

/** While a form is open: its list, languages and fields come from the same answers. In milliseconds. */
const maxAgeMs = 20_000;

/** A page of a hundred templates has some 200 kB. */
const bounds = { maxEntries: 50, maxIdleMs: maxAgeMs };

interface Remembered {
	readonly answer: Promise<Answer>;
	/** By the monotonic clock. */
	readonly askedAt: number;
}

const remembered = new BoundedMap<string, Remembered>(bounds);

/**
 * A way to the gateway for requests that only read: one that was made a moment ago is not made again.
 * What was changed at the gateway is seen after {@link maxAgeMs}. A refusal is not remembered.
 *
 * @param accountKey the account whose answers they are
 */
export function rememberAnswers(call: Call, accountKey: string): Call {
	return async (request) => {
		const { method, path, query, body } = request;
		const key = JSON.stringify([accountKey, method, path, query, body]);
		const now = monotonicNow();
		const known = remembered.get(key, now);
		if (known !== undefined && now - known.askedAt < maxAgeMs) return await known.answer;
		const answer = call(request);
		const entry = { answer, askedAt: now };
		remembered.set(key, entry, now);
		answer.catch(() => {
			if (remembered.get(key) === entry) remembered.delete(key);
		});
		return await answer;
	};
}

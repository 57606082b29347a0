const timeoutMs = 10_000;

/** What the receiver of a delivery answered. */
export interface DeliveryAnswer {
	/** `null` if none came within ten seconds. */
	readonly status: number | null;
	readonly headers: Headers;
	readonly text: string;
}

/** Posts a delivery. A redirect is not followed: it could lead away from this machine. */
export async function postDelivery(
	url: string,
	headers: Readonly<Record<string, string>>,
	body: string,
	ending: AbortSignal,
): Promise<DeliveryAnswer> {
	try {
		const signal = AbortSignal.any([ending, AbortSignal.timeout(timeoutMs)]);
		const init = { method: 'POST', headers, body, redirect: 'manual', signal } as const;
		const answer = await fetch(url, init);
		// Read to its end, so that the connection serves the next one.
		const text = await answer.text();
		return { status: answer.status, headers: answer.headers, text };
	} catch {
		return { status: null, headers: new Headers(), text: '' };
	}
}

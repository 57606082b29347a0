const timeoutMs = 10_000;

/**
 * Posts a delivery and gives the answer's status; `null` if none came within ten seconds. A
 * redirect is not followed: it could lead away from this machine.
 */
export async function postDelivery(
	url: string,
	headers: Readonly<Record<string, string>>,
	body: string,
	ending: AbortSignal,
): Promise<number | null> {
	try {
		const signal = AbortSignal.any([ending, AbortSignal.timeout(timeoutMs)]);
		const init = { method: 'POST', headers, body, redirect: 'manual', signal } as const;
		const answer = await fetch(url, init);
		// Read to its end, so that the connection serves the next one.
		await answer.arrayBuffer();
		return answer.status;
	} catch {
		return null;
	}
}

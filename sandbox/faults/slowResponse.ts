import { setTimeout as sleep } from 'node:timers/promises';

/** How an answer trickles: so many bytes at a time, with so many milliseconds in between. */
export interface Slow {
	readonly bytes: number;
	readonly everyMs: number;
}

/** Milliseconds after which the rest of an answer that trickles comes at once. */
const longest = 600_000;

/** The first piece comes at once; nothing runs where nobody reads, or after the client left. */
function trickle(
	body: Uint8Array<ArrayBuffer>,
	{ bytes, everyMs }: Slow,
	signal: AbortSignal,
): ReadableStream<Uint8Array> {
	const cancelled = new AbortController();
	const left = AbortSignal.any([signal, cancelled.signal]);
	const last = performance.now() + longest;
	let at = 0;
	return new ReadableStream(
		{
			async pull(controller) {
				const isThere =
					at === 0 ||
					// The timer must not keep a process alive that has nothing else to do.
					(await sleep(everyMs, true, { ref: false, signal: left }).catch(() => false));
				if (cancelled.signal.aborted) return;
				if (!isThere) return controller.close();
				const end = performance.now() < last ? at + bytes : body.length;
				controller.enqueue(body.subarray(at, end));
				at = end;
				if (at >= body.length) controller.close();
			},
			cancel: () => cancelled.abort(),
		},
		{ highWaterMark: 0 },
	);
}

/** An answer of which a part is sent, or which takes its time; its length is that of what is sent. */
export async function inPieces(
	answer: Response,
	{ truncate, slow }: { readonly truncate?: number; readonly slow?: Slow },
	signal: AbortSignal,
): Promise<Response> {
	if (answer.body === null || (truncate === undefined && slow === undefined)) return answer;
	const whole = new Uint8Array(await answer.arrayBuffer());
	const body = whole.subarray(0, truncate);
	const { status } = answer;
	const headers = new Headers(answer.headers);
	headers.delete('content-length');
	const content = slow === undefined || body.length === 0 ? body : trickle(body, slow, signal);
	return new Response(content, { status, headers });
}

import type { Timers } from '../state/time';

/** An answer in pieces: so many bytes at a time, with so many milliseconds in between. */
export interface SlowResponse {
	readonly bytes: number;
	readonly everyMs: number;
}

/** Milliseconds after which the rest of a slow answer comes at once. */
const maxMs = 600_000;

/** The first piece comes at once; nothing runs if the body is not read, or after the client left. */
function streamInPieces(
	body: Uint8Array<ArrayBuffer>,
	{ bytes, everyMs }: SlowResponse,
	timers: Timers,
	signal: AbortSignal,
): ReadableStream<Uint8Array> {
	const cancelled = new AbortController();
	const left = AbortSignal.any([signal, cancelled.signal]);
	let [sent, waitedMs] = [0, 0];
	return new ReadableStream(
		{
			async pull(controller) {
				if (sent > 0) {
					const isThere = await timers.sleep(everyMs, left);
					waitedMs += everyMs;
					if (cancelled.signal.aborted) return;
					if (!isThere) return controller.close();
				}
				const end = waitedMs < maxMs ? sent + bytes : body.length;
				controller.enqueue(body.subarray(sent, end));
				sent = end;
				if (sent >= body.length) controller.close();
			},
			cancel: () => cancelled.abort(),
		},
		{ highWaterMark: 0 },
	);
}

/** What {@link shapeResponse} does to an answer. */
export interface ResponseShape {
	/** Bytes that are sent of it. */
	readonly truncate?: number;
	readonly slow?: SlowResponse;
}

/** An answer of which a part is sent, or which takes its time; its length is that of what is sent. */
export async function shapeResponse(
	answer: Response,
	{ truncate, slow }: ResponseShape,
	timers: Timers,
	signal: AbortSignal,
): Promise<Response> {
	if (answer.body === null || (truncate === undefined && slow === undefined)) return answer;
	const whole = new Uint8Array(await answer.arrayBuffer());
	const body = whole.subarray(0, truncate);
	const { status } = answer;
	const headers = new Headers(answer.headers);
	headers.delete('content-length');
	const isSlow = slow !== undefined && body.length > 0;
	const content = isSlow ? streamInPieces(body, slow, timers, signal) : body;
	return new Response(content, { status, headers });
}

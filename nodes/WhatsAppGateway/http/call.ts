import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import type { Gateway } from '../core/gateway';
import type { Answer, Call, Request } from '../core/request';
import { isStopped, pause } from '../n8n/cancellation';
import type { Context } from '../n8n/context';
import { judged } from './checkResponse';
import { exchange } from './httpClient';
import { multipart } from './multipart';
import { faultOfSilence } from './networkErrors';
import { longestAnswer, parseBody } from './parseBody';
import { type Queue, ratesFor } from './rateLimiter';
import { waitBeforeRetry } from './retryPolicy';

/** How long somebody waits, in seconds. */
export interface Patience {
	/** For each answer, to its last byte. */
	readonly timeout: number;
	/**
	 * Before a request is made again, where the gateway asks to slow down. 0 for never; then nobody
	 * waits for the account's pace either, for a person sits before an open list.
	 */
	readonly longestWait: number;
	/** Messages to send in a minute at most; `null` for what the gateway documents. */
	readonly perMinute?: number | null;
}

export interface CallSettings {
	readonly gateway: Gateway;
	/** Without a trailing slash. */
	readonly baseUrl: string;
	readonly patience: Patience;
	/** Where the account's requests queue up. */
	readonly queue: Queue;
	/** Takes the secrets out of a text before anything else reads it. */
	readonly scrub: (text: string) => string;
	/** Hears how long a request waited for its turn, in seconds. */
	readonly waited: (seconds: number) => void;
}

/** The content type and the body of a request, where it has one. */
function content({ form, body }: Request): { contentType: string; body?: Buffer | IDataObject } {
	if (form !== undefined) return multipart(form);
	return { contentType: 'application/json', ...(body && { body }) };
}

/** A request that brought no answer, as a fault; what the credential refused is one already. */
export function unanswered(
	error: unknown,
	{ gateway, baseUrl, patience }: CallSettings,
	sends: boolean,
): GatewayError {
	if (error instanceof GatewayError) return error;
	return faultOfSilence(error, {
		gateway: gateway.name,
		host: new URL(baseUrl).host,
		seconds: patience.timeout,
		sends,
	});
}

async function once(context: Context, request: Request, settings: CallSettings): Promise<Answer> {
	const { gateway, baseUrl, patience, scrub } = settings;
	const { contentType, ...sent } = content(request);
	const sends = request.sends ?? false;
	const received = exchange(
		context,
		{
			method: request.method,
			url: baseUrl + request.path,
			headers: { Accept: 'application/json', 'Content-Type': contentType, ...request.headers },
			...(request.query && { qs: request.query }),
			...sent,
		},
		{ most: longestAnswer, seconds: patience.timeout },
	);
	const { status, headers, bytes } = await received.catch(
		async (error: unknown) => await Promise.reject(unanswered(error, settings, sends)),
	);
	const body = parseBody(scrub(bytes.toString('utf8')));
	return judged({ ...body, status, headers, sends, attempts: 1 }, gateway);
}

/** Milliseconds by a clock that nobody sets back: a queue would stand still until it has caught up. */
const now = () => performance.now();

/** Waits until it is the request's turn. Throws `rateLimited` where the run is stopped meanwhile. */
async function turn(context: Context, request: Request, settings: CallSettings): Promise<void> {
	const { gateway, queue, patience, waited } = settings;
	const rates = ratesFor(gateway.budget, patience.perMinute ?? null);
	const begun = now();
	const take = () => queue.take(rates, request.sends === true, now());
	let mine = take();
	if (patience.longestWait === 0) return;
	for (let left = mine - begun; left > 0; left = mine - now()) {
		await pause(context, left / 1000).catch(async (error: unknown) => {
			queue.giveBack(mine, request.sends === true);
			return await Promise.reject(error);
		});
		// Whoever waited while the gateway asked for a rest queues up again: not all at once after it.
		if (queue.isClosed(now())) mine = take();
	}
	waited((now() - begun) / 1000);
	if (isStopped(context)) await pause(context, 0);
}

/** Whether a request that certainly did not send may be made again. */
function isHarmless({ method, sends, repeatable }: Request): boolean {
	return sends === true || repeatable === true || method === 'GET';
}

/** Seconds until the request is made again; `undefined` where it is not, or not here. */
function waitFor(
	error: unknown,
	attempt: number,
	request: Request,
	{ patience }: CallSettings,
): number | undefined {
	// One person's limit is no reason to keep the others waiting: whoever sends deals with it.
	if (!(error instanceof GatewayError) || error.fault === 'pairRateLimited') return undefined;
	if (error.fault === 'temporarilyUnavailable' && !isHarmless(request)) return undefined;
	return waitBeforeRetry(error, attempt, patience.longestWait, request.repeatable);
}

/** What is not known of a request that was made several times. */
interface Doubt {
	/** The fault of the first try that may have sent. */
	first?: GatewayError;
}

/** The same fault, with the moment when the request left. */
function since(error: GatewayError, askedAt: number): GatewayError {
	return new GatewayError(error.fault, error.message, { ...error.details, askedAt });
}

async function untilAnswered(
	context: Context,
	request: Request,
	settings: CallSettings,
	doubt: Doubt,
): Promise<Answer> {
	for (let attempt = 1; ; attempt++) {
		await turn(context, request, settings);
		const askedAt = Date.now();
		try {
			return { ...(await once(context, request, settings)), attempts: attempt };
		} catch (error) {
			if (error instanceof GatewayError && error.sent === 'unknown') {
				doubt.first ??= since(error, askedAt);
			}
			const wait = waitFor(error, attempt, request, settings);
			if (wait === undefined) return Promise.reject(error);
			if (error instanceof GatewayError && error.fault === 'rateLimited') {
				settings.queue.close(now() + wait * 1000);
			} else await pause(context, wait);
		}
	}
}

/**
 * The one way to a gateway: waits for its turn, authenticates, sends, repeats what is safe to
 * repeat, tells the rest. Where the gateway asks for a rest, everybody who uses the account rests.
 * Once a try may have sent, no later refusal tells that nothing was sent.
 */
export function makeCall(context: Context, settings: CallSettings): Call {
	return async (request) => {
		const doubt: Doubt = {};
		return await untilAnswered(context, request, settings, doubt).catch(
			async (error: unknown) => await Promise.reject(doubt.first ?? error),
		);
	};
}

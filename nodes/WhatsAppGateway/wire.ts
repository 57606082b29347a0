import {
	sleep,
	type IExecuteFunctions,
	type IHookFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IPollFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { asObject } from './core/answer';
import { GatewayError } from './core/faults';
import { TooLarge, tooLate } from './core/transport';

/**
 * The contexts in which n8n runs our code: a run, a form being filled in the editor, a workflow being
 * published, a delivery, and a look for what is new.
 */
export type Context =
	IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions | IWebhookFunctions | IPollFunctions;

/** The name under which n8n stores the credential. */
export const credentialType = 'whatsAppGatewayApi';

/** What came over the wire, to its end. */
export interface Received {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly bytes: Buffer;
}

/** How much may come, and how long it may take from the first byte sent to the last one received. */
export interface Bounds {
	/** Bytes. */
	readonly most: number;
	readonly seconds: number;
}

type Body = AsyncIterable<Buffer> & { destroy(): void };

function isBody(value: unknown): value is Body {
	return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** The bytes of a body. Throws {@link TooLarge} as soon as there are too many. */
async function readAll(body: unknown, most: number, late: AbortSignal): Promise<Buffer> {
	if (!isBody(body)) return Buffer.alloc(0);
	const leave = () => body.destroy();
	if (late.aborted) leave();
	late.addEventListener('abort', leave, { once: true });
	const chunks: Buffer[] = [];
	let length = 0;
	try {
		for await (const chunk of body) {
			length += chunk.length;
			if (length > most) throw new TooLarge();
			chunks.push(chunk);
		}
	} finally {
		late.removeEventListener('abort', leave);
		body.destroy();
	}
	return Buffer.concat(chunks);
}

/** Rejects when the time is over. */
async function expiry(late: AbortSignal): Promise<never> {
	return await new Promise<never>((_resolve, reject) => {
		late.addEventListener('abort', () => reject(tooLate()), { once: true });
	});
}

/**
 * One request as the account, and its answer to the last byte, whatever the status. The whole is
 * bounded: n8n's own limit counts silence only, so that an answer that trickles would never end.
 *
 * @throws the network's own exception, {@link TooLarge}, or what `authenticate` refuses
 */
export async function exchange(
	context: Context,
	request: Pick<IHttpRequestOptions, 'method' | 'url' | 'headers' | 'qs' | 'body'>,
	{ most, seconds }: Bounds,
): Promise<Received> {
	const late = AbortSignal.timeout(seconds * 1000);
	const { helpers } = context;
	const answered = helpers.httpRequestWithAuthentication.call(context, credentialType, {
		...request,
		encoding: 'stream',
		timeout: seconds * 1000,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	});
	const read = async (): Promise<Received> => {
		const { body, headers, statusCode } = asObject(await answered);
		return {
			status: Number(statusCode),
			headers: Object.fromEntries(
				Object.entries(asObject(headers)).map(([name, value]) => [
					name.toLowerCase(),
					String(value),
				]),
			),
			bytes: await readAll(body, most, late),
		};
	};
	return await Promise.race([read(), expiry(late)]);
}

/** Tells when the run is stopped; `undefined` where it cannot be. */
function stopSignal(context: Context): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/** Whether somebody has stopped the run. */
export function isStopped(context: Context): boolean {
	return stopSignal(context)?.aborted === true;
}

/** Timers cannot be ended: none is left over for longer than this, in milliseconds. */
const longestSleep = 1000;

/** Waits, but no longer than the run itself. Throws `rateLimited` where it was stopped. */
export async function pause(context: Context, seconds: number): Promise<void> {
	const signal = stopSignal(context);
	if (signal === undefined) return await sleep(seconds * 1000);
	const over = new AbortController();
	const whenStopped = new Promise<void>((resolve) => {
		signal.addEventListener('abort', () => resolve(), { signal: over.signal });
	});
	for (let left = seconds * 1000; left > 0 && !signal.aborted; left -= longestSleep) {
		await Promise.race([sleep(Math.min(left, longestSleep)), whenStopped]);
	}
	over.abort();
	if (!signal.aborted) return;
	// By this word n8n knows that the run is no failed one.
	throw new GatewayError('rateLimited', 'The run was canceled while it waited for the gateway.', {
		hint: 'Start the workflow again for the items that are left.',
	});
}

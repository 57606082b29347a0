import type { IHttpRequestOptions } from 'n8n-workflow';

import { asObject } from '../core/narrow';
import { type Context, credentialType } from '../n8n/context';
import { TooLarge, tooLate } from './networkErrors';

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

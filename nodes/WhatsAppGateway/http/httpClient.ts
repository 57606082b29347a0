import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { asObject } from '../core/narrow';
import type { Secrets } from '../core/request';
import { type N8nContext, credentialType } from '../n8n/context';
import { TooLarge, timeoutError } from './networkErrors';

/** A response, read to its last byte. */
export interface HttpResponse {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly bytes: Buffer;
}

/** How large a response may be, and how long it may take to its last byte. */
export interface ResponseLimits {
	readonly maxBytes: number;
	readonly seconds: number;
}

type Body = AsyncIterable<Buffer> & { destroy(): void };

function isBody(value: unknown): value is Body {
	return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** The bytes of a body. Throws {@link TooLarge} once there are more than `maxBytes`. */
async function readAll(body: unknown, maxBytes: number, deadline: AbortSignal): Promise<Buffer> {
	if (!isBody(body)) return Buffer.alloc(0);
	const stop = () => body.destroy();
	if (deadline.aborted) stop();
	deadline.addEventListener('abort', stop, { once: true });
	const chunks: Buffer[] = [];
	let length = 0;
	try {
		for await (const chunk of body) {
			length += chunk.length;
			if (length > maxBytes) throw new TooLarge();
			chunks.push(chunk);
		}
	} finally {
		deadline.removeEventListener('abort', stop);
		body.destroy();
	}
	return Buffer.concat(chunks);
}

/** Rejects at the deadline. */
async function rejectAt(deadline: AbortSignal): Promise<never> {
	return await new Promise<never>((_resolve, reject) => {
		deadline.addEventListener('abort', () => reject(timeoutError()), { once: true });
	});
}

/**
 * Makes one HTTP request and reads its response, whatever the status; the only place that uses n8n's HTTP
 * helpers. n8n's timeout counts idle time only, so a slow response would never
 * end: the deadline here covers the whole exchange.
 *
 * @param secrets those of the credential as whose account it is made; `null` for a request without
 * @throws the network's exception, {@link TooLarge}, or the GatewayError of `authenticate`
 */
export async function httpRequest(
	context: N8nContext,
	secrets: Secrets | null,
	request: Pick<IHttpRequestOptions, 'method' | 'url' | 'headers' | 'qs' | 'body'>,
	{ maxBytes, seconds }: ResponseLimits,
): Promise<HttpResponse> {
	const deadline = AbortSignal.timeout(seconds * 1000);
	const { helpers } = context;
	const options: IHttpRequestOptions = {
		...request,
		encoding: 'stream',
		timeout: seconds * 1000,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
	const data = { ...secrets } as ICredentialDataDecryptedObject;
	const pending =
		secrets === null
			? helpers.httpRequest(options)
			: helpers.httpRequestWithAuthentication.call(context, credentialType, options, {
					// As it was opened: n8n would resolve its expressions for the first item.
					credentialsDecrypted: { id: '', name: '', type: credentialType, data },
				});
	const read = async (): Promise<HttpResponse> => {
		const { body, headers, statusCode } = asObject(await pending);
		return {
			status: Number(statusCode),
			headers: Object.fromEntries(
				Object.entries(asObject(headers)).map(([name, value]) => [
					name.toLowerCase(),
					String(value),
				]),
			),
			bytes: await readAll(body, maxBytes, deadline),
		};
	};
	return await Promise.race([read(), rejectAt(deadline)]);
}

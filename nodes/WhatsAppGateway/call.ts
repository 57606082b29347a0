import {
	sleep,
	type IDataObject,
	type IExecuteFunctions,
	type IHookFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IPollFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { asObject, asText } from './core/answer';
import { GatewayError } from './core/faults';
import type { Answer, Call, Gateway, Request } from './core/gateway';
import { judged } from './core/judge';
import { multipart } from './core/multipart';
import { parseBody } from './core/parse';
import { waitBeforeRetry } from './core/retry';
import { faultOfSilence } from './core/transport';

/**
 * The contexts in which n8n runs our code: a run, a form being filled in the editor, a workflow being
 * published, a delivery, and a look for what is new.
 */
export type Context =
	IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions | IWebhookFunctions | IPollFunctions;

/** The name under which n8n stores the credential. */
export const credentialType = 'whatsAppGatewayApi';

/** How long somebody waits, in seconds. */
export interface Patience {
	/** For each answer. */
	readonly timeout: number;
	/** Before a request is made again, where the gateway asks to slow down; 0 for never. */
	readonly longestWait: number;
}

export interface CallSettings {
	readonly gateway: Gateway;
	/** Without a trailing slash. */
	readonly baseUrl: string;
	readonly patience: Patience;
	/** Takes the secrets out of a text before anything else reads it. */
	readonly scrub: (text: string) => string;
}

function read(response: unknown, scrub: CallSettings['scrub'], request: Request): Answer {
	const { body, headers, statusCode } = asObject(response);
	return {
		...parseBody(scrub(typeof body === 'string' ? body : '')),
		status: Number(statusCode),
		headers: Object.fromEntries(
			Object.entries(asObject(headers)).map(([name, value]) => [name.toLowerCase(), String(value)]),
		),
		sends: request.sends ?? false,
		attempts: 1,
	};
}

/** The content type and the body of a request, where it has one. */
function content({ form, body }: Request): { contentType: string; body?: Buffer | IDataObject } {
	if (form !== undefined) return multipart(form);
	return { contentType: 'application/json', ...(body && { body }) };
}

async function once(context: Context, request: Request, settings: CallSettings): Promise<Answer> {
	const { gateway, baseUrl, patience, scrub } = settings;
	const { contentType, ...sent } = content(request);
	const options: IHttpRequestOptions = {
		method: request.method,
		url: baseUrl + request.path,
		headers: { Accept: 'application/json', 'Content-Type': contentType, ...request.headers },
		encoding: 'text',
		timeout: patience.timeout * 1000,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		...(request.query && { qs: request.query }),
		...sent,
	};
	let response: unknown;
	try {
		response = await context.helpers.httpRequestWithAuthentication.call(
			context,
			credentialType,
			options,
		);
	} catch (error) {
		return Promise.reject(
			faultOfSilence(error, {
				gateway: gateway.name,
				host: new URL(baseUrl).host,
				seconds: patience.timeout,
				sends: request.sends ?? false,
			}),
		);
	}
	return judged(read(response, scrub, request), gateway);
}

/** Waits, but no longer than the run itself. */
export async function pause(context: Context, seconds: number): Promise<void> {
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const cancelled = new Promise<void>((resolve) => {
		signal?.addEventListener('abort', () => resolve(), { once: true });
	});
	await Promise.race([sleep(seconds * 1000), cancelled]);
	if (signal?.aborted) {
		throw new GatewayError('rateLimited', 'The run was stopped while waiting for the gateway.', {
			hint: 'Start the workflow again for the items that are left.',
		});
	}
}

/** The one way to a gateway: authenticates, sends, repeats what is safe to repeat, tells the rest. */
export function makeCall(context: Context, settings: CallSettings): Call {
	return async (request) => {
		for (let attempt = 1; ; attempt++) {
			try {
				return { ...(await once(context, request, settings)), attempts: attempt };
			} catch (error) {
				const wait =
					error instanceof GatewayError
						? waitBeforeRetry(error, attempt, settings.patience.longestWait, request.repeatable)
						: undefined;
				if (wait === undefined) return Promise.reject(error);
				await pause(context, wait);
			}
		}
	};
}

/** A file of the gateway's. */
export interface FetchedFile {
	readonly data: Buffer;
	/** As the answer names it; `null` where it does not. */
	readonly mimeType: string | null;
}

type FileStream = AsyncIterable<Buffer> & { destroy(): void };

function isStream(body: unknown): body is FileStream {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/** The bytes of a stream. Throws `mediaRejected` as soon as there are too many. */
async function readAll(body: FileStream, most: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of body) {
		length += chunk.length;
		if (length > most) {
			body.destroy();
			throw new GatewayError('mediaRejected', 'The file is larger than the limit of this node.', {
				hint: 'Raise the limit in the node’s options.',
			});
		}
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/** As `readAll`, but no longer than somebody waits: a stream may stall for ever. */
async function readInTime(body: FileStream, most: number, seconds: number): Promise<Buffer> {
	const late = sleep(seconds * 1000).then(() => {
		body.destroy();
		throw new GatewayError('mediaRejected', `The file did not come within ${seconds} seconds.`);
	});
	return await Promise.race([readAll(body, most), late]);
}

/**
 * A file from an address of the gateway's, as the account; `authenticated` refuses any other.
 *
 * @param most bytes
 * @throws GatewayError `mediaRejected` where it is too large, `notFound` where it is not there
 */
export async function fetchFile(
	context: Context,
	url: string,
	most: number,
	{ gateway, baseUrl, patience }: CallSettings,
): Promise<FetchedFile> {
	let response: unknown;
	try {
		response = await context.helpers.httpRequestWithAuthentication.call(context, credentialType, {
			method: 'GET',
			url,
			encoding: 'stream',
			timeout: patience.timeout * 1000,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		});
	} catch (error) {
		return Promise.reject(
			error instanceof GatewayError
				? error
				: faultOfSilence(error, {
						gateway: gateway.name,
						host: new URL(baseUrl).host,
						seconds: patience.timeout,
						sends: false,
					}),
		);
	}
	const { body, headers, statusCode } = asObject(response);
	if (statusCode !== 200 || !isStream(body)) {
		if (isStream(body)) body.destroy();
		throw new GatewayError(
			'notFound',
			`${gateway.name} does not give the file out (status ${String(statusCode)}).`,
		);
	}
	return {
		data: await readInTime(body, most, patience.timeout),
		mimeType: asText(asObject(headers)['content-type']),
	};
}

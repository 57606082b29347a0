import {
	sleep,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
} from 'n8n-workflow';

import { asObject } from './core/answer';
import { GatewayError } from './core/faults';
import type { Answer, Call, Gateway, Request } from './core/gateway';
import { judged } from './core/judge';
import { multipart } from './core/multipart';
import { parseBody } from './core/parse';
import { waitBeforeRetry } from './core/retry';
import { faultOfSilence } from './core/transport';

/** The contexts in which n8n runs our code: a run, and a form being filled in the editor. */
export type Context = IExecuteFunctions | ILoadOptionsFunctions;

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

import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import { asObject } from '../core/narrow';
import type { Answer, Request } from '../core/request';
import { rethrow } from '../core/rethrow';
import type { N8nContext } from '../n8n/context';
import type { CallSettings } from './callSettings';
import { checkResponse } from './checkResponse';
import { httpRequest } from './httpClient';
import { encodeMultipart } from './multipart';
import { toNetworkFault } from './networkErrors';
import { maxAnswerBytes, parseBody } from './parseBody';
import { redactValue } from './redact';

/** The encoded body of a request, with its content type. */
function encodeBody({ form, bytes, body }: Request): {
	contentType: string;
	body?: Buffer | IDataObject;
} {
	if (form !== undefined) return encodeMultipart(form);
	if (bytes !== undefined) return { contentType: 'application/octet-stream', body: bytes };
	return { contentType: 'application/json', ...(body && { body }) };
}

/** How many layers of an exception are looked into. */
const maxLayers = 5;

/** The fault that the credential's `authenticate` has thrown, which n8n wraps into an error of its own. */
function findFault(error: unknown): GatewayError | undefined {
	let layer = error;
	for (let depth = 0; depth < maxLayers; depth++) {
		if (layer instanceof GatewayError) return layer;
		layer = asObject(layer)['cause'];
	}
	return undefined;
}

/** An exception of the HTTP client as a fault; a fault of the credential is passed through. */
export function toRequestFault(
	error: unknown,
	{ gateway, baseUrl, limits }: CallSettings,
	sends: boolean,
	seconds = limits.timeout,
): GatewayError {
	const ownFault = findFault(error);
	if (ownFault !== undefined) return ownFault;
	return toNetworkFault(error, {
		gateway: gateway.name,
		host: new URL(baseUrl).host,
		seconds,
		sends,
	});
}

/**
 * Makes one HTTP request as the account and checks its answer.
 *
 * @throws GatewayError for a refusal, a network error, or an answer that is not the gateway's
 */
export async function sendRequest(
	context: N8nContext,
	request: Request,
	settings: CallSettings,
): Promise<Answer> {
	const { gateway, baseUrl, limits, redact } = settings;
	const { contentType, ...encoded } = encodeBody(request);
	const sends = request.sends ?? request.creates ?? false;
	const seconds = Math.max(limits.timeout, request.minTimeout ?? 0);
	const response = await httpRequest(
		context,
		settings.secrets,
		{
			method: request.method,
			url: baseUrl + request.path,
			headers: { Accept: 'application/json', 'Content-Type': contentType, ...request.headers },
			...(request.query && { qs: request.query }),
			...encoded,
		},
		{ maxBytes: maxAnswerBytes, seconds },
	).catch((error: unknown) => rethrow(toRequestFault(error, settings, sends, seconds)));
	const { status, bytes } = response;
	const headers = Object.fromEntries(
		Object.entries(response.headers).map(([name, value]) => [name, redact(value)]),
	);
	const text = redact(bytes.toString('utf8'));
	const { body, isJson } = parseBody(text);
	// A string of JSON can hold any letter escaped, which shows only once it is read.
	const clean = text.includes('\\') ? redactValue(body, redact) : body;
	const answer = { body: clean, isJson, status, headers, sends, attempts: 1 };
	return checkResponse(answer, gateway, request);
}

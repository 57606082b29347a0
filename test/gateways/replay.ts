import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import type { Answer, Call } from '../../nodes/WhatsAppGateway/core/request';
import { checkResponse } from '../../nodes/WhatsAppGateway/http/checkResponse';

/** One documented request with the answer to it. */
export interface Exchange {
	readonly request: {
		readonly method: string;
		readonly path: string;
		readonly query?: unknown;
		readonly body?: unknown;
		/** A multipart form; the bytes of its file in Base64. */
		readonly form?: unknown;
		readonly headers?: unknown;
		/** The bytes of a body that is a file alone, in Base64. */
		readonly bytes?: unknown;
	};
	readonly answer: {
		readonly status: number;
		readonly headers?: Readonly<Record<string, string>>;
		/** JSON; a string is a body that is not JSON. */
		readonly body?: unknown;
	};
}

/**
 * A `Call` that answers from a list and records the requests. Throws a plain Error for more
 * requests than the list has.
 */
export function replayer(gateway: Gateway, exchanges: readonly Exchange[]) {
	const requests: Array<Exchange['request']> = [];
	const call: Call = async (request) => {
		const { method, path, query, body, form, bytes, headers: own, sends = false } = request;
		const exchange = exchanges[requests.length];
		requests.push({
			method,
			path,
			...(query && { query }),
			...(body && { body }),
			...(form && {
				form: { ...form, file: { ...form.file, data: form.file.data.toString('base64') } },
			}),
			...(own && { headers: own }),
			...(bytes && { bytes: bytes.toString('base64') }),
		});
		if (exchange === undefined) throw new Error(`Not in the fixture: ${method} ${path}`);
		const { status, headers = {}, body: answered } = exchange.answer;
		const answer: Answer = {
			status,
			headers,
			body: answered,
			isJson: answered !== undefined && typeof answered !== 'string',
			sends,
			attempts: 1,
		};
		return checkResponse(answer, gateway, request);
	};
	return { call, requests };
}

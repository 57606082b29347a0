import type { IWebhookFunctions } from 'n8n-workflow';

import { asObject, parseJson } from '../core/narrow';
import type { RawDelivery } from '../core/webhook';

/** Reads a delivery with its exact bytes: the signature covers these, not what n8n parsed from them. */
export function readDelivery(context: IWebhookFunctions): RawDelivery {
	const { rawBody } = asObject(context.getRequestObject());
	const body = Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0);
	return {
		body,
		json: parseJson(body.toString('utf8')),
		query: asObject(context.getQueryData()),
		headers: Object.fromEntries(
			Object.entries(asObject(context.getHeaderData())).map(([name, value]) => [
				name.toLowerCase(),
				// A header that was sent twice is joined, so that it matches no signature.
				Array.isArray(value) ? value.join(', ') : String(value),
			]),
		),
	};
}

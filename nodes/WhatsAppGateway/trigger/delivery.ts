import type { IWebhookFunctions } from 'n8n-workflow';

import { asObject, parseJson } from '../core/narrow';
import type { RawDelivery } from '../core/webhook';

/** What came, with the exact bytes: a signature is over these, not over what n8n has read of them. */
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
				// A header that came twice is joined, and then matches nothing.
				Array.isArray(value) ? value.join(', ') : String(value),
			]),
		),
	};
}

import { GatewayError } from './faults';
import { asObject, asText, type JsonObject } from './narrow';
import type { Answer } from './request';

/** The id under which support finds a request, and whose it is. */
interface SupportReference {
	readonly id: string;
	/** Whether it is Meta's, which a gateway may pass on. */
	readonly isMeta: boolean;
}

/** An id, and no sentence or page. */
const idForm = /^[\w.:=+/-]{4,128}$/;

const maxDepth = 6;

function toId(value: unknown): string | null {
	const text = asText(value)?.trim() ?? '';
	return idForm.test(text) ? text : null;
}

/** Meta's `fbtrace_id` wherever a gateway passes Meta's error object on. */
function findTraceId(value: unknown, depth = 0): string | null {
	if (typeof value !== 'object' || value === null || depth > maxDepth) return null;
	const own = toId((value as JsonObject)['fbtrace_id']);
	if (own !== null) return own;
	for (const entry of Object.values(value)) {
		const found = findTraceId(entry, depth + 1);
		if (found !== null) return found;
	}
	return null;
}

/**
 * The reference in an answer: the gateway's correlation id, in the body or the header, or Meta's trace
 * id. Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
function findReference({
	headers,
	body,
}: Pick<Answer, 'headers' | 'body'>): SupportReference | null {
	const own =
		toId(asObject(asObject(body)['error'])['correlation_id']) ??
		toId(asObject(body)['correlation_id']) ??
		toId(headers['x-correlation-id']);
	if (own !== null) return { id: own, isMeta: false };
	const trace = findTraceId(body);
	return trace === null ? null : { id: trace, isMeta: true };
}

/** The same fault with the answer's reference as data and at the end of its sentence. */
export function withReference(error: GatewayError, answer: Answer, gateway: string): GatewayError {
	const reference = findReference(answer);
	if (reference === null) return error;
	const whose = reference.isMeta ? 'Meta' : gateway;
	return new GatewayError(
		error.fault,
		`${error.message} ${whose}’s reference for support: ${reference.id}.`,
		{ ...error.details, hint: error.hint, correlationId: reference.id },
	);
}

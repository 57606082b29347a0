import type { Context } from 'hono';

/** A refusal of Mojeeb, without its correlation id. */
export interface Refusal {
	readonly status: 401 | 403 | 404 | 409 | 422 | 429;
	readonly code: string;
	readonly message: string;
	/** The field that is refused. */
	readonly param?: string;
	/** Further fields of the error. */
	readonly extra?: Readonly<Record<string, unknown>>;
}

const types = {
	401: 'authentication_error',
	403: 'permission_error',
	404: 'not_found_error',
	409: 'idempotency_error',
	422: 'validation_error',
	429: 'rate_limit_error',
} as const;

/**
 * Mojeeb's one shape for everything that it refuses; its correlation id is that of the answer.
 * Source: https://docs.mojeeb.app/docs/developers/errors
 */
export function refused(
	context: Context,
	{ status, code, message, param, extra }: Refusal,
	headers: Record<string, string> = {},
): Response {
	const type = code.startsWith('idempotency_') ? 'idempotency_error' : types[status];
	return context.json(
		{
			error: {
				type,
				code,
				message,
				...(param !== undefined && { param }),
				...extra,
				correlation_id: context.res.headers.get('X-Correlation-ID'),
			},
		},
		status,
		headers,
	);
}

/** The refusal of a field that has no code of its own. */
export function invalid(param: string, message: string): Refusal {
	return { status: 422, code: 'invalid_request', message, param };
}

/** Whether what was read is a refusal. */
export function isRefusal(value: object): value is Refusal {
	return 'code' in value && 'status' in value;
}

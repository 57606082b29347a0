import type { Context } from 'hono';

import type { FieldErrors } from '../../gatewayKit/laravel';

/** The dialect's id, under which the store keeps its messages and contacts. */
export const id = 'wacr';

type Status = 401 | 403 | 404 | 422 | 429 | 500;

/** What a request is refused for: status, code, text, and the fields that were refused. */
export interface Refusal {
	readonly status: Status;
	readonly code: string;
	readonly text: string;
	readonly errors?: FieldErrors;
	/** What else it says. */
	readonly extra?: Readonly<Record<string, number>>;
}

/** Everything documented that is refused. Source: https://docs.app.wa.cr/ (Send Text Message) */
export const refusals = {
	unauthorized: { status: 401, code: 'UNAUTHORIZED', text: 'Invalid or missing API token.' },
	optedOut: { status: 403, code: 'CONTACT_OPTED_OUT', text: 'The contact has opted out.' },
	notSent: { status: 500, code: 'MESSAGE_SEND_FAILED', text: 'Failed to send message.' },
	tooMany: { status: 429, code: 'RATE_LIMIT_EXCEEDED', text: 'Too many requests.' },
} as const satisfies Record<string, Refusal>;

/** A refusal of fields. */
export function invalid(errors: FieldErrors): Refusal {
	return { status: 422, code: 'VALIDATION_ERROR', text: 'The given data was invalid.', errors };
}

/** A refusal for what is not there. */
export function notFound(what: string): Refusal {
	return { status: 404, code: 'NOT_FOUND', text: `${what} not found.` };
}

/** Whether something is a refusal. */
export function isRefusal(value: object): value is Refusal {
	return 'status' in value && 'code' in value && 'text' in value;
}

/** A refusal as JSON, whose shape is not documented: assumed to be an envelope like that of success. */
export function refused(
	context: Context,
	{ status, code, text, errors, extra }: Refusal,
	headers: Record<string, string> = {},
): Response {
	const error = { code, message: text, ...(errors && { errors }), ...extra };
	return context.json({ success: false, error }, status, headers);
}

/** A success. */
export function ok(
	context: Context,
	data: object | null,
	message: string,
	status: 200 | 201 = 200,
): Response {
	return context.json({ success: true, data, message }, status);
}

const perPage = 15;
const maxPerPage = 100;

/** One page of a list. Source: https://docs.app.wa.cr/list-messages-28559794e0 */
export function paged(context: Context, rows: readonly object[]): Response {
	const number = (name: string, none: number) =>
		Math.max(Math.trunc(Number(context.req.query(name))) || none, 1);
	const [page, size] = [number('page', 1), Math.min(number('per_page', perPage), maxPerPage)];
	const end = page * size;
	return context.json({
		success: true,
		data: rows.slice(end - size, end),
		message: 'Retrieved successfully',
		meta: {
			pagination: {
				current_page: page,
				per_page: size,
				total: rows.length,
				last_page: Math.max(Math.ceil(rows.length / size), 1),
				has_more: end < rows.length,
			},
		},
	});
}

/** What a list is searched for; empty if it is not. */
export function searched(context: Context): string {
	return (context.req.query('search') ?? context.req.query('q') ?? '').toLowerCase();
}

/** Rows in the order that a request asks for, `-created_at` and the like. */
export function sorted<Row extends Readonly<Record<string, unknown>>>(
	context: Context,
	rows: readonly Row[],
	none: string,
): Row[] {
	const asked = context.req.query('sort') || none;
	const field = asked.replace(/^-/, '');
	const direction = asked.startsWith('-') ? -1 : 1;
	const compared = (a: unknown, b: unknown) =>
		typeof a === 'number' && typeof b === 'number'
			? a - b
			: String(a ?? '').localeCompare(String(b ?? ''), 'en');
	return rows.toSorted((a, b) => direction * compared(a[field], b[field]));
}

import type { Context } from 'hono';

import type { FieldErrors } from '../../gatewayKit/laravel';

type Status = 400 | 401 | 403 | 404 | 422 | 500;

/** Xobito's envelope for what went well. Source: https://documents.xobito.com/developers/data-types */
export function done(
	context: Context,
	message: string,
	data?: unknown,
	status: 200 | 201 = 200,
): Response {
	return context.json({ status: 'success', message, ...(data !== undefined && { data }) }, status);
}

/** Its envelope for what did not; `errors` are refused fields or a text. */
export function refused(
	context: Context,
	status: Status,
	message: string,
	errors?: FieldErrors | string,
): Response {
	return context.json(
		{ status: 'error', message, ...(errors !== undefined && { errors }) },
		status,
	);
}

/** Its answer to fields that it refuses. */
export function invalid(context: Context, errors: FieldErrors): Response {
	return refused(context, 422, 'Validation failed', errors);
}

/** The answer to every message that WhatsApp refuses, also because of a closed window: without a code. */
export function notSent(context: Context, reason?: string): Response {
	return refused(context, 500, 'Failed to send message', reason);
}

/** A time as Xobito writes it: UTC with microseconds. */
export function xobitoTime(iso: string): string {
	return iso.replace(/\.(\d{3})Z$/, '.$1000Z');
}

const defaultPerPage = 15;
const maxPerPage = 100;

function whole(text: string | undefined, otherwise: number): number {
	const number = Number(text);
	return Number.isInteger(number) && number >= 1 ? number : otherwise;
}

/** Laravel's paginator, which Xobito puts into `data`. */
export function paged(context: Context, rows: readonly unknown[]): Response {
	const url = new URL(context.req.url);
	const perPage = Math.min(
		whole(url.searchParams.get('per_page') ?? '', defaultPerPage),
		maxPerPage,
	);
	const page = whole(url.searchParams.get('page') ?? '', 1);
	const last = Math.max(1, Math.ceil(rows.length / perPage));
	const path = `${url.origin}${url.pathname}`;
	const at = (number: number) => `${path}?page=${number}`;
	const shown = rows.slice((page - 1) * perPage, page * perPage);
	const begin = shown.length > 0 ? (page - 1) * perPage + 1 : null;
	return context.json({
		status: 'success',
		data: {
			current_page: page,
			data: shown,
			first_page_url: at(1),
			from: begin,
			last_page: last,
			last_page_url: at(last),
			next_page_url: page < last ? at(page + 1) : null,
			path,
			per_page: perPage,
			prev_page_url: page > 1 ? at(page - 1) : null,
			to: begin === null ? null : begin + shown.length - 1,
			total: rows.length,
		},
	});
}

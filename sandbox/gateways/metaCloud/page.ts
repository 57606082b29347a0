import type { Context } from 'hono';

const maxPerPage = 100;

const cursorOf = (at: number) => Buffer.from(String(at)).toString('base64url');

/**
 * One page of a list, with the cursors of the Graph API.
 * Source: https://developers.facebook.com/docs/graph-api/results
 *
 * @param perPage how many it has where the request does not say
 */
export function paged(context: Context, rows: readonly object[], perPage = 25): Response {
	const { limit, after } = context.req.query();
	const begin = after === undefined ? 0 : Number(Buffer.from(after, 'base64url').toString());
	const end = begin + Math.min(Math.max(Number(limit) || perPage, 1), maxPerPage);
	const next = new URL(context.req.url);
	next.searchParams.set('after', cursorOf(end));
	return context.json({
		data: rows.slice(begin, end),
		paging: {
			cursors: { before: cursorOf(begin), after: cursorOf(end) },
			...(end < rows.length && { next: next.href }),
		},
	});
}

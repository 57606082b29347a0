import { GatewayError } from '../../core/faults';
import { asObject, asText, type JsonObject } from '../../core/narrow';
import type { Account, Answer, Connection } from '../../core/request';
import { fetchPages, type Page } from '../../gatewayKit/laravel';
import { pathOf } from '../../gatewayKit/path';
import { requireRows } from '../../gatewayKit/rows';

/** The gateway's name in its messages. */
export const gateway = 'Xobito';

/** The `data` of an answer; an empty object if it has none. */
export function dataOf({ body }: Pick<Answer, 'body'>): JsonObject {
	return asObject(asObject(body)['data']);
}

/**
 * A path below the workspace, whose subdomain is part of every path and never of the host.
 * Source: https://documents.xobito.com/developers/overview
 *
 * @throws GatewayError `notConfigured` if the credential has no subdomain
 */
export function workspacePath(account: Account, ...segments: readonly string[]): string {
	const subdomain = account['subdomain']?.trim() ?? '';
	if (subdomain !== '') return pathOf(subdomain, ...segments);
	throw new GatewayError('notConfigured', 'The credential names no workspace of Xobito.', {
		hint: 'Open the credential and fill in Workspace Subdomain: the part before .xobito.com.',
	});
}

/** Whether Laravel's paginator has a page after this one. */
function hasNext(paginator: JsonObject, page: number): boolean {
	const current = Number(asText(paginator['current_page']) ?? NaN);
	const last = Number(asText(paginator['last_page']) ?? NaN);
	if (Number.isNaN(current + last)) return asText(paginator['next_page_url']) !== null;
	// A gateway that ignores `page` would never end.
	return current === page && current < last;
}

/**
 * The rows of one page: Laravel's paginator is in `data`, and its rows in `data.data`.
 * Source: https://documents.xobito.com/developers/data-types
 */
export function readPage({ body }: Pick<Answer, 'body'>, page: number): Page {
	const { data } = asObject(body);
	const paginator = asObject(data);
	const rows = requireRows(Array.isArray(data) ? data : paginator['data'], gateway, body);
	return { rows, hasNext: hasNext(paginator, page) };
}

/** Every row of a list, page after page. */
export async function* listRows(
	{ account, call }: Connection,
	name: string,
): AsyncIterable<JsonObject> {
	const list = { path: workspacePath(account, name) };
	for await (const { rows } of fetchPages(call, list, readPage)) yield* rows;
}

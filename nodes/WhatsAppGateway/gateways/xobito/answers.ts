import { GatewayError } from '../../core/faults';
import { asObject, asObjects, asText } from '../../core/narrow';
import type { Account, Answer, Connection } from '../../core/request';

/** What its own sentences call the gateway. */
export const gateway = 'Xobito';

/** A row of an answer. */
export type Row = Readonly<Record<string, unknown>>;

/** What an answer is about: its `data`; an empty object where it has none. */
export function dataOf({ body }: Pick<Answer, 'body'>): Row {
	return asObject(asObject(body)['data']);
}

/**
 * A path below the workspace, whose subdomain is a part of every path and never of the host. Throws
 * `notConfigured` where the credential has none. Source: https://documents.xobito.com/developers/overview
 */
export function pathOf(account: Account, below: string): string {
	const subdomain = account['subdomain']?.trim() ?? '';
	if (subdomain !== '') return `/${encodeURIComponent(subdomain)}${below}`;
	throw new GatewayError('notConfigured', 'The credential names no workspace of Xobito.', {
		hint: 'Open the credential and fill in Workspace Subdomain: the part before .xobito.com.',
	});
}

const perPage = 100;

/** A list that is longer than this does not end. */
const mostPages = 1000;

/** Whether Laravel's paginator has a page after this one. */
function hasNext(paginator: Row, page: number): boolean {
	const [current, last] = [paginator['current_page'], paginator['last_page']].map((one) =>
		Number(asText(one) ?? NaN),
	);
	if (current === undefined || last === undefined || Number.isNaN(current + last)) {
		return asText(paginator['next_page_url']) !== null;
	}
	// A page that does not move would never end.
	return current === page && current < last;
}

/**
 * Every row of a list, page after page: Laravel's paginator lies in `data`, and its rows in `data.data`.
 * Source: https://documents.xobito.com/developers/data-types
 */
export async function* pages({ account, call }: Connection, below: string): AsyncIterable<Row> {
	const path = pathOf(account, below);
	for (let page = 1; page <= mostPages; page++) {
		const { body } = await call({ method: 'GET', path, query: { page, per_page: perPage } });
		const { data } = asObject(body);
		const paginator = asObject(data);
		const rows = asObjects(Array.isArray(data) ? data : paginator['data']);
		yield* rows;
		if (rows.length === 0 || !hasNext(paginator, page)) return;
	}
}

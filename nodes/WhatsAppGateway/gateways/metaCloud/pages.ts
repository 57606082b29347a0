import { asObject, asText, type JsonObject } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { readPages } from '../../core/seenCursors';
import { requireRows } from '../../gatewayKit/rows';
import { type FieldQuery, readFields } from './readFields';

/** One page of a list of the Graph API. */
interface GraphPage {
	readonly rows: readonly JsonObject[];
	/** What the next page is asked for by; `null` after the last one. */
	readonly next: string | null;
}

/**
 * One page of a list, in one request.
 * Source: https://developers.facebook.com/docs/graph-api/results
 */
export async function fetchRowPage(
	path: string,
	query: FieldQuery,
	after: string | null,
	connection: Connection,
): Promise<GraphPage> {
	const asked = { ...query, ...(after !== null && { after }) };
	const { body } = await readFields(path, asked, connection);
	const page = asObject(body);
	const paging = asObject(page['paging']);
	const isLast = asText(paging['next']) === null;
	const next = isLast ? null : asText(asObject(paging['cursors'])['after']);
	return { rows: requireRows(page['data'], 'Meta', body), next };
}

/** The rows of a list, page after page. */
export async function* fetchRows(
	path: string,
	query: FieldQuery,
	connection: Connection,
): AsyncIterable<JsonObject> {
	const pages = readPages(async (after) => await fetchRowPage(path, query, after, connection));
	for await (const { rows } of pages) yield* rows;
}

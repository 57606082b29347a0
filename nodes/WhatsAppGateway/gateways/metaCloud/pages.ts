import type { IDataObject } from 'n8n-workflow';

import { asObject, asObjects, asText, type JsonObject } from '../../core/narrow';
import type { Connection } from '../../core/request';

/**
 * The rows of a list of the Graph API, page after page.
 * Source: https://developers.facebook.com/docs/graph-api/results
 */
export async function* fetchRows(
	path: string,
	query: IDataObject,
	{ call }: Connection,
): AsyncIterable<JsonObject> {
	let after: string | null = null;
	do {
		const { body } = await call({
			method: 'GET',
			path,
			query: { ...query, ...(after !== null && { after }) },
		});
		const page = asObject(body);
		yield* asObjects(page['data']);
		const paging = asObject(page['paging']);
		const cursor = asText(asObject(paging['cursors'])['after']);
		// A cursor that does not move would never end.
		after = asText(paging['next']) === null || cursor === after ? null : cursor;
	} while (after !== null);
}

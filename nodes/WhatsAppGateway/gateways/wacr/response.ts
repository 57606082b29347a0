import type { IDataObject } from 'n8n-workflow';

import { asObject, asObjects, type JsonObject } from '../../core/narrow';
import type { Answer, Call } from '../../core/request';
import { fetchPages } from '../../gatewayKit/laravel';

/** The gateway's name in its messages. */
export const gateway = 'WA.CR';

/** The `data` of an answer, or the body itself if it has none. */
export function dataOf({ body }: Pick<Answer, 'body'>): JsonObject {
	const { data } = asObject(body);
	return asObject(data === undefined ? body : data);
}

/**
 * A list, page after page, with the answer of each page.
 * Source: https://docs.app.wa.cr/list-templates-28559808e0; `has_more` is read as in
 * https://github.com/kdctek/n8n-nodes-wacrapp
 */
export function listPages(call: Call, path: string, query: IDataObject = {}) {
	let before = '';
	return fetchPages(call, { path, query }, ({ body }) => {
		const { data, meta } = asObject(body);
		const content = JSON.stringify(data) ?? '';
		// The same page twice: `page` is ignored, and the list would never end.
		if (content === before) return { rows: [], hasNext: false };
		before = content;
		const { has_more: hasMore } = asObject(asObject(meta)['pagination']);
		return { rows: asObjects(data), hasNext: hasMore === true };
	});
}

/** Every row of a list. */
export async function* listRows(
	call: Call,
	path: string,
	query?: IDataObject,
): AsyncIterable<JsonObject> {
	for await (const { rows } of listPages(call, path, query)) yield* rows;
}

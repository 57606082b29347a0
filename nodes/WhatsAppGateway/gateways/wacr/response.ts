import type { IDataObject } from 'n8n-workflow';

import { asObject, type JsonObject } from '../../core/narrow';
import type { Answer, Call } from '../../core/request';
import { fetchPages, type Page } from '../../gatewayKit/laravel';
import { requireRows } from '../../gatewayKit/rows';

/** The gateway's name in its messages. */
export const gateway = 'WA.CR';

/** The `data` of an answer, or the body itself if it has none. */
export function dataOf({ body }: Pick<Answer, 'body'>): JsonObject {
	const { data } = asObject(body);
	return asObject(data === undefined ? body : data);
}

/**
 * The rows of one page, and whether more follow.
 * Source: https://docs.app.wa.cr/list-templates-28559808e0; `has_more` is read as in
 * https://github.com/kdctek/n8n-nodes-wacrapp
 */
export function readPage({ body }: Pick<Answer, 'body'>): Page {
	const { data, meta } = asObject(body);
	const { has_more: hasMore } = asObject(asObject(meta)['pagination']);
	return { rows: requireRows(data, gateway, body), hasNext: hasMore === true };
}

/** A list, page after page, with the answer of each page. */
export function listPages(call: Call, path: string, query: IDataObject = {}) {
	let before: string | undefined;
	return fetchPages(call, { path, query }, (answer) => {
		const content = JSON.stringify(asObject(answer.body)['data']) as string | undefined;
		// The same page twice: `page` is ignored, and the list would never end.
		if (content !== undefined && content === before) return { rows: [], hasNext: false };
		before = content;
		return readPage(answer);
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

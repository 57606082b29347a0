import type { IDataObject } from 'n8n-workflow';

import { asObject, asObjects } from '../../core/narrow';
import type { Answer, Call } from '../../core/request';

/** What its own sentences call the gateway. */
export const gateway = 'WA.CR';

/** A row of an answer. */
export type Row = Readonly<Record<string, unknown>>;

/** What an answer is about: its `data`, or the body itself where it has none. */
export function dataOf({ body }: Pick<Answer, 'body'>): Row {
	const { data } = asObject(body);
	return asObject(data === undefined ? body : data);
}

const perPage = 100;

/**
 * A list, page after page.
 * Source: https://docs.app.wa.cr/list-templates-28559808e0; `has_more` is read as in
 * https://github.com/kdctek/n8n-nodes-wacrapp
 */
export async function* pages(call: Call, path: string, query: IDataObject = {}) {
	let before = '';
	for (let page = 1; ; page++) {
		const answer = await call({
			method: 'GET',
			path,
			query: { ...query, page, per_page: perPage },
		});
		const { data, meta } = asObject(answer.body);
		const rows = asObjects(data);
		// A page that is empty or does not move would never end.
		const now = JSON.stringify(rows);
		if (rows.length === 0 || now === before) return;
		before = now;
		yield { answer, rows };
		if (asObject(asObject(meta)['pagination'])['has_more'] !== true) return;
	}
}

/** Every row of a list. */
export async function* rowsOf(call: Call, path: string, query: IDataObject = {}) {
	for await (const { rows } of pages(call, path, query)) yield* rows;
}

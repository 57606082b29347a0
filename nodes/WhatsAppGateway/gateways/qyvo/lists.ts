import type { FetchListPage, ListPage } from '../../core/lists';
import { firstText, type JsonObject } from '../../core/narrow';
import type { Answer } from '../../core/request';
import { requireRows } from '../../gatewayKit/rows';

/** A row as an entry; `undefined` for one that cannot be chosen. */
function toEntry(row: JsonObject) {
	const name = firstText(row, 'name', 'label');
	const id = firstText(row, 'id') ?? name;
	return id === null ? [] : [{ id, name: name ?? id, raw: row }];
}

/** The whole list in one answer: Qyvo has no pages. */
function toPage({ body }: Answer): ListPage {
	return { entries: requireRows(body, 'Qyvo', body).flatMap(toEntry), next: null };
}

/**
 * The tags of the workspace by name. What a row holds beside the name is not documented.
 * Source: https://www.qyvo.io/docs/pagination
 */
const listTags: FetchListPage = async (search, _cursor, { call }) =>
	toPage(
		await call({
			method: 'POST',
			path: '/actions/list-tags',
			lists: true,
			body: search === '' ? {} : { name: search },
		}),
	);

/**
 * The entries of one of Qyvo's own menus, `{id, label}` each. They are named in
 * https://www.qyvo.io/docs/api/index; the form of a row is that of Qyvo's own n8n node,
 * https://github.com/poms32/n8n-nodes-qyvo
 */
function listDropdown(name: 'sequences' | 'flows'): FetchListPage {
	return async (_search, _cursor, { call }) =>
		toPage(await call({ method: 'GET', path: `/dropdowns/${name}` }));
}

/** The lists of a workspace. */
export const lists = {
	labels: listTags,
	sequences: listDropdown('sequences'),
	flows: listDropdown('flows'),
} as const;

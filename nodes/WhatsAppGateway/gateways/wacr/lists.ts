import type { FetchListPage } from '../../core/lists';
import { fetchEntries } from '../../gatewayKit/laravel';
import { readPage } from './response';

/** One page of a list of the account; only that of groups is known to have a search. */
function listOf(path: string, hasSearch = false): FetchListPage {
	return async (search, cursor, { call }) => {
		const query = hasSearch && search !== '' ? { search } : {};
		return await fetchEntries(call, { path, query }, cursor, readPage);
	};
}

/** The lists of an account. Source: https://docs.app.wa.cr/ (Groups, Sources, Statuses) */
export const lists = {
	labels: listOf('/groups', true),
	sources: listOf('/sources'),
	statuses: listOf('/statuses'),
} as const;

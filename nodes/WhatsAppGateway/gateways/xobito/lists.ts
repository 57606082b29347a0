import type { FetchListPage } from '../../core/lists';
import { fetchEntries } from '../../gatewayKit/laravel';
import { readPage, workspacePath } from './response';

/** One page of a list of the workspace; Xobito documents no search. */
function listOf(name: string): FetchListPage {
	return async (_search, cursor, { account, call }) =>
		await fetchEntries(call, { path: workspacePath(account, name) }, cursor, readPage);
}

/**
 * The lists of a workspace. For the bots, the documentation names the abilities to read them; the paths and
 * the rows are those of WhatsMark, on which Xobito is built.
 * Sources: https://documents.xobito.com/api-reference/introduction and
 * https://documents.xobito.com/developers/authentication
 */
export const lists = {
	labels: listOf('groups'),
	sources: listOf('sources'),
	statuses: listOf('statuses'),
	messageBots: listOf('messagebots'),
	templateBots: listOf('templatebots'),
} as const;

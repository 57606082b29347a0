import type { Store } from '../../state/store';
import { paged } from './answers';
import type { Endpoint } from './endpoint';
import { groupEndpoints } from './groups';
import { tenant } from './listFields';
import { listRowEndpoints } from './listRows';
import { id } from './workspace';

/** Bots that answer by themselves. What a row holds is not documented: the names are WhatsMark's. */
const messageBots = [
	{ id: 1, name: 'Opening hours', rel_type: 'lead', is_bot_active: 1, ...tenant },
	{ id: 2, name: 'Price list', rel_type: 'lead', is_bot_active: 0, ...tenant },
] as const;

const templateBots = [
	{ id: 1, name: 'Welcome', rel_type: 'lead', is_bot_active: 1, ...tenant },
] as const;

/** The rows of a list, or as many as it was given in the form of its own. */
function rowsOf(
	{ listSizes }: Store,
	list: string,
	rows: ReadonlyArray<{ readonly id: number; readonly name: string }>,
) {
	return listSizes.rows(id, list, rows, (index, name) => ({ ...rows[0], id: index + 1, name }));
}

/**
 * The paths and methods are documented, what they take is not.
 * Source: https://documents.xobito.com/api-reference/introduction
 */
export const listEndpoints: readonly Endpoint[] = [
	...listRowEndpoints('sources'),
	...listRowEndpoints('statuses'),
	...groupEndpoints,
	{
		method: 'GET',
		path: '/messagebots',
		ability: 'messagebots.read',
		answer: ({ context, store }) => paged(context, rowsOf(store, 'messageBots', messageBots)),
	},
	{
		method: 'GET',
		path: '/templatebots',
		ability: 'templatebots.read',
		answer: ({ context, store }) => paged(context, rowsOf(store, 'templateBots', templateBots)),
	},
];

import type { Store } from '../../state/store';
import { paged } from './answers';
import type { Endpoint } from './endpoint';
import { id } from './workspace';

const createdAt = '2026-01-05T09:00:00.000000Z';

const times = { created_at: createdAt, updated_at: createdAt };

/** Where contacts come from; each of them has one. */
export const sources = [
	{ id: 1, tenant_id: 7, name: 'WhatsApp', ...times },
	{ id: 2, tenant_id: 7, name: 'Website', ...times },
] as const;

/** How far contacts have come; each of them has one. */
export const statuses = [
	{ id: 1, tenant_id: 7, name: 'New', color: '#2563eb', isdefault: 1, ...times },
	{ id: 2, tenant_id: 7, name: 'Customer', color: '#16a34a', isdefault: 0, ...times },
] as const;

/** Bots that answer by themselves. What a row holds is not documented: the names are WhatsMark's. */
const messageBots = [
	{ id: 1, tenant_id: 7, name: 'Opening hours', rel_type: 'lead', is_bot_active: 1, ...times },
	{ id: 2, tenant_id: 7, name: 'Price list', rel_type: 'lead', is_bot_active: 0, ...times },
] as const;

const templateBots = [
	{ id: 1, tenant_id: 7, name: 'Welcome', rel_type: 'lead', is_bot_active: 1, ...times },
] as const;

/** The rows of a list, or as many as it was given in the form of its own. */
function rowsOf(
	{ listSizes }: Store,
	list: string,
	rows: ReadonlyArray<{ readonly id: number; readonly name: string }>,
) {
	return listSizes.rows(id, list, rows, (index, name) => ({ ...rows[0], id: index + 1, name }));
}

/** Source: https://documents.xobito.com/api-reference/introduction */
export const listEndpoints: readonly Endpoint[] = [
	{
		method: 'GET',
		path: '/sources',
		ability: 'sources.read',
		answer: ({ context, store }) => paged(context, rowsOf(store, 'sources', sources)),
	},
	{
		method: 'GET',
		path: '/statuses',
		ability: 'statuses.read',
		answer: ({ context, store }) => paged(context, rowsOf(store, 'statuses', statuses)),
	},
	{
		method: 'GET',
		path: '/groups',
		ability: 'groups.read',
		answer: ({ context, store }) =>
			paged(
				context,
				store.contacts
					.labelsOf(id)
					.map((name, index) => ({ id: index + 1, tenant_id: 7, name, ...times })),
			),
	},
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

import type { ListEntryFields } from '../../core/lists';
import { asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { createListChanges, type ListRequests } from '../../gatewayKit/listChanges';
import { gateway, listRows, workspacePath } from './response';

/** A PUT replaces the entry, so that a status which is only renamed is sent with the color that it has. */
async function keepColor(
	id: string,
	fields: ListEntryFields,
	connection: Connection,
): Promise<ListEntryFields> {
	if (fields.color !== undefined) return fields;
	for await (const row of listRows(connection, 'statuses')) {
		const color = asText(row['id']) === id ? asText(row['color']) : null;
		if (color !== null) return { ...fields, color };
	}
	return fields;
}

const changesOf = (list: string, complete?: ListRequests['complete']) =>
	createListChanges({
		gateway,
		path: ({ account }, ...id) => workspacePath(account, list, ...id),
		update: 'PUT',
		...(complete && { complete }),
	});

/**
 * The documentation lists these requests without their fields: those are WhatsMark's.
 * Sources: https://documents.xobito.com/api-reference/introduction and
 * https://documents.xobito.com/developers/authentication
 */
export const listChanges = {
	labels: changesOf('groups'),
	sources: changesOf('sources'),
	statuses: changesOf('statuses', keepColor),
} as const;

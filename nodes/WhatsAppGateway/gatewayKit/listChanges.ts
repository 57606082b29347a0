import type { ListChanges, ListEntry, ListEntryFields } from '../core/lists';
import { asObject, asText } from '../core/narrow';
import type { Answer, Connection } from '../core/request';

/** The entry in an answer's `data`; what it leaves out is as it was sent. */
function entryIn({ body }: Pick<Answer, 'body'>, id: string | null, name: string): ListEntry {
	const row = asObject(asObject(body)['data']);
	const known = asText(row['name']) ?? name;
	return { id: asText(row['id']) ?? id ?? known, name: known, raw: row };
}

/** The requests that change one list. */
export interface ListRequests {
	/** The path of the list, or of the entry with this id. */
	path(connection: Connection, ...id: readonly string[]): string;
	readonly update: 'PATCH' | 'PUT';
	/** What a change is to hold beside what was given. */
	complete?(id: string, fields: ListEntryFields, connection: Connection): Promise<ListEntryFields>;
}

/** Changes of a list by POST to it, and by PATCH or PUT and DELETE to its entries. */
export function createListChanges({ path, update, complete }: ListRequests): ListChanges {
	return {
		async create(fields, connection) {
			const request = { method: 'POST', path: path(connection), body: { ...fields } } as const;
			return entryIn(await connection.call(request), null, fields.name);
		},
		async update(id, given, connection) {
			const fields = (await complete?.(id, given, connection)) ?? given;
			const request = { method: update, path: path(connection, id), body: { ...fields } };
			return entryIn(await connection.call(request), id, fields.name);
		},
		async remove(id, connection) {
			await connection.call({ method: 'DELETE', path: path(connection, id) });
		},
	};
}

import type { ListChanges, ListEntry, ListEntryFields } from '../core/lists';
import { asObject, asText } from '../core/narrow';
import type { Answer, Connection } from '../core/request';
import { requireAny } from './record';

const dataOf = ({ body }: Pick<Answer, 'body'>) => asObject(asObject(body)['data']);

/** The entry in an answer's `data`; what it leaves out is as it was sent. */
function entryIn(answer: Pick<Answer, 'body'>, id: string | null, name: string): ListEntry {
	const row = dataOf(answer);
	const known = asText(row['name']) ?? name;
	return { id: asText(row['id']) ?? id ?? known, name: known, raw: row };
}

/** The requests that change one list. */
export interface ListRequests {
	/** Its name in faults. */
	readonly gateway: string;
	/** The path of the list, or of the entry with this id. */
	path(connection: Connection, ...id: readonly string[]): string;
	readonly update: 'PATCH' | 'PUT';
	/** What a change is to hold beside what was given. */
	complete?(id: string, fields: ListEntryFields, connection: Connection): Promise<ListEntryFields>;
}

/** Changes of a list by POST to it, and by PATCH or PUT and DELETE to its entries. */
export function createListChanges({ gateway, path, update, complete }: ListRequests): ListChanges {
	return {
		async create(fields, connection) {
			const request = { method: 'POST', path: path(connection), body: { ...fields } } as const;
			const answer = await connection.call(request);
			requireAny(dataOf(answer), ['id'], gateway, 'entry');
			return entryIn(answer, null, fields.name);
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

import type { ListChanges, ListEntry, ListEntryFields } from '../../core/lists';
import { asText } from '../../core/narrow';
import type { Answer } from '../../core/request';
import { pathOf } from '../../gatewayKit/path';
import { requireAny } from '../../gatewayKit/record';
import { dataOf, gateway } from './response';

/** The entry of an answer; what it leaves out is as it was sent. */
function entryIn({ body }: Pick<Answer, 'body'>, id: string | null, name: string): ListEntry {
	const row = dataOf({ body });
	const known = asText(row['name']) ?? name;
	return { id: asText(row['id']) ?? id ?? known, name: known, raw: row };
}

/** The requests of one list. Only statuses have a color. */
function changesOf(list: 'groups' | 'sources' | 'statuses'): ListChanges {
	const bodyOf = ({ name, color }: ListEntryFields) => ({
		name,
		...(color !== undefined && { color }),
	});
	return {
		async create(fields, { call }) {
			const body = bodyOf(fields);
			const answer = await call({ method: 'POST', path: `/${list}`, body });
			requireAny(dataOf(answer), ['id'], gateway, 'entry');
			return entryIn(answer, null, fields.name);
		},
		async update(id, fields, { call }) {
			const request = { method: 'PATCH', path: pathOf(list, id), body: bodyOf(fields) } as const;
			return entryIn(await call(request), id, fields.name);
		},
		async remove(id, { call }) {
			await call({ method: 'DELETE', path: pathOf(list, id) });
		},
	};
}

/**
 * Sources: https://docs.app.wa.cr/update-group-28559804e0, https://docs.app.wa.cr/update-status-28559819e0
 * and https://docs.getrasl.io/delete-source-35829469e0
 */
export const listChanges = {
	labels: changesOf('groups'),
	sources: changesOf('sources'),
	statuses: changesOf('statuses'),
} as const;

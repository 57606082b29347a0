import { asText, type JsonObject } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { parseNested } from '../../gatewayKit/laravel';
import { groupNamesIn } from '../../gatewayKit/laravelRows';
import { listRows } from './response';

/** The ids of a row's groups, a list or a text of JSON; `undefined` if the row has none. */
function groupIdsIn(row: JsonObject): string[] | undefined {
	if (row['group_id'] === undefined) return undefined;
	const value = parseNested(row['group_id']);
	return (Array.isArray(value) ? value : [value]).map(asText).filter((id) => id !== null);
}

/** Gives the names of a row's groups, or a default for a row without groups. */
export type GroupNames = (
	row: JsonObject,
	byDefault?: readonly string[],
) => Promise<readonly string[]>;

/**
 * A function that gives the names of a row's groups; rows have only ids. The account's groups are
 * fetched when a row needs them, and again for a row with a group that is new.
 */
export function createGroupNames(connection: Connection): GroupNames {
	const names = new Map<string, string>();
	return async (row, byDefault = []) => {
		const named = groupNamesIn(row);
		if (named !== null && named.length > 0) return named;
		const ids = groupIdsIn(row);
		if (ids === undefined) return byDefault;
		if (ids.some((id) => !names.has(id))) {
			for await (const group of listRows(connection, 'groups')) {
				const [id, name] = [asText(group['id']), asText(group['name'])];
				if (id !== null && name !== null) names.set(id, name);
			}
			// A group that stays unknown is not looked up again with every row.
			for (const id of ids) if (!names.has(id)) names.set(id, id);
		}
		return ids.map((id) => names.get(id) ?? id);
	};
}

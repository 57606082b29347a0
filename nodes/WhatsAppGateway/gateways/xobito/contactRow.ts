import type { Contact } from '../../core/contact';
import { asObjects, asText, parseJson } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { pages, type Row } from './answers';

/** The digits of a number, by which two of them are compared. */
export function digitsOf(phone: unknown): string {
	return asText(phone)?.replace(/\D/g, '') ?? '';
}

/** Xobito writes 0 and 1; `null` where it says neither. */
function flag(value: unknown): boolean | null {
	if (typeof value === 'boolean') return value;
	const digit = asText(value);
	return digit === '0' || digit === '1' ? digit === '1' : null;
}

/** A contact of Xobito, with the names of its groups. */
export function contactOf(row: Row, labels: readonly string[]): Contact {
	const digits = digitsOf(row['phone']);
	const names = [asText(row['firstname']), asText(row['lastname'])];
	const name = names.filter((part) => part !== null).join(' ');
	return {
		id: asText(row['id']),
		phone: digits === '' ? null : `+${digits}`,
		name: name === '' ? null : name,
		email: asText(row['email']),
		labels,
		optedOut: flag(row['is_opted_out']),
		createdAt: asText(row['created_at']),
		raw: row,
	};
}

/** The ids of a row's groups, a list or a text of JSON; `undefined` where the row does not tell. */
function groupIds(row: Row): string[] | undefined {
	const value = row['group_id'];
	if (value === undefined) return undefined;
	const given = typeof value === 'string' ? parseJson(value) : value;
	return (Array.isArray(given) ? given : [given])
		.map(asText)
		.filter((id): id is string => id !== null);
}

/** The names of a row's groups; `otherwise` where the row does not tell them. */
export type GroupNames = (row: Row, otherwise?: readonly string[]) => Promise<readonly string[]>;

/**
 * Reads a row's groups, which it names by id only. The names are asked for when a row needs them, and
 * again when it has a group that was not there before.
 */
export function groupNames(connection: Connection): GroupNames {
	const names = new Map<string, string>();
	return async (row, otherwise = []) => {
		const told = asObjects(row['groups']).map(({ name }) => asText(name));
		const known = told.filter((name) => name !== null);
		if (known.length > 0 && known.length === told.length) return known;
		const ids = groupIds(row);
		if (ids === undefined) return otherwise;
		if (ids.some((id) => !names.has(id))) {
			for await (const { id, name } of pages(connection, '/groups')) {
				const [key, words] = [asText(id), asText(name)];
				if (key !== null && words !== null) names.set(key, words);
			}
			// One that stays unknown is not asked for again with every row.
			for (const id of ids) if (!names.has(id)) names.set(id, id);
		}
		return ids.map((id) => names.get(id) ?? id);
	};
}

import type { Contact } from '../../core/contact';
import { asObjects, asText } from '../../core/narrow';
import type { Row } from './answers';

/** WA.CR wants a last name; this stands where a person has none. */
const noLastName = '-';

/** A name in WA.CR's two fields: the first word, and the rest. */
export function inTwo(name: string): { firstname: string; lastname: string } {
	const [firstname = '', ...rest] = name.trim().split(/\s+/);
	return { firstname, lastname: rest.join(' ') || noLastName };
}

/** The groups that a row names; `null` where it does not tell them. */
function groupsOf(row: Row): string[] | null {
	const { groups } = row;
	if (!Array.isArray(groups)) return null;
	const names = asObjects(groups).map(({ name }) => asText(name));
	const known = names.filter((name) => name !== null);
	// Ids alone name nothing.
	return known.length === names.length ? known : null;
}

/** Whether the person opted out; the field is not documented, these are the likely ones. */
function optedOut(row: Row): boolean | null {
	const flag = row['is_opted_out'] ?? row['opted_out'];
	if (typeof flag === 'boolean') return flag;
	return flag === 0 || flag === 1 ? flag === 1 : null;
}

/** A contact of WA.CR; `labels` are what is known of its groups where the row tells none. */
export function contactOf(row: Row, labels: readonly string[] = []): Contact {
	const digits = asText(row['phone'])?.replace(/\D/g, '') ?? '';
	const names = [asText(row['firstname']), asText(row['lastname'])];
	const name = names.filter((part) => part !== null && part !== noLastName).join(' ');
	return {
		id: asText(row['id']),
		phone: digits === '' ? null : `+${digits}`,
		name: name === '' ? null : name,
		email: asText(row['email']),
		labels: groupsOf(row) ?? labels,
		optedOut: optedOut(row),
		createdAt: asText(row['created_at']),
		raw: row,
	};
}

import { GatewayError } from '../../core/faults';
import { asText } from '../../core/narrow';
import type { Call } from '../../core/request';
import { dataOf, gateway, type Row, rowsOf } from './answers';

/** A group as WA.CR knows it. */
export interface Group {
	/** As it came, for WA.CR wants a number where it gave one. */
	readonly id: number | string;
	readonly name: string;
}

function groupOf(row: Row): Group | undefined {
	const { id } = row;
	const name = asText(row['name']);
	const known = typeof id === 'number' ? id : asText(id);
	return known === null || name === null ? undefined : { id: known, name };
}

/** The group of this name, whatever its case; `undefined` where there is none. */
export async function findGroup(name: string, call: Call): Promise<Group | undefined> {
	for await (const row of rowsOf(call, '/groups', { search: name })) {
		const group = groupOf(row);
		if (group?.name.toLowerCase() === name.toLowerCase()) return group;
	}
	return undefined;
}

/** The group of this name, made where there is none. */
export async function groupFor(name: string, call: Call): Promise<Group> {
	const found = await findGroup(name, call);
	if (found !== undefined) return found;
	const answer = await call({ method: 'POST', path: '/groups', body: { name } });
	const made = groupOf({ name, ...dataOf(answer) });
	if (made !== undefined) return made;
	throw new GatewayError(
		'notFound',
		`${gateway} made the group “${name}” but did not say under which id.`,
		{ hint: 'Run the node again: it finds the group by its name.' },
	);
}

import { GatewayError } from '../../core/faults';
import { asText, type JsonObject } from '../../core/narrow';
import type { Call } from '../../core/request';
import { dataOf, gateway, listRows } from './response';

/** A group of WA.CR. */
export interface Group {
	/** As it came: WA.CR wants a number back where it gave one. */
	readonly id: number | string;
	readonly name: string;
}

function toGroup(row: JsonObject): Group | undefined {
	const id = typeof row['id'] === 'number' ? row['id'] : asText(row['id']);
	const name = asText(row['name']);
	return id === null || name === null ? undefined : { id, name };
}

/**
 * The group of this name, as it is written or else in any case; `undefined` if there is none. Throws
 * `invalidRequest` where it can be one of several.
 */
export async function findGroup(name: string, call: Call): Promise<Group | undefined> {
	const alike: Group[] = [];
	for await (const row of listRows(call, '/groups', { search: name })) {
		const group = toGroup(row);
		if (group?.name === name) return group;
		if (group?.name.toLowerCase() === name.toLowerCase()) alike.push(group);
	}
	const [found, other] = alike;
	if (found === undefined || other === undefined) return found;
	throw new GatewayError(
		'invalidRequest',
		`“${name}” can be the group “${found.name}” and the group “${other.name}”.`,
		{ hint: 'Write the name exactly as Contact List: Get Many lists it.' },
	);
}

/** The group of this name, which is created if there is none. */
export async function ensureGroup(name: string, call: Call): Promise<Group> {
	const existing = await findGroup(name, call);
	if (existing !== undefined) return existing;
	const answer = await call({ method: 'POST', path: '/groups', body: { name } });
	const created = toGroup({ name, ...dataOf(answer) });
	if (created !== undefined) return created;
	throw new GatewayError(
		'notFound',
		`${gateway} created the group “${name}” but did not return its id.`,
		{ hint: 'Run the node again: it finds the group by its name.' },
	);
}

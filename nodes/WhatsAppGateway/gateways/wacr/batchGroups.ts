import type { BatchContact, ContactFields } from '../../core/contact';
import { GatewayError } from '../../core/faults';
import type { Call } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { changeMembership } from './contactGroups';
import { ensureGroup, type Group } from './groupList';

/** Groups by the names that were given. */
export type GroupsByName = ReadonlyMap<string, Group>;

/** Why WA.CR takes no group of this name. Throws every other fault: then nothing has been created. */
function reasonAgainstName(name: string, error: unknown): string {
	if (!(error instanceof GatewayError) || error.fault !== 'invalidRequest') return rethrow(error);
	const shown = name.length > 60 ? `${name.slice(0, 60)}…` : name;
	return `The group “${shown}” cannot be used: ${error.message}`;
}

/**
 * The groups of all contacts; those that do not exist are created. One that cannot be does not hold up the
 * contacts of others: `refused` has the reason by its name.
 */
export async function groupsNamedIn(
	contacts: readonly ContactFields[],
	call: Call,
): Promise<{ readonly groups: GroupsByName; readonly refused: ReadonlyMap<string, string> }> {
	const groups = new Map<string, Group>();
	const refused = new Map<string, string>();
	for (const name of new Set(contacts.flatMap(({ labels }) => labels ?? []))) {
		try {
			groups.set(name, await ensureGroup(name, call));
		} catch (error) {
			refused.set(name, reasonAgainstName(name, error));
		}
	}
	return { groups, refused };
}

/** Adds contacts to a group. Why that did not work is a sentence: the contacts are there all the same. */
async function reasonAgainst(group: Group, ids: string[], call: Call): Promise<string | null> {
	try {
		await changeMembership('POST', group, ids, call);
		return null;
	} catch (error) {
		if (!(error instanceof GatewayError)) return rethrow(error);
		return `It was created, but not added to the group “${group.name}”: ${error.message}`;
	}
}

/** A contact after its way into a group. */
function afterGroup(one: BatchContact, { name }: Group, reason: string | null): BatchContact {
	if (one.contact === null) return one;
	if (reason !== null) {
		return { ...one, reason: one.reason === null ? reason : `${one.reason} ${reason}` };
	}
	const labels = [...new Set([...one.contact.labels, name])];
	return { ...one, contact: { ...one.contact, labels } };
}

/**
 * Adds the contacts that were created to their groups, in one request for each group: the request that
 * creates contacts has no field for groups.
 */
export async function addToGroups(
	outcomes: readonly BatchContact[],
	contacts: readonly ContactFields[],
	groups: GroupsByName,
	call: Call,
): Promise<readonly BatchContact[]> {
	let done = outcomes;
	for (const [name, group] of groups) {
		const isMember = (place: number) => contacts[place]?.labels?.includes(name) === true;
		const ids = outcomes.flatMap(({ contact }, place) =>
			isMember(place) && contact?.id ? [contact.id] : [],
		);
		if (ids.length === 0) continue;
		const reason = await reasonAgainst(group, ids, call);
		done = done.map((one, place) => (isMember(place) ? afterGroup(one, group, reason) : one));
	}
	return done;
}

import type { BatchRemoval, ContactBatchRemoval, ContactReference } from '../../core/contact';
import { GatewayError } from '../../core/faults';
import { asObject, asText } from '../../core/narrow';
import type { Call, Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { pathOf } from '../../gatewayKit/path';
import { findByPhone } from './contacts';
import { gateway } from './response';

/** Not documented: as many as a page of a list has at most. */
const max = 100;

/** A contact that is to be deleted. */
interface Target {
	/** `null` of a number that no contact has, and of what cannot be an id. */
	readonly id: string | null;
	/** Whether it was there before the request: a number has been looked up, an id has not. */
	readonly wasThere: boolean;
	/** Why there is no id. */
	readonly reason: string | null;
}

async function findTarget(reference: ContactReference, call: Call): Promise<Target> {
	if ('phone' in reference) {
		const id = (await findByPhone(reference.phone, call))?.id ?? null;
		const reason = id === null ? `${gateway} has no contact with ${reference.phone}.` : null;
		return { id, wasThere: id !== null, reason };
	}
	if (/^[1-9]\d*$/.test(reference.id)) return { id: reference.id, wasThere: false, reason: null };
	const reason = `The IDs of contacts at ${gateway} are numbers, and “${reference.id}” is none.`;
	return { id: null, wasThere: false, reason };
}

/** Faults of a request of which nothing came back that tells what became of it. */
const withoutAnswer: readonly string[] = ['temporarilyUnavailable', 'unexpectedAnswer'];

/** What the answer tells. */
interface Counted {
	/** How many were deleted; `null` where no answer tells. */
	readonly deleted: number | null;
	/** The fault in place of an answer. */
	readonly fault: GatewayError | null;
}

function countIn(body: unknown): number | null {
	const answer = asObject(body);
	const summary = asObject(answer['summary'] ?? asObject(answer['data'])['summary']);
	const deleted = Number(asText(summary['deleted']) ?? NaN);
	return Number.isInteger(deleted) ? deleted : null;
}

/** An ID as WA.CR documents it, or unchanged: as another number, it would be that of somebody else. */
const toRequestId = (id: string) => (String(Number(id)) === id ? Number(id) : id);

/** Makes the request. Throws the fault of one that was certainly refused. */
async function deleteAll(ids: readonly string[], call: Call): Promise<Counted> {
	try {
		const body = { ids: ids.map(toRequestId) };
		const answer = await call({ method: 'DELETE', path: '/contacts/batch', body });
		return { deleted: countIn(answer.body), fault: null };
	} catch (error) {
		if (!(error instanceof GatewayError)) return rethrow(error);
		const deleted = countIn(error.details.raw);
		if (deleted === null && !withoutAnswer.includes(error.fault)) return rethrow(error);
		return { deleted, fault: error };
	}
}

/** Whether a contact is there. Throws every fault but `notFound`. */
async function isThere(id: string, call: Call): Promise<boolean> {
	try {
		await call({ method: 'GET', path: pathOf('contacts', id) });
		return true;
	} catch (error) {
		if (error instanceof GatewayError && error.fault === 'notFound') return false;
		return rethrow(error);
	}
}

/** Which contacts are there, as far as that can be read: after the first look-up that fails, none is made. */
async function findRemaining(
	ids: readonly string[],
	call: Call,
): Promise<ReadonlyMap<string, boolean>> {
	const found = new Map<string, boolean>();
	try {
		for (const id of ids) found.set(id, await isThere(id, call));
	} catch (error) {
		if (!(error instanceof GatewayError)) return rethrow(error);
	}
	return found;
}

const reasons = {
	notDeleted: `${gateway} did not delete it: it is there still.`,
	notDeletedYet: `No answer of ${gateway} came, and the contact was still there right after.`,
	notFound: `${gateway} has no contact with this ID.`,
	gone: `${gateway} has no contact with this ID now. Whether this request deleted it or it was not there before, ${gateway} did not say.`,
	unknown: `${gateway} did not say which contacts it deleted, and this one could not be looked up. Look it up with Contact: Get.`,
} as const;

/**
 * What became of those that the counts do not tell of, looked up one by one. Of an id that is gone the counts
 * may still say that it was not there: where those who were there make up all that were deleted.
 */
async function lookUp(
	targets: ReadonlyMap<string, Target>,
	{ deleted, fault }: Counted,
	call: Call,
): Promise<ReadonlyMap<string, Omit<BatchRemoval, 'id'>>> {
	const found = await findRemaining([...targets.keys()], call);
	const remaining = [...found.values()];
	// Nothing has changed, as far as can be seen: the fault says more.
	if (fault !== null && remaining.every(Boolean)) throw fault;
	const gone = [...found].filter(([, isLeft]) => !isLeft).map(([id]) => id);
	const knownGone = gone.filter((id) => targets.get(id)?.wasThere === true);
	const isWhole = found.size === targets.size;
	const areAllDeleted = isWhole && deleted === gone.length;
	const areOthersUnfound = isWhole && deleted === knownGone.length;
	// Others may delete contacts at the same time.
	const areKnownDeleted = deleted === null || deleted >= knownGone.length;
	const outcomeOf = (id: string): Omit<BatchRemoval, 'id'> => {
		const isLeft = found.get(id);
		if (isLeft === undefined) return { outcome: 'unknown', reason: reasons.unknown };
		if (isLeft) {
			const reason = fault === null ? reasons.notDeleted : reasons.notDeletedYet;
			return { outcome: 'notDeleted', reason };
		}
		if (areAllDeleted || (areKnownDeleted && targets.get(id)?.wasThere === true)) {
			return { outcome: 'deleted', reason: null };
		}
		return { outcome: 'notFound', reason: areOthersUnfound ? reasons.notFound : reasons.gone };
	};
	return new Map([...targets.keys()].map((id) => [id, outcomeOf(id)]));
}

/**
 * The answer has counts only: where they do not say that all were deleted, each contact is looked up.
 * Source: https://docs.app.wa.cr/batch-delete-contacts-28559789e0
 */
async function remove(
	references: readonly ContactReference[],
	{ call }: Connection,
): Promise<readonly BatchRemoval[]> {
	const targets: Target[] = [];
	for (const reference of references) targets.push(await findTarget(reference, call));
	const byId = new Map<string, Target>();
	for (const target of targets) {
		if (target.id !== null && byId.get(target.id)?.wasThere !== true) byId.set(target.id, target);
	}
	const counted = byId.size === 0 ? null : await deleteAll([...byId.keys()], call);
	const isDone = counted === null || counted.deleted === byId.size;
	const lookedUp = isDone ? null : await lookUp(byId, counted, call);
	return targets.map(({ id, reason }): BatchRemoval => {
		if (id === null) return { outcome: 'notFound', reason, id };
		return { ...(lookedUp?.get(id) ?? { outcome: 'deleted', reason: null }), id };
	});
}

/** Many contacts deleted in one request. */
export const batchRemoval: ContactBatchRemoval = { max, remove };

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { BoundedMap } from '../core/boundedMap';
import { openKeyStore } from '../n8n/keyStore';
import { nodeStateKey } from './triggerSettings';

/** The one row in which earlier versions of the package kept all events of a node. */
const earlierRow = { name: 'events', maxKeys: 10_000, isShared: true } as const;

/**
 * Milliseconds after the start of this process in which another one may still run an earlier version, and
 * write to that row.
 */
const updateMs = 60 * 60_000;

/** The nodes of which this process knows that they have no such row. */
const withoutEarlierRow = new BoundedMap<string, true>({
	maxEntries: 10_000,
	maxIdleMs: 24 * 60 * 60_000,
});

/** Whether an earlier version may have had an event: not one of after the update. */
function isFromBefore({ json }: INodeExecutionData): boolean {
	const at = Date.parse(String(json['at']));
	return !(at > performance.timeOrigin + updateMs);
}

/**
 * Those of some keys that an earlier version of the package has taken note of. To look them up costs n8n
 * some milliseconds, so that is done only for events that an earlier version can have had.
 */
export async function findEarlierKeys(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	keys: readonly string[],
): Promise<Set<string>> {
	const node = nodeStateKey(context);
	if (withoutEarlierRow.get(node) === true || !items.some(isFromBefore)) return new Set();
	return await openKeyStore(context, earlierRow).change(async (row) => {
		if (!(await row.isEmpty())) return await row.find(keys);
		withoutEarlierRow.set(node, true);
		return new Set();
	});
}

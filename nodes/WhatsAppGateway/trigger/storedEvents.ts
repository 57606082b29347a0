import { createHash } from 'node:crypto';
import type { IExecuteFunctions, INodeExecutionData, WorkflowExecuteMode } from 'n8n-workflow';

import { openKeyStore } from '../n8n/keyStore';
import { findEarlierKeys } from './earlierEvents';
import { isSeen } from './seenEvents';
import { nodeStateKey } from './triggerSettings';

/** Runs that a gateway's event started. In any other, a user wants the event again. */
const startedByEvent: readonly WorkflowExecuteMode[] = ['webhook', 'trigger'];

/** Rows over which a node's events are spread: n8n reads and writes all keys of a row at each run. */
const rowsPerNode = 64;

/** An event and its run are two keys. However unevenly they fall, a row has the last 5,000 events of a node. */
const keysPerRow = 256;

/** The row of an event: always the same, so that its repeats are found there. */
function rowOf(id: string): number {
	return createHash('sha256').update(id).digest().readUInt8() % rowsPerNode;
}

const idOf = ({ json }: INodeExecutionData) => String(json['id']);
const eventKey = (id: string) => `event:${id}`;

/** The ids of some items by row, each once. */
function idsByRow(items: readonly INodeExecutionData[]): Map<number, string[]> {
	const rows = new Map<number, string[]>();
	for (const id of new Set(items.map(idOf))) {
		const row = rowOf(id);
		rows.set(row, [...(rows.get(row) ?? []), id]);
	}
	return rows;
}

/** Takes note of events; gives those that no other run of the node has had. */
async function addEvents(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
): Promise<Set<string>> {
	const runKey = `run:${context.getExecutionId()}`;
	const nodeKey = nodeStateKey(context);
	const addRow = async ([row, ids]: [number, string[]]): Promise<string[]> => {
		// In queue mode, no process that receives runs. Elsewhere n8n has one process, this one.
		const isShared = !ids.every((id) => isSeen(nodeKey, id));
		const store = openKeyStore(context, { name: 'events', row, maxKeys: keysPerRow, isShared });
		// Its own for each row: where n8n keeps one row for a node, all of these are in it.
		const inRow = `${runKey}:${row}`;
		const added = await store.add([inRow, ...ids.map(eventKey)]);
		// n8n begins a run again, for instance one whose worker has died: its events are its own.
		return added.has(inRow) ? ids.filter((id) => added.has(eventKey(id))) : ids;
	};
	const earlier = await findEarlierKeys(context, items, [runKey, ...items.map(idOf).map(eventKey)]);
	const added = await Promise.all([...idsByRow(items)].map(addRow));
	const isOwn = earlier.has(runKey);
	return new Set(added.flat().filter((id) => isOwn || !earlier.has(eventKey(id))));
}

/**
 * Selects the events that no other run of the node has had, and takes note of them in n8n's own
 * store, which all processes share and which outlives them.
 */
export async function selectUnseen(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	if (!startedByEvent.includes(context.getMode())) return items;
	try {
		const added = await addEvents(context, items);
		return items.filter((item) => added.delete(idOf(item)));
	} catch {
		// A message that comes twice is better than one that is lost.
		context.logger.warn(
			'WhatsApp Gateway: n8n’s database did not take note of the events, so that repeats of them may start another run.',
			{ node: context.getNode().name },
		);
		return items;
	}
}

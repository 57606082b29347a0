import type { IExecuteFunctions, INodeExecutionData, WorkflowExecuteMode } from 'n8n-workflow';

import { openKeyStore } from '../n8n/keyStore';

/** Runs that a gateway's event started. In any other, a user wants the event again. */
const startedByEvent: readonly WorkflowExecuteMode[] = ['webhook', 'trigger'];

/** Events of one node, and the runs that brought them; n8n rewrites all of them at each run. */
const store = { name: 'events', maxKeys: 10_000, isShared: true } as const;

function eventKey({ json }: INodeExecutionData): string {
	return `event:${String(json['id'])}`;
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
	const runKey = `run:${context.getExecutionId()}`;
	try {
		const added = await openKeyStore(context, store).add([runKey, ...items.map(eventKey)]);
		// n8n begins a run again, for instance one whose worker has died: its events are its own.
		if (!added.has(runKey)) return items;
		return items.filter((item) => added.delete(eventKey(item)));
	} catch {
		// A message that comes twice is better than one that is lost.
		context.logger.warn(
			'WhatsApp Gateway: n8n’s database did not take note of the events, so that repeats of them may start another run.',
			{ node: context.getNode().name },
		);
		return items;
	}
}

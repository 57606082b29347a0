import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { selectUnseen } from '../../nodes/WhatsAppGateway/trigger/storedEvents';

/** The keys of an n8n that keeps one row for a node, by whatever name the node asks. */
let row: string[] = [];

function inRun(executionId: string): IExecuteFunctions {
	const node = { id: 'trigger', name: 'Trigger' };
	const helpers = {
		checkProcessedAndRecord: async (keys: string[]) => {
			const known = row;
			const fresh = keys.filter((key) => !known.includes(key));
			row = [...known, ...fresh];
			return { new: fresh, processed: keys.filter((key) => known.includes(key)) };
		},
		removeProcessed: async (keys: string[]) => (row = row.filter((key) => !keys.includes(key))),
		getProcessedDataCount: async () => row.length,
		clearAllProcessedItems: async () => (row = []),
	};
	return {
		...{ helpers, getExecuteData: () => ({ node }), getNode: () => node },
		...{ getWorkflow: () => ({ id: '1' }), getExecutionId: () => executionId },
		...{ getMode: () => 'webhook', logger: { warn: () => undefined } },
	} as unknown as IExecuteFunctions;
}

test('repeats start nothing, and a run that begins again keeps its events, also in one row', async () => {
	// An earlier version had none of them: they happen an hour and more after this process began.
	const at = new Date(Date.now() + 2 * 3_600_000).toISOString();
	const ids = ['a', 'b', 'c', 'd'];
	const items: INodeExecutionData[] = ids.map((id) => ({ json: { id, at } }));
	const select = async (run: string) =>
		(await selectUnseen(inRun(run), items)).map(({ json }) => json['id']);
	expect(await select('1')).toEqual(ids);
	expect(await select('2')).toEqual([]);
	expect(await select('1')).toEqual(ids);
});

import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
	NodeOperationError,
} from 'n8n-workflow';

import { getPlaceholders } from './editor/placeholderFields';
import { getLanguages, searchTemplates } from './editor/templateList';
import { isCanceled } from './n8n/cancellation';
import { credentialType } from './n8n/context';
import { toFaultItem, hasSent, prepareError, sendError } from './n8n/nodeErrors';
import { runKey } from './n8n/parameters';
import { operationOf, operations, properties } from './operations';
import { addWaitHint, type Notes, prepareItems, addNoteHints, toTask } from './operations/read';
import { dispatch } from './sending/dispatch';
import { interruptedRuns } from './sending/retryMemory';

/** What the node is set to do, in words, for the canvas. */
const actions = Object.fromEntries(operations.map(({ value, action }) => [value, action]));

export class WhatsAppGateway implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Gateway',
		name: 'whatsAppGateway',
		icon: { light: 'file:whatsAppGateway.svg', dark: 'file:whatsAppGateway.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: `={{ (${JSON.stringify(actions)})[$parameter.operation] }}`,
		description: 'Send WhatsApp messages through the business gateway you already pay for',
		defaults: { name: 'WhatsApp Gateway' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: credentialType, required: true }],
		properties,
	};

	methods = {
		listSearch: { searchTemplates },
		loadOptions: { getLanguages },
		resourceMapping: { getPlaceholders },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const node = this.getNode();
		const operation = operationOf(
			this.getNodeParameter('resource', 0),
			this.getNodeParameter('operation', 0),
		);
		if (operation === undefined) {
			throw new NodeOperationError(node, 'This version of the node does not know the operation.', {
				description: 'Choose an operation from the list, or update the package.',
			});
		}
		const goOn = this.continueOnFail();
		const notes: Notes = new Map();
		const { items: readings, session, concurrency } = await prepareItems(this, operation, notes);
		const refused = readings.findIndex((reading) => 'error' in reading);
		// Where n8n tries again, a try before this one may have sent.
		const run = runKey(this);
		const wasTried = interruptedRuns.get(run) === true;
		if (refused >= 0 && !goOn) throw prepareError(node, readings, refused, wasTried);

		const tasks = readings.map(toTask);
		const outcomes = await dispatch(tasks, {
			concurrency: concurrency,
			stopAtFailure: !goOn,
			isCanceled: () => isCanceled(this),
		});
		addNoteHints(this, notes);
		addWaitHint(this, session);
		const failed = outcomes.findIndex(({ state }) => state === 'failed');
		if (failed >= 0 && !goOn) {
			if (hasSent(tasks, outcomes)) interruptedRuns.set(run, true);
			throw sendError(node, outcomes, failed);
		}
		interruptedRuns.delete(run);
		tasks.forEach((task) => task.forgetOutcome?.());

		return [
			outcomes.flatMap((outcome, item): INodeExecutionData[] =>
				outcome.state === 'done'
					? outcome.value.map((json) => ({ json, pairedItem: { item } }))
					: outcome.state === 'failed'
						? [toFaultItem(node, outcome.error, item, readings[item]?.to ?? null)]
						: [],
			),
		];
	}
}

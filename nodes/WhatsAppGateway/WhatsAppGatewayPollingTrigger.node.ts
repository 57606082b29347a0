import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';

import { listSearches } from './editor/listSearch';
import { createPollingSteps } from './editor/pollingSteps';
import { beginPolledRun } from './trigger/beginRun';
import { eventSubtitle, triggerDescription } from './trigger/description';
import { eventOptions } from './trigger/events';
import { pollingFields } from './trigger/fields';
import { pollInbox } from './trigger/poll';

export class WhatsAppGatewayPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		...triggerDescription,
		icon: { light: 'file:whatsAppGateway.svg', dark: 'file:whatsAppGateway.dark.svg' },
		subtitle: eventSubtitle,
		displayName: 'WhatsApp Gateway Polling Trigger',
		name: 'whatsAppGatewayPollingTrigger',
		description:
			'Polls for new WhatsApp messages, for gateways without webhooks and for an n8n that is not reachable from the internet',
		defaults: { name: 'WhatsApp Gateway Polling Trigger' },
		polling: true,
		properties: [...pollingFields],
	};

	methods = {
		listSearch: listSearches,
		resourceMapping: { getPollingSteps: createPollingSteps(eventOptions) },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollInbox(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await beginPolledRun(this);
	}
}

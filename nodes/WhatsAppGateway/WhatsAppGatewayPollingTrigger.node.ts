import {
	NodeOperationError,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { GatewayError } from './core/faults';
import { chosenEventNames, triggerDescription } from './trigger/description';
import { downloadMedia, events, filters, mediaLimit, splitOutputs } from './trigger/fields';
import { pollInbox } from './trigger/poll';

export class WhatsAppGatewayPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		...triggerDescription,
		icon: { light: 'file:whatsAppGateway.svg', dark: 'file:whatsAppGateway.dark.svg' },
		subtitle: chosenEventNames,
		displayName: 'WhatsApp Gateway Polling Trigger',
		name: 'whatsAppGatewayPollingTrigger',
		description:
			'Asks for new WhatsApp messages, for gateways without webhooks and for an n8n that the internet cannot reach',
		defaults: { name: 'WhatsApp Gateway Polling Trigger' },
		polling: true,
		properties: [
			{
				displayName:
					'From its activation on, this trigger gives every message once. It can ask for messages and for tapped buttons only; statuses come by webhook.',
				name: 'pollingNotice',
				type: 'notice',
				default: '',
			},
			events,
			splitOutputs,
			filters,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [downloadMedia, mediaLimit],
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		try {
			return await pollInbox(this);
		} catch (error) {
			if (!(error instanceof GatewayError)) {
				throw new NodeOperationError(this.getNode(), error as Error);
			}
			throw new NodeOperationError(this.getNode(), error.message, { description: error.hint });
		}
	}
}

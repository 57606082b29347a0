import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { getSetupSteps } from './editor/setupSteps';
import { beginRun } from './trigger/beginRun';
import { eventSubtitle, triggerDescription } from './trigger/description';
import { webhookFields } from './trigger/fields';
import { pickUp } from './trigger/collect/pickUp';
import { webhookPath } from './trigger/proofFields';
import { receiveDelivery, receivedAnswer } from './trigger/receive';
import { isSubscribed, subscribe, unsubscribe } from './trigger/subscribe';

export class WhatsAppGatewayTrigger implements INodeType {
	description: INodeTypeDescription = {
		...triggerDescription,
		icon: { light: 'file:whatsAppGateway.svg', dark: 'file:whatsAppGateway.dark.svg' },
		subtitle: eventSubtitle,
		displayName: 'WhatsApp Gateway Trigger',
		name: 'whatsAppGatewayTrigger',
		description: 'Starts the workflow when a person writes to you on WhatsApp',
		eventTriggerDescription: 'Write a message to your WhatsApp number',
		// n8n’s own panel says “Go to … and create an event”; what to do is in Gateway Setup, for each gateway.
		triggerPanel: false,
		activationMessage:
			'Write a message to your WhatsApp number: it starts the workflow. If nothing comes, follow the steps under Gateway Setup in the trigger.',
		defaults: { name: 'WhatsApp Gateway Trigger' },
		webhooks: [
			{
				name: 'setup',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				path: webhookPath,
			},
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: receivedAnswer,
				path: webhookPath,
			},
		],
		properties: [...webhookFields],
	};

	methods = { resourceMapping: { getSetupSteps } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isSubscribed(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await subscribe(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unsubscribe(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveDelivery(this);
	}

	/** Beside the webhook, because n8n calls nothing else of a node when it starts. */
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await pickUp(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await beginRun(this);
	}
}

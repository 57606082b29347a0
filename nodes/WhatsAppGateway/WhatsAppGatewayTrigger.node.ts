import {
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { getSetupSteps } from './editor/setupSteps';
import { chosenEventNames, triggerDescription } from './trigger/description';
import { downloadMedia, events, filters, mediaLimit, splitOutputs } from './trigger/fields';
import { receiveDelivery } from './trigger/receive';
import { isSubscribed, subscribe, unsubscribe } from './trigger/subscribe';

export class WhatsAppGatewayTrigger implements INodeType {
	description: INodeTypeDescription = {
		...triggerDescription,
		icon: { light: 'file:whatsAppGateway.svg', dark: 'file:whatsAppGateway.dark.svg' },
		subtitle: chosenEventNames,
		displayName: 'WhatsApp Gateway Trigger',
		name: 'whatsAppGatewayTrigger',
		description: 'Starts the workflow when somebody writes to you on WhatsApp',
		eventTriggerDescription: '',
		activationMessage: 'Every message to your number now starts this workflow.',
		defaults: { name: 'WhatsApp Gateway Trigger' },
		webhooks: [
			{
				name: 'setup',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				path: '={{ $parameter["urlSecret"] || "webhook" }}',
			},
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: '={{ $parameter["urlSecret"] || "webhook" }}',
			},
		],
		properties: [
			{
				displayName: 'At the Gateway',
				name: 'setupSteps',
				type: 'resourceMapper',
				noDataExpression: true,
				default: { mappingMode: 'defineBelow', value: null },
				typeOptions: {
					resourceMapper: {
						resourceMapperMethod: 'getSetupSteps',
						mode: 'add',
						fieldWords: { singular: 'step', plural: 'steps' },
						addAllFields: true,
						supportAutoMap: false,
						multiKeyMatch: false,
					},
				},
			},
			events,
			splitOutputs,
			filters,
			{
				displayName: 'Accept Unsigned Deliveries',
				name: 'acceptUnsigned',
				type: 'boolean',
				default: false,
				description:
					'Whether to let in what nothing proves, where the credential holds no signing secret: anybody who knows the URL can then start the workflow',
			},
			{
				displayName: 'Secret in the URL',
				name: 'urlSecret',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				description:
					'A word of your own at the end of the URL, letters and digits, which nobody can guess. Useful where a gateway does not sign.',
			},
			{
				displayName: 'Verify Token',
				name: 'verifyToken',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				description:
					'Only for a webhook that you set up by hand in Meta’s App Dashboard: the token that you type there',
			},
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
}

import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { listSearches } from './editor/listSearch';
import { createNeedNotices } from './editor/needNotice';
import { getPlaceholders } from './editor/placeholderFields';
import {
	getLanguages,
	searchAuthenticationTemplates,
	searchTemplates,
} from './editor/templateList';
import { getTemplateText } from './editor/templateText';
import { credentialType } from './n8n/context';
import { needsByMethod, operations, properties } from './operations';
import { executeOperation } from './operations/run/execute';
import { receiveAnswer } from './sendAndWait/receiveAnswer';
import { resumeWebhooks } from './sendAndWait/webhooks';

/** The action of each operation, for the subtitle on the canvas. */
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
		webhooks: resumeWebhooks,
		waitingNodeTooltip: 'Waits for the person to answer in WhatsApp',
		properties,
	};

	methods = {
		listSearch: { searchTemplates, searchAuthenticationTemplates, ...listSearches },
		loadOptions: { getLanguages },
		resourceMapping: { getPlaceholders, getTemplateText, ...createNeedNotices(needsByMethod) },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperation(this);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveAnswer(this);
	}
}

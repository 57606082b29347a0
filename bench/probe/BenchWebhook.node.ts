import type {
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

/** A webhook of a package that is not n8n's own and does nothing: what n8n itself spends on such a delivery. */
export class BenchWebhook implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bench Webhook',
		name: 'benchWebhook',
		group: ['trigger'],
		version: 1,
		description: 'Starts a run with the body',
		defaults: { name: 'Bench Webhook' },
		inputs: [],
		outputs: ['main'],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties: [],
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return { workflowData: [[{ json: this.getBodyData() }]] };
	}
}

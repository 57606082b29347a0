import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

/**
 * The contexts in which n8n runs our code: a run, a form being filled in the editor, a workflow being
 * published, a delivery, and a look for what is new.
 */
export type Context =
	IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions | IWebhookFunctions | IPollFunctions;

/** The name under which n8n stores the credential. */
export const credentialType = 'whatsAppGatewayApi';

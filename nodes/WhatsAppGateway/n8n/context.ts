import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

/**
 * The contexts in which n8n calls the package: a run, a form in the editor, a workflow that is
 * published, an incoming delivery, and a poll.
 */
export type N8nContext =
	IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions | IWebhookFunctions | IPollFunctions;

/** The name under which n8n stores the credential. */
export const credentialType = 'whatsAppGatewayApi';

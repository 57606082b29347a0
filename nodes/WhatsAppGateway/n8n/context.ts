import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

/**
 * The contexts in which n8n calls the package: a run, a form in the editor, a workflow that is
 * published, one that is published already when n8n starts, an incoming delivery, and a poll.
 */
export type N8nContext =
	| IExecuteFunctions
	| ILoadOptionsFunctions
	| IHookFunctions
	| IWebhookFunctions
	| IPollFunctions
	| ITriggerFunctions;

/** The name under which n8n stores the credential. */
export const credentialType = 'whatsAppGatewayApi';

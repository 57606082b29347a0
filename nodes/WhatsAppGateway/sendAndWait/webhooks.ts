import type { IWebhookDescription } from 'n8n-workflow';

/**
 * The address that resumes a waiting execution, in the form that n8n expects of `sendAndWait`. There is no
 * GET: the preview of a link must not answer anything.
 */
export const resumeWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		responseData: '',
		path: '={{ $nodeId }}',
		restartWebhook: true,
		isFullPath: true,
	},
];

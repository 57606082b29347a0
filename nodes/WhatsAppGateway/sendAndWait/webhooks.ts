import type { IWebhookDescription } from 'n8n-workflow';

/** An address of a waiting execution, in the form that n8n expects of `sendAndWait`. */
function resumeWebhook(httpMethod: 'GET' | 'POST'): IWebhookDescription {
	return {
		name: 'default',
		httpMethod,
		responseMode: 'onReceived',
		responseData: '',
		path: '={{ $nodeId }}',
		restartWebhook: true,
		isFullPath: true,
	};
}

/** A POST answers. A GET shows the page on which one answers, and never changes anything: previews make it. */
export const resumeWebhooks: IWebhookDescription[] = [resumeWebhook('GET'), resumeWebhook('POST')];

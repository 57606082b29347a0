import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { answerQuestion } from './answer';

/**
 * Receives a request to a waiting node. It never throws: n8n would take that for the end of the waiting
 * execution, with an empty item, whoever has sent the request.
 */
export async function receiveAnswer(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await answerQuestion(context);
	} catch {
		context.logger.warn('WhatsApp Gateway: an answer could not be read. The node keeps waiting.', {
			node: context.getNode().name,
		});
		const response = context.getResponseObject();
		if (!response.headersSent) response.status(500).json({ resumed: false });
		return { noWebhookResponse: true };
	}
}

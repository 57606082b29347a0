import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { isPublicUrl } from '../n8n/publicUrl';
import { withEditorSession } from './editorSession';

/** Loads what the user has to do at the gateway, shown as the notice of a form without fields. */
export async function getSetupSteps(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await withEditorSession(this, async ({ gateway, connection, hasWebhookSecret }) => {
		if (gateway.webhook === undefined) {
			const alternative =
				gateway.inbox === undefined
					? 'Use the credential of another gateway.'
					: 'Use the WhatsApp Gateway Polling Trigger instead.';
			return { fields: [], emptyFieldsNotice: `${gateway.name} has no webhooks. ${alternative}` };
		}
		const steps = gateway.webhook.setup.map((step, index) => `${index + 1}. ${step}`);
		const instanceUrl = this.getInstanceBaseUrl();
		const isUnreachable = !isPublicUrl(instanceUrl) && isPublicUrl(connection.account.baseUrl);
		const warnings = [
			!hasWebhookSecret &&
				'The credential has no Webhook Signing Secret: every delivery is refused, unless Accept Unsigned Deliveries is on.',
			isUnreachable &&
				`${gateway.name} cannot reach this n8n at ${instanceUrl}: it needs a public https URL (WEBHOOK_URL of n8n).`,
		].filter((sentence) => sentence !== false);
		return { fields: [], emptyFieldsNotice: [...steps, ...warnings].join('<br>') };
	});
}

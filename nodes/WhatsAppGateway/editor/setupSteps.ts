import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { isPublic } from '../trigger/address';
import { withEditorSession } from './editorSession';

/** What the user has to do at the gateway, shown where a form would be; there are no fields. */
export async function getSetupSteps(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await withEditorSession(this, async ({ gateway, connection, hasWebhookSecret }) => {
		if (gateway.webhook === undefined) {
			const instead =
				gateway.inbox === undefined
					? 'It tells nothing that happens.'
					: 'Use the WhatsApp Gateway Polling Trigger instead.';
			return { fields: [], emptyFieldsNotice: `${gateway.name} has no webhooks. ${instead}` };
		}
		const steps = gateway.webhook.setup.map((step, index) => `${index + 1}. ${step}`);
		const address = this.getInstanceBaseUrl();
		const unreachable = !isPublic(address) && isPublic(connection.account.baseUrl);
		return {
			fields: [],
			emptyFieldsNotice: [
				...steps,
				...(hasWebhookSecret
					? []
					: [
							'The credential holds no Webhook Signing Secret: nothing can be proven, so every delivery is refused, unless Accept Unsigned Deliveries is on.',
						]),
				...(unreachable
					? [
							`${gateway.name} cannot reach this n8n at ${address}: it needs a public https address (WEBHOOK_URL of n8n).`,
						]
					: []),
			].join('<br>'),
		};
	});
}

import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { parseUrl } from '../core/parseUrl';
import type { Connection } from '../core/request';
import { shownUrl } from '../core/shownUrl';
import type { Webhook } from '../core/webhook';
import { isPublicUrl } from '../n8n/publicUrl';
import { withEditorSession } from './editorSession';

/** Where the gateway sends the number's events now; `null` where it does not say. */
async function readCurrentUrl(
	{ subscription }: Webhook,
	connection: Connection,
): Promise<string | null> {
	try {
		const { url: own = null, accountUrl = null } = (await subscription?.read(connection)) ?? {};
		const url = own ?? accountUrl ?? '';
		// The notice is HTML, and the address of a URL has none.
		return parseUrl(url) === null ? null : shownUrl(url);
	} catch {
		// The steps are needed all the more where the credential does not work yet.
		return null;
	}
}

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
		const currentUrl = await readCurrentUrl(gateway.webhook, connection);
		const warnings = [
			!hasWebhookSecret &&
				`The credential has no Webhook Signing Secret: every delivery is refused, unless ${gateway.webhook.isUnsignedKind === undefined ? '' : 'the Secret in the URL proves it, or '}Accept Unsigned Deliveries is on.`,
			isUnreachable &&
				`${gateway.name} cannot reach this n8n at ${instanceUrl}: it needs a public https URL (WEBHOOK_URL of n8n).`,
			currentUrl !== null &&
				`At the moment, ${gateway.name} sends the events of this number to ${currentUrl}.`,
		].filter((sentence) => sentence !== false);
		return { fields: [], emptyFieldsNotice: [...steps, ...warnings].join('<br>') };
	});
}

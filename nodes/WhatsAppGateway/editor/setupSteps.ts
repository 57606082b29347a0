import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { asObject, asText } from '../core/narrow';
import { parseUrl } from '../core/parseUrl';
import type { Connection } from '../core/request';
import { shownUrl } from '../core/shownUrl';
import type { Webhook } from '../core/webhook';
import { isPublicUrl } from '../n8n/publicUrl';
import { withoutEvents } from '../session/gatewayNames';
import { listSandboxWebhooks, type SandboxWebhook } from '../session/sandboxWebhooks';
import type { Session } from '../session/session';
import { withEditorSession } from './editorSession';
import { escapeHtml } from './html';

/** Where the gateway sends the number's events now; `null` where it does not say. */
async function readCurrentUrl(
	{ subscription }: Webhook,
	connection: Connection,
): Promise<string | null> {
	try {
		const { url: own = null, accountUrl = null } = (await subscription?.read(connection)) ?? {};
		const url = own ?? accountUrl ?? '';
		return parseUrl(url) === null ? null : escapeHtml(shownUrl(url));
	} catch {
		// The steps are needed all the more where the credential does not work yet.
		return null;
	}
}

/**
 * The address of the published workflow. n8n does not tell it to a form, so it is put together from n8n's own
 * address for webhooks and the id that the editor filled in; where either is missing, words say where it stands.
 */
function readWebhookUrl(context: ILoadOptionsFunctions): string {
	const { webhookBaseUrl } = asObject(asObject(context)['additionalData']);
	const id = asText(context.getCurrentNodeParameter('webhookId')) ?? '';
	if (typeof webhookBaseUrl !== 'string' || !/^[\w-]+$/.test(id)) {
		return 'the Production URL (click Webhook URLs above to see it)';
	}
	const secret = asText(asObject(context.getCurrentNodeParameter('options'))['urlSecret']);
	const url = `${webhookBaseUrl}/${id}/${secret ?? 'webhook'}`;
	return `<b>${escapeHtml(url)}</b>`;
}

/** Where the sandbox delivers, as a sentence; of a gateway with an address for each number, that of this one. */
async function sandboxTarget(
	{ gateway, connection }: Session,
	webhooks: readonly SandboxWebhook[],
): Promise<string> {
	if (gateway.webhook?.subscription === undefined) {
		return `The sandbox delivers the events of ${gateway.name} to ${describeTriggers(webhooks)}`;
	}
	const url = await readCurrentUrl(gateway.webhook, connection);
	return `The sandbox sends the events of this number to ${url ?? 'no trigger'} at the moment; each number has one such URL.`;
}

/** What to do where the sandbox stands for the gateway. */
async function sandboxSteps(
	session: Session,
	webhooks: readonly SandboxWebhook[],
): Promise<string> {
	const { gateway, connection, hasWebhookSecret } = session;
	const page = parseUrl(connection.account.baseUrl)?.origin ?? '';
	return [
		`The sandbox stands for ${gateway.name} here, and there is nothing to set up: the trigger connects itself when the workflow is published, and while the editor listens for a test event.`,
		`Then write a message as one of the people at <b>${escapeHtml(page)}/</b>.`,
		!hasWebhookSecret &&
			`The credential has no Webhook Signing Secret, without which deliveries are refused: copy it from what the sandbox printed.${gateway.webhook?.isUnsignedKind === undefined ? '' : ' Where it printed none, enter letters and digits in the option Secret in the URL instead.'}`,
		await sandboxTarget(session, webhooks),
	]
		.filter((sentence) => sentence !== false)
		.join('<br>');
}

/** Workflows that a notice has room for. */
const maxWorkflowsNamed = 8;

/** The triggers to which the sandbox delivers, by their workflows, as the end of a sentence. */
function describeTriggers(webhooks: readonly SandboxWebhook[]): string {
	const { length } = webhooks;
	if (length === 0) return 'no trigger at the moment.';
	const names = [...new Set(webhooks.flatMap(({ workflow }) => workflow ?? []))].sort();
	const named = names.slice(0, maxWorkflowsNamed).map((name) => `“${escapeHtml(name)}”`);
	const more = names.length > named.length ? ` and ${names.length - named.length} more` : '';
	const which = named.length === 0 ? '' : `: ${named.join(', ')}${more}`;
	return length === 1
		? `one trigger at the moment${which}.`
		: `${length} triggers at the moment${which}. A message starts each of them whose events and filters it fits.`;
}

/** Loads what the user has to do at the gateway, shown as the notice of a form without fields. */
export async function getSetupSteps(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await withEditorSession(this, async (session) => {
		const { gateway, connection, hasWebhookSecret } = session;
		if (gateway.webhook === undefined) {
			const alternative =
				gateway.inbox === undefined
					? withoutEvents(gateway)
					: 'Use the WhatsApp Gateway Polling Trigger instead.';
			return {
				fields: [],
				emptyFieldsNotice: `${gateway.name} sends no messages by webhook. ${alternative}`,
			};
		}
		const inSandbox = await listSandboxWebhooks(session);
		if (inSandbox !== undefined) {
			return { fields: [], emptyFieldsNotice: await sandboxSteps(session, inSandbox) };
		}
		const url = readWebhookUrl(this);
		const steps = gateway.webhook.setup.map(
			(step, index) => `${index + 1}. ${step.replaceAll('{url}', () => url)}`,
		);
		const instanceUrl = this.getInstanceBaseUrl();
		const isUnreachable = !isPublicUrl(instanceUrl) && isPublicUrl(connection.account.baseUrl);
		const currentUrl = await readCurrentUrl(gateway.webhook, connection);
		const warnings = [
			!hasWebhookSecret &&
				`The credential has no Webhook Signing Secret: every delivery is refused, unless ${gateway.webhook.isUnsignedKind === undefined ? '' : 'the option Secret in the URL proves it, or '}the option Accept Unsigned Deliveries is on.`,
			isUnreachable &&
				`${gateway.name} cannot reach this n8n at ${escapeHtml(instanceUrl)}: it needs a public https URL (WEBHOOK_URL of n8n).`,
			currentUrl !== null &&
				`At the moment, ${gateway.name} sends the events of this number to ${currentUrl}.`,
		].filter((sentence) => sentence !== false);
		return { fields: [], emptyFieldsNotice: [...steps, ...warnings].join('<br>') };
	});
}

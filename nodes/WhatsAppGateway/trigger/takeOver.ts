import type { IHookFunctions } from 'n8n-workflow';

import { GatewayError } from '../core/faults';
import { asObject } from '../core/narrow';
import { parseUrl } from '../core/parseUrl';
import type { Subscribed } from '../core/webhook';
import { shownUrl } from '../core/shownUrl';

/** Whether the editor listens for a test event; otherwise the workflow is published. */
function isTest(context: IHookFunctions): boolean {
	return context.getMode() === 'manual';
}

/** Whether an address is this node's, whatever n8n's own address, path or mode were then. */
function isOwn(context: IHookFunctions, url: URL): boolean {
	const { webhookId } = context.getNode();
	return webhookId !== undefined && url.pathname.split('/').includes(webhookId);
}

/** Whether an editor listens at an address, or listened when its n8n was killed. */
function isTestUrl(url: URL): boolean {
	return url.pathname.split('/').includes('webhook-test');
}

/** Whether nothing is lost if an address gets no events any more, and none should get them again. */
export function isLeftBehind(context: IHookFunctions, address: string | null): boolean {
	const url = parseUrl(address ?? '');
	if (url === null) return false;
	return isTest(context)
		? isOwn(context, url) && isTestUrl(url)
		: isOwn(context, url) || isTestUrl(url);
}

/** The address from which a number's events would be taken; `null` if nobody there needs them. */
function inUse(context: IHookFunctions, { active, url, accountUrl }: Subscribed): string | null {
	const current = url ?? accountUrl;
	return active === false || isLeftBehind(context, current) ? null : current;
}

/** When the user allows to take the events from another address. */
function allowsTakeOver(context: IHookFunctions): boolean {
	const { takeOver } = asObject(context.getNodeParameter('options', {}));
	return takeOver === 'always' || (takeOver === 'published' && !isTest(context));
}

/**
 * Refuses to take a number's events from another address unless the user wants it: the workflow there
 * would get none any more, and nobody would notice. What the user allowed is logged.
 *
 * @throws GatewayError `conflict`
 */
export function checkTakeOver(
	context: IHookFunctions,
	gatewayName: string,
	current: Subscribed,
): void {
	const url = inUse(context, current);
	if (url === null) return;
	if (allowsTakeOver(context)) {
		const warning = `takes the events of its number from ${shownUrl(url)} until it is unpublished or no longer listens.`;
		return context.logger.warn(`WhatsApp Gateway Trigger: ${warning}`);
	}
	const sentence = `${gatewayName} sends the events of this number to one address, which is in use: ${shownUrl(url)}.`;
	const hint = isTest(context)
		? 'Listening here would take the customers’ messages from there. Build with the data of an earlier execution, or test with another number. To take them all the same, set the option Take Over the Webhook to When Published or Tested.'
		: 'Publishing would take the messages from there. Unpublish the workflow there first, or let one workflow receive and call the others. To take them all the same, set the option Take Over the Webhook to When Published.';
	throw new GatewayError('conflict', sentence, { hint });
}

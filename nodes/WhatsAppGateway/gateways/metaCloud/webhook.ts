import type { GatewayEvent } from '../../core/event';
import { asText } from '../../core/narrow';
import type { Secrets } from '../../core/request';
import type { RawDelivery, Verdict, Webhook } from '../../core/webhook';
import { equalInConstantTime, hmacSha256 } from '../../gatewayKit/signature';
import { readMetaWebhook } from '../../whatsapp/metaWebhook';
import { subscription } from './subscription';

/**
 * The body is signed with the app's secret.
 * Source: https://developers.facebook.com/docs/graph-api/webhooks/getting-started
 */
function verify({ headers, body }: RawDelivery, { webhookSecret }: Secrets): Verdict {
	const signature = headers['x-hub-signature-256'] ?? '';
	const expected = `sha256=${hmacSha256(String(webhookSecret), body)}`;
	return equalInConstantTime(signature, expected) ? 'genuine' : 'forged';
}

/** The answer to Meta's verification request. Source: as for the signature. */
function challenge({ query }: RawDelivery, verifyTokens: readonly string[]): string | undefined {
	if (query['hub.mode'] !== 'subscribe') return undefined;
	const token = asText(query['hub.verify_token']) ?? '';
	// Compares every token, so that the time does not show which one was near.
	const isKnown = verifyTokens
		.map((expected) => equalInConstantTime(token, expected))
		.includes(true);
	return isKnown ? (asText(query['hub.challenge']) ?? undefined) : undefined;
}

function events({ json, body }: RawDelivery): GatewayEvent[] {
	return readMetaWebhook(json ?? body.toString('base64'), 'metaCloud');
}

/** Source: https://developers.facebook.com/docs/whatsapp/cloud-api/guides/set-up-webhooks */
export const webhook: Webhook = {
	verify,
	challenge,
	events,
	subscription,
	setup: [
		'Put the App Secret (App Dashboard → App settings → Basic) into Webhook Signing Secret of the credential.',
		'In the app, WhatsApp → Configuration, subscribe to the field messages once.',
		'Publish the workflow: this subscribes its Production URL. Unpublishing it restores the previous one.',
		'An account has one such URL: publish one workflow for it. While that receives, no other can be published or tested with this account, unless its option Take Over the Webhook allows it.',
	],
};

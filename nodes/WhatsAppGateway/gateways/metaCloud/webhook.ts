import type { GatewayEvent } from '../../core/event';
import { asObject, asObjects, asText, type JsonObject } from '../../core/narrow';
import type { Account, Secrets } from '../../core/request';
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

/** Whether a change is about this number, or about none: account updates name no number. */
function isAbout(change: JsonObject, phoneNumberId: string): boolean {
	const id = asText(asObject(asObject(change['value'])['metadata'])['phone_number_id']);
	return id === null || id === phoneNumberId;
}

/** A payload without the changes of other numbers; `null` if nothing is left of it. */
function selectNumber(payload: JsonObject, phoneNumberId: string): JsonObject | null {
	const entry = asObjects(payload['entry']).flatMap((one) => {
		const all = asObjects(one['changes']);
		const changes = all.filter((change) => isAbout(change, phoneNumberId));
		return all.length > 0 && changes.length === 0 ? [] : [{ ...one, changes }];
	});
	return entry.length === 0 ? null : { ...payload, entry };
}

function events({ json, body }: RawDelivery, own?: Account): GatewayEvent[] {
	const phoneNumberId = own?.['phoneNumberId']?.trim() ?? '';
	const payload = json ?? body.toString('base64');
	if (phoneNumberId === '' || asObjects(asObject(payload)['entry']).length === 0) {
		return readMetaWebhook(payload, 'metaCloud');
	}
	const selected = selectNumber(asObject(payload), phoneNumberId);
	return selected === null ? [] : readMetaWebhook(selected, 'metaCloud');
}

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override */
export const webhook: Webhook = {
	verify,
	challenge,
	events,
	subscription,
	setup: [
		'Put the App Secret (App Dashboard → App settings → Basic) into Webhook Signing Secret of the credential.',
		'In the app, WhatsApp → Configuration, enter any callback URL once, and subscribe to the field messages, which brings messages, taps and statuses, and to the fields of other events that you want (for groups, the four that begin with group_). Meta accepts no other URL before that.',
		'Publish the workflow: this sends the events of your number to {url}, and nothing has to be pasted. Unpublishing it restores the previous URL.',
		'Each number has one such URL, so publish one workflow for it. While it is published, no other can be published or tested with this number, unless its option Take Over the Webhook allows it.',
	],
};

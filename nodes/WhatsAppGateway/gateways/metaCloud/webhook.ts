import { createEvent, type GatewayEvent } from '../../core/event';
import { eventId, toE164, toIsoTime } from '../../core/eventFields';
import { asObject, asObjects, asText } from '../../core/narrow';
import type { Secrets } from '../../core/request';
import type { RawDelivery, Verdict, Webhook } from '../../core/webhook';
import { hmacSha256, equalInConstantTime } from '../../gatewayKit/signature';
import { toDeliveryStatus } from '../../whatsapp/statusNames';
import { messageEvent } from './messageEvent';
import { subscription } from './subscription';

type Row = Readonly<Record<string, unknown>>;

/** The app's secret signs the body. Source: https://developers.facebook.com/docs/graph-api/webhooks/getting-started */
function verify({ headers, body }: RawDelivery, { webhookSecret }: Secrets): Verdict {
	const given = headers['x-hub-signature-256'] ?? '';
	return equalInConstantTime(given, `sha256=${hmacSha256(String(webhookSecret), body)}`)
		? 'genuine'
		: 'forged';
}

/** Meta's question before it sends anything. Source: as for the signature. */
function challenge({ query }: RawDelivery, verifyTokens: readonly string[]): string | undefined {
	if (query['hub.mode'] !== 'subscribe') return undefined;
	const token = asText(query['hub.verify_token']) ?? '';
	// Each is compared, so that the time does not tell which one was near.
	const known = verifyTokens
		.map((expected) => equalInConstantTime(token, expected))
		.some((same) => same);
	return known ? (asText(query['hub.challenge']) ?? undefined) : undefined;
}

function statusEvent(row: Row, sender: string | null): GatewayEvent {
	const whatsappMessageId = asText(row['id']);
	const word = asText(row['status']);
	const status = toDeliveryStatus(word);
	const common = {
		id: eventId(`status:${word}`, whatsappMessageId, row),
		gateway: 'metaCloud',
		at: toIsoTime(row['timestamp']) ?? new Date(0).toISOString(),
		from: toE164(row['recipient_id']),
		sender,
		raw: row,
	};
	if (status === undefined) return createEvent({ ...common, event: 'other' });
	const reason = asObject(asObjects(row['errors'])[0]);
	const code = Number(asText(reason['code']) ?? NaN);
	return createEvent({
		...common,
		event: 'status',
		status: {
			status,
			messageId: null,
			whatsappMessageId,
			reason: asText(asObject(reason['error_data'])['details']) ?? asText(reason['title']),
			metaCode: Number.isNaN(code) ? null : code,
		},
	});
}

/** A person who stops, or takes up again, the business's marketing messages. */
function preferenceEvent(row: Row, sender: string | null): GatewayEvent {
	const value = asText(row['value']);
	return createEvent({
		event: value === 'stop' ? 'optOut' : 'other',
		id: `preference:${asText(row['wa_id'])}:${value}:${asText(row['timestamp'])}`,
		gateway: 'metaCloud',
		at: toIsoTime(row['timestamp']) ?? new Date(0).toISOString(),
		from: toE164(row['wa_id']),
		sender,
		text: asText(row['detail']),
		raw: row,
	});
}

function inChange(change: Row): GatewayEvent[] {
	const value = asObject(change['value']);
	const metadata = asObject(value['metadata']);
	const sender = toE164(metadata['display_phone_number']) ?? asText(metadata['phone_number_id']);
	const contacts = asObjects(value['contacts']);
	const known = [
		...asObjects(value['messages']).map((row) => messageEvent(row, contacts, sender)),
		...asObjects(value['statuses']).map((row) => statusEvent(row, sender)),
		...asObjects(value['user_preferences']).map((row) => preferenceEvent(row, sender)),
	];
	return known.length > 0 ? known : [unknownEvent(change)];
}

/** What this package does not know: an account's news, an echo, a later version's events. */
function unknownEvent(raw: unknown): GatewayEvent {
	return createEvent({
		event: 'other',
		id: eventId('other', null, raw),
		gateway: 'metaCloud',
		at: new Date().toISOString(),
		raw,
	});
}

/**
 * What happened, in the order of the delivery, which may hold many entries, changes and messages.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 */
function events({ json, body }: RawDelivery): GatewayEvent[] {
	const found = asObjects(asObject(json)['entry']).flatMap((entry) =>
		asObjects(entry['changes']).flatMap(inChange),
	);
	return found.length > 0 ? found : [unknownEvent(json ?? body.toString('base64'))];
}

/** Source: https://developers.facebook.com/docs/whatsapp/cloud-api/guides/set-up-webhooks */
export const webhook: Webhook = {
	verify,
	challenge,
	events,
	subscription,
	setup: [
		'Put the App Secret (App Dashboard → App settings → Basic) into Webhook Signing Secret of the credential.',
		'Publish the workflow: it subscribes the business account to this workflow’s Production URL by itself, and puts back what it found when it is unpublished.',
		'In the app, WhatsApp → Configuration, subscribe to the field messages once.',
	],
};

import { createContact, createEvent, createStatus, type GatewayEvent } from '../../core/event';
import { asObject, asText, type JsonObject } from '../../core/narrow';
import type { Secrets } from '../../core/request';
import type { RawDelivery, Verdict, Webhook } from '../../core/webhook';
import { equalInConstantTime, hmacSha256 } from '../../gatewayKit/signature';
import { isForwardedPayload } from '../../gatewayKit/forwardedPayload';
import { eventId, joinIds, toE164, toIsoTime, unknownTime } from '../../whatsapp/eventFields';
import { findMetaCodeIn } from '../../whatsapp/failure';
import { readMetaWebhook } from '../../whatsapp/metaWebhook';
import { toDeliveryStatus } from '../../whatsapp/statusNames';
import { toMessageEvent } from './messageEvent';

const signatureHeader = 'x-webhook-signature';

/** What every event of a delivery has in common. */
type Common = Pick<GatewayEvent, 'gateway' | 'at' | 'raw'>;

/**
 * The body is signed, without a prefix and without a time.
 * Source: https://documents.xobito.com/developers/webhook-security
 */
function verify({ headers, body }: RawDelivery, { webhookSecret }: Secrets): Verdict {
	const signature = headers[signatureHeader] ?? '';
	const expected = hmacSha256(String(webhookSecret), body);
	return equalInConstantTime(signature, expected) ? 'genuine' : 'forged';
}

function toStatusEvent(event: string, data: JsonObject, common: Common): GatewayEvent {
	const whatsappMessageId = asText(data['message_id']);
	const status = toDeliveryStatus(event.replace('message.', ''));
	const id = eventId(event, whatsappMessageId, data);
	if (status === undefined) return createEvent({ ...common, event: 'other', id });
	const reason = asText(data['error_message']);
	return createEvent({
		...common,
		event: 'status',
		id,
		status: createStatus({
			status,
			messageId: whatsappMessageId,
			whatsappMessageId,
			reason,
			metaCode: status === 'failed' ? findMetaCodeIn(data, reason) : null,
			played: event === 'message.played',
		}),
	});
}

/** Whether a contact's flag changed from no to yes. */
function hasOptedOut(body: JsonObject): boolean {
	const before = asObject(asObject(body['original'])['attributes'] ?? body['original']);
	const after = asObject(asObject(body['data'])['attributes']);
	const isOptedOut = (row: JsonObject) => ['1', 'true'].includes(String(row['is_opted_out']));
	return isOptedOut(after) && !isOptedOut(before);
}

/** Whether a record is a contact. */
const isContact = (body: JsonObject) => /(?:^|\\)Contact$/.test(asText(body['model']) ?? '');

/** A change of a record: an opt-out, a new contact, or an event that is not understood. */
function toRecordEvent(event: string, body: JsonObject, common: Common): GatewayEvent {
	const data = asObject(body['data']);
	const recordId = joinIds(asText(body['model']), asText(data['id']), asText(body['timestamp']));
	const id = eventId(event || 'other', recordId, common.raw);
	const isNew = event === 'created' && isContact(body);
	if (!isNew && !hasOptedOut(body)) return createEvent({ ...common, event: 'other', id });
	const attributes = asObject(data['attributes']);
	const names = [attributes['firstname'], attributes['lastname']].map(asText).filter(Boolean);
	return createEvent({
		...common,
		// A contact that WhatsApp’s switch for offers made is news of the switch.
		event: hasOptedOut(body) ? 'optOut' : 'contactCreated',
		id,
		from: toE164(attributes['phone']),
		contact: createContact({ id: asText(data['id']), name: names.join(' ') || null }),
	});
}

/** Webhook Resend, which forwards what Meta sent. Source: https://documents.xobito.com/settings/webhooks */
function isUnsignedKind({ headers, json }: RawDelivery): boolean {
	return headers[signatureHeader] === undefined && isForwardedPayload(json);
}

/** Each delivery of Xobito's own holds one event. Source: https://documents.xobito.com/developers/webhook-events */
function events({ json }: RawDelivery): GatewayEvent[] {
	if (isForwardedPayload(json)) return readMetaWebhook(json, 'xobito');
	const body = asObject(json);
	const data = asObject(body['data']);
	const event = asText(body['event']) ?? '';
	const at = toIsoTime(body['timestamp']) ?? unknownTime;
	const common = { gateway: 'xobito', at, raw: json ?? null } as const;
	if (event === 'message.received') return [toMessageEvent(data, common)];
	if (event.startsWith('message.')) return [toStatusEvent(event, data, common)];
	return [toRecordEvent(event, body, common)];
}

/** Source: https://documents.xobito.com/developers/webhooks-overview */
export const webhook: Webhook = {
	verify,
	isUnsignedKind,
	events,
	setup: [
		'One of the two ways is enough. The usual one, for messages, taps and statuses: enter letters and digits that are hard to guess in the option Secret in the URL, and publish the workflow. Then, in Xobito, under Settings → Webhook Settings, paste its address into Webhook Resend: {url}. Xobito does not sign what it resends; the secret proves it.',
		'The other way, for Xobito’s own events, which are signed and include messages: on the same page, Enable Webhook Access, and paste the same address there. Message events need no choice of their own. Ask Xobito’s support for the signing secret of the workspace, and put it into Webhook Signing Secret of the credential.',
		'With the usual way, messages have only the IDs of files, and downloading those needs an access token of Meta.',
	],
};

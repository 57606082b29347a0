import { hmacSha256 } from '../../gatewayKit/signature';
import { storageUrl } from '../../gatewayKit/storage';
import type { StoredMessage } from '../../state/message';
import type { GatewayEvent } from '../../webhooks/gatewayEvent';
import type { WebhookFormat } from '../../webhooks/webhookFormat';
import { xobitoTime } from './answers';
import { attributesOf, contactNumber } from './contactRow';

type Body = Readonly<Record<string, unknown>> & { readonly event: string };

/** The workspace's number. */
const tenant_id = 7;

/** Xobito's names for the kinds that have others here. */
const types: Readonly<Record<string, string>> = {
	buttons: 'interactive',
	ctaUrl: 'interactive',
	button_reply: 'interactive',
	list_reply: 'interactive',
};

const typeOf = ({ kind }: StoredMessage) => types[kind] ?? kind;

/** What came. Its fields are not documented: those of a sent message, and WhatsApp's own for the rest. */
function receivedData(
	{ message, contact }: Extract<GatewayEvent, { kind: 'message' }>,
	origin: string,
): object {
	const { whatsappMessageId, phone, body, kind, about, reply, media, location } = message;
	const list = kind === 'list_reply';
	return {
		message_id: whatsappMessageId,
		from: phone.replace('+', ''),
		name: contact.name,
		contact_id: contactNumber(contact),
		type: typeOf(message),
		text: body === '' ? null : body,
		...(about !== null && { ref_message_id: about }),
		...(reply !== null && { [list ? 'list_reply' : 'button_reply']: reply }),
		...(media !== null && {
			media_url: storageUrl(message, origin),
			mime_type: media.mimeType,
			filename: media.fileName,
			caption: body === '' ? null : body,
		}),
		...(location !== null && { location }),
		tenant_id,
	};
}

function contactBody(
	{ contact, isNew }: Extract<GatewayEvent, { kind: 'optOut' }>,
	timestamp: string,
): Body {
	const { optedOut } = contact;
	return {
		event: isNew ? 'created' : 'updated',
		model: 'App\\Models\\Tenant\\Contact',
		data: { id: contactNumber(contact), attributes: attributesOf(contact), relations: {} },
		// Documented as `null`; for an update the sandbox sends what it was before.
		original: isNew ? null : { is_opted_out: optedOut ? 0 : 1 },
		timestamp,
	};
}

function bodyOf(event: GatewayEvent, origin: string): Body | undefined {
	const timestamp = xobitoTime(event.at);
	if (event.kind === 'test') return undefined;
	if (event.kind === 'optOut') return contactBody(event, timestamp);
	const model = 'WhatsAppMessage';
	if (event.kind === 'message') {
		const data = receivedData(event, origin);
		return { event: 'message.received', model, data, timestamp };
	}
	if (event.kind !== 'status') return undefined;
	const { message, status, reason } = event;
	const data = {
		message_id: message.whatsappMessageId,
		status,
		error_message: status === 'failed' ? reason : null,
		// Source: the same page; the other statuses do not repeat the text.
		...(status === 'sent' && { text: message.body, type: typeOf(message) }),
		tenant_id,
	};
	return { event: `message.${status}`, model, data, timestamp };
}

/**
 * Sources: https://documents.xobito.com/developers/webhook-events and
 * https://documents.xobito.com/developers/webhook-security
 */
export const webhook: WebhookFormat = {
	secret: 'xobito-sandbox-signing-secret',
	signatureHeader: 'X-Webhook-Signature',
	retries: [1, 2],
	takesBatches: false,
	format([first], { secret, origin }) {
		const content = first && bodyOf(first, origin);
		if (content === undefined) return undefined;
		const body = JSON.stringify(content);
		const { event } = content;
		return {
			event,
			headers: {
				'Content-Type': 'application/json',
				'X-Webhook-Signature': hmacSha256(body, secret),
				...(event.startsWith('message.') && { 'X-Webhook-Event': event }),
			},
			body,
		};
	},
};

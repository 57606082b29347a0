import { hmacSha256 } from '../../gatewayKit/signature';
import { parseWhatsAppError } from '../../gatewayKit/whatsAppError';
import { mainNumber, type StoredMessage } from '../../state/message';
import type { GatewayEvent } from '../../webhooks/gatewayEvent';
import type { WebhookFormat, WebhookRequest } from '../../webhooks/webhookFormat';
import { account, businessNumber } from './account';
import { messageRow, unixTime, waId } from './messageRow';
import { callRow, echoRow, newsOf } from './news';
import { templates } from './templates';

const errorCodes =
	'https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes';

/** Which of the account's numbers an event is about; opt-outs are about the first one. */
function numberOf(event: GatewayEvent): string {
	return 'message' in event ? event.message.businessNumber : mainNumber;
}

function profileOf({ message, contact }: Extract<GatewayEvent, { kind: 'message' }>): object {
	const { hiddenAs, phone } = message;
	const name = contact.name ?? phone;
	if (hiddenAs === null) return { profile: { name }, wa_id: waId(phone) };
	const username = name.toLowerCase().replace(/\W+/g, '.');
	return { profile: { name, username }, user_id: hiddenAs };
}

/**
 * What the message costs. Since October 2026 free-form messages are billed, too.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/pricing
 */
function pricingOf({ template }: StoredMessage): object {
	const found = templates.find(({ seed }) => seed.name === template?.name);
	const category = found?.seed.category.toLowerCase() ?? 'service';
	return { billable: true, pricing_model: 'PMP', type: 'regular', category };
}

/** Who a status is about: in a group, the group, and who has received or read it. */
function recipientOf({ hiddenAs, phone, group }: StoredMessage, status: string): object {
	if (group === null) {
		return hiddenAs === null ? { recipient_id: waId(phone) } : { recipient_user_id: hiddenAs };
	}
	const isOfMember = status === 'delivered' || status === 'read';
	return {
		recipient_id: group,
		recipient_type: 'group',
		...(isOfMember && { recipient_participant_id: waId(phone) }),
	};
}

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status */
function statusRow({
	message,
	status,
	reason,
	at,
}: Extract<GatewayEvent, { kind: 'status' }>): object {
	const { code, text } = parseWhatsAppError(reason);
	const error = { code, title: text, message: text, error_data: { details: text } };
	return {
		id: message.whatsappMessageId,
		status,
		timestamp: unixTime(at),
		...recipientOf(message, status),
		...(message.callbackData !== null && { biz_opaque_callback_data: message.callbackData }),
		...(status !== 'failed' && { pricing: pricingOf(message) }),
		...(status === 'failed' && { errors: [{ ...error, href: errorCodes }] }),
	};
}

/** WhatsApp's own switch for marketing messages; STOP is only a message to Meta. */
function preferenceRow({ contact, at }: Extract<GatewayEvent, { kind: 'optOut' }>): object {
	const verb = contact.optedOut ? 'stop' : 'resume';
	return {
		wa_id: waId(contact.phone),
		detail: `User requested to ${verb} marketing messages`,
		category: 'marketing_messages',
		value: verb,
		timestamp: unixTime(at),
	};
}

/** One thing for an entry: its field, its list there, and who is meant. */
interface Row {
	readonly field: string;
	/** `null` for news of the account: the row is the whole value. */
	readonly list: string | null;
	/** For the log. */
	readonly event: string;
	readonly row: object;
	readonly contact?: object;
}

function rowOf(happened: GatewayEvent): Row | undefined {
	if (happened.kind === 'message') {
		const row = messageRow(happened.message);
		const list = 'messages';
		// System messages have no profile.
		const isSystem = happened.message.kind === 'system';
		const contact = isSystem ? undefined : profileOf(happened);
		return { field: list, list, event: list, row, ...(contact && { contact }) };
	}
	if (happened.kind === 'echo') {
		const [field, list] = ['smb_message_echoes', 'message_echoes'];
		return { field, list, event: field, row: echoRow(happened) };
	}
	if (happened.kind === 'call') {
		return { field: 'calls', list: 'calls', event: 'calls', row: callRow(happened) };
	}
	if (happened.kind === 'template' || happened.kind === 'account') {
		const { field, value } = newsOf(happened);
		return { field, list: null, event: field, row: { time: happened.at, value } };
	}
	if (happened.kind === 'status') {
		const event = `statuses.${happened.status}`;
		return { field: 'messages', list: 'statuses', event, row: statusRow(happened) };
	}
	if (happened.kind !== 'optOut' || happened.by === 'word') return undefined;
	const list = 'user_preferences';
	const contact = { wa_id: waId(happened.contact.phone) };
	return { field: list, list, event: list, row: preferenceRow(happened), contact };
}

/** A row with the name of the business's number. */
type NumberedRow = Row & { readonly number: string };

/** Neighbours that stand in one and the same list of an entry. */
function runs(rows: readonly NumberedRow[]): NumberedRow[][] {
	const all: NumberedRow[][] = [];
	for (const row of rows) {
		const last = all.at(-1);
		const isNeighbour = last?.[0]?.list === row.list && last[0].number === row.number;
		if (row.list !== null && isNeighbour) last.push(row);
		else all.push([row]);
	}
	return all;
}

function entryOf(run: readonly NumberedRow[]): object {
	const none = { field: 'messages', list: 'messages', number: mainNumber, row: {} };
	const [{ field, list, number, row: first } = none] = run;
	if (list === null && 'time' in first && 'value' in first) {
		const time = Math.floor(Date.parse(String(first.time)) / 1000);
		return { id: account.businessAccountId, time, changes: [{ value: first.value, field }] };
	}
	const { webhookNumber, phoneNumberId } = businessNumber(number);
	const contacts = run.flatMap(({ contact }) => (contact === undefined ? [] : [contact]));
	// Several messages of one person come with one card of theirs.
	const cards = new Map(contacts.map((card) => [JSON.stringify(card), card]));
	const value = {
		messaging_product: 'whatsapp',
		metadata: { display_phone_number: webhookNumber, phone_number_id: phoneNumberId },
		...(cards.size > 0 && { contacts: [...cards.values()] }),
		[String(list)]: run.map(({ row }) => row),
	};
	return { id: account.businessAccountId, changes: [{ value, field }] };
}

/** A body of Meta's webhook and its name for the log; `undefined` without such an event. */
export function payloadOf(
	events: readonly GatewayEvent[],
): Pick<WebhookRequest, 'event' | 'body'> | undefined {
	const rows = events.flatMap((happened) => {
		const row = rowOf(happened);
		return row === undefined ? [] : [{ ...row, number: numberOf(happened) }];
	});
	if (rows.length === 0) return undefined;
	const entry = runs(rows).map(entryOf);
	return {
		event: [...new Set(rows.map(({ event }) => event))].join(', '),
		body: JSON.stringify({ object: 'whatsapp_business_account', entry }),
	};
}

/** Source: https://developers.facebook.com/docs/graph-api/webhooks/getting-started */
export const webhook: WebhookFormat = {
	// Meta signs with the app's secret.
	secret: 'metacloud-sandbox-signing-secret',
	signatureHeader: 'X-Hub-Signature-256',
	// “With decreasing frequency” for days; when exactly is not documented.
	retries: [2, 10, 60, 300, 1800, 7200, 21_600, 86_400],
	takesBatches: true,
	numberOf,
	format(events, { secret }) {
		const payload = payloadOf(events);
		if (payload === undefined) return undefined;
		return {
			...payload,
			headers: {
				'Content-Type': 'application/json',
				'X-Hub-Signature-256': `sha256=${hmacSha256(payload.body, secret)}`,
			},
		};
	},
};

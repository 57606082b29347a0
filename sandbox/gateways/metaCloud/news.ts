import { displayNumber } from './account';
import type { GatewayEvent } from '../../webhooks/gatewayEvent';
import { unixTime, waId } from './messageRow';

type Happened<Kind extends GatewayEvent['kind']> = Extract<GatewayEvent, { kind: Kind }>;

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/smb_message_echoes */
export function echoRow({ phone, whatsappMessageId, original, at }: Happened<'echo'>): object {
	return {
		from: displayNumber,
		to: waId(phone),
		id: whatsappMessageId,
		timestamp: unixTime(at),
		type: original.type,
		[original.type]: original.content,
	};
}

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/webhooks-reference */
export function callRow({ phone, callId, event, direction, at }: Happened<'call'>): object {
	const [from, to] =
		direction === 'inbound' ? [waId(phone), displayNumber] : [displayNumber, waId(phone)];
	return {
		id: callId,
		from,
		to,
		event,
		timestamp: unixTime(at),
		direction: direction === 'inbound' ? 'USER_INITIATED' : 'BUSINESS_INITIATED',
		...(event === 'terminate' && { status: 'COMPLETED', duration: 12 }),
	};
}

/**
 * The field and the value of a change that has no rows.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview
 */
export function newsOf(happened: Happened<'template' | 'account'>): {
	readonly field: string;
	readonly value: object;
} {
	if (happened.kind === 'account') return { field: happened.field, value: happened.value };
	const { name, language, change, to, reason } = happened;
	const template = {
		message_template_id: 1_689_556_908_129_832,
		message_template_name: name,
		message_template_language: language,
	};
	const news = {
		status: {
			field: 'message_template_status_update',
			value: { event: to, ...template, reason: reason ?? 'NONE' },
		},
		quality: {
			field: 'message_template_quality_update',
			value: { new_quality_score: to, ...template },
		},
		category: { field: 'template_category_update', value: { ...template, new_category: to } },
	} as const;
	return news[change];
}

import { asObject, asText, type JsonObject } from '../core/narrow';
import { findErrorParts, isMetaObject } from './errorParts';

/** Codes from here on are WhatsApp's; those below are the Graph API's, whose message is no mere title. */
const minWhatsAppCode = 1000;

/** `(#100) Invalid parameter`: the code's title, which says no more than the code. */
const title = /^\(#\d+\)\s*Invalid parameter\.?$/i;

/** What an error object says: its details, its words for users, or the Graph API's message. */
function detailsOf(error: JsonObject): string | null {
	const details =
		asText(asObject(error['error_data'])['details']) ??
		asText(error['error_user_msg']) ??
		asText(error['details']);
	if (details !== null) return details;
	const message = asText(error['message']);
	const isTitle = Number(error['code']) >= minWhatsAppCode || title.test(message ?? '');
	return isTitle || message === null ? null : message.replace(/^\(#\d+\)\s*/, '');
}

/**
 * What Meta itself says about a refusal, wherever a gateway passes its error object on: which field,
 * which value, how long to wait. `null` where there is only a title.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
export function findMetaDetails(answer: unknown): string | null {
	const { objects } = findErrorParts(answer);
	const details = objects
		.filter((object) => isMetaObject(object) || 'details' in asObject(object['error_data']))
		.map(detailsOf);
	return details.find((text) => text !== null && text.trim() !== '') ?? null;
}

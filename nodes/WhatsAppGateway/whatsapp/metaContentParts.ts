import type { FormAnswer, Order, ReceivedContactCard, Referral } from '../core/eventDetails';
import { asObject, asObjects, asText, firstText, type JsonObject, parseJson } from '../core/narrow';
import { toNumber } from './eventFields';

/** The name on a card that has nothing but its text. */
function vcardName(vcard: unknown): string | null {
	return asText(/^FN[^:\n]{0,50}:(.{1,200})$/m.exec(asText(vcard) ?? '')?.[1]?.trim());
}

/** A contact card that a person sent, with fields or as a vCard. */
export function readCard(card: JsonObject): ReceivedContactCard {
	const { name, phones, emails, org, vcard } = card;
	const parts = [asObject(name)['first_name'], asObject(name)['last_name']].map(asText);
	const joined = parts.filter((part) => part !== null).join(' ');
	const texts = (rows: unknown, ...fields: string[]) =>
		asObjects(rows)
			.map((row) => firstText(row, ...fields))
			.filter((text) => text !== null);
	return {
		name:
			asText(asObject(name)['formatted_name']) ??
			asText(joined) ??
			asText(asObject(org)['company']) ??
			vcardName(vcard),
		phones: texts(phones, 'phone', 'wa_id'),
		emails: texts(emails, 'email'),
	};
}

/** A card as text: the name and how to reach it. */
export function cardText({ name, phones, emails }: ReceivedContactCard): string {
	const ways = [...phones, ...emails].join(', ');
	return [name, ways].filter(Boolean).join(': ');
}

/**
 * What a person ordered.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/order
 */
export function readOrder(value: unknown): Order {
	const order = asObject(value);
	return {
		catalogId: asText(order['catalog_id']),
		note: asText(order['text']),
		items: asObjects(order['product_items']).map((item) => ({
			productId: asText(item['product_retailer_id']),
			quantity: toNumber(item['quantity']),
			price: toNumber(item['item_price']),
			currency: asText(item['currency']),
		})),
	};
}

/**
 * What a person entered into a form: Meta gives it as a text of JSON.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/guides/receiveflowresponse
 */
export function readFormAnswer(value: unknown): FormAnswer {
	const form = asObject(value);
	const given = form['response_json'];
	const parsed = typeof given === 'string' ? parseJson(given || 'null') : given;
	const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
	return {
		name: asText(form['name']),
		body: asText(form['body']),
		flowToken: asText(asObject(parsed)['flow_token']),
		answers: isObject ? asObject(parsed) : null,
	};
}

/**
 * The ad, post or link by which a person came; `null` for none.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/text
 */
export function readReferral(value: unknown): Referral | null {
	const row = asObject(value);
	if (Object.keys(row).length === 0) return null;
	return {
		ctwaClid: asText(row['ctwa_clid']),
		sourceId: asText(row['source_id']),
		sourceType: asText(row['source_type']),
		sourceUrl: asText(row['source_url']),
		headline: asText(row['headline']),
		body: asText(row['body']),
		mediaType: asText(row['media_type']),
		mediaUrl: firstText(row, 'image_url', 'video_url'),
		thumbnailUrl: asText(row['thumbnail_url']),
		welcomeText: asText(asObject(row['welcome_message'])['text']),
	};
}

/** An order as text: its note, or else its products. */
export function orderText({ note, items }: Order): string | null {
	const list = items.map(({ quantity, productId }) => `${quantity ?? 1} × ${productId ?? '?'}`);
	return note ?? asText(list.join('\n'));
}

function wordOf(value: unknown): string {
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A form's answer as text: what its message says, or else the values. */
export function formText({ body, answers }: FormAnswer): string | null {
	const lines = Object.entries(answers ?? {}).map(([name, value]) => `${name}: ${wordOf(value)}`);
	return body ?? asText(lines.join('\n'));
}

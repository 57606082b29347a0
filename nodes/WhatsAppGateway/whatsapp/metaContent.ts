import { createReceivedMessage } from '../core/event';
import type {
	FormAnswer,
	Order,
	ReceivedMedia,
	ReceivedMessage,
	ReferredProduct,
	Referral,
	Reply,
} from '../core/eventDetails';
import { asObject, asObjects, asText, firstText, type JsonObject } from '../core/narrow';
import { locationText, toLocation, toReply } from './eventFields';
import {
	cardText,
	formText,
	orderText,
	readCard,
	readFormAnswer,
	readOrder,
	readReferral,
} from './metaContentParts';

/** The file of a message. An edited one may come without its id. */
function readMedia(message: JsonObject, type: string): ReceivedMedia | null {
	const file = asObject(message[type]);
	const [id, url] = [asText(file['id']), asText(file['url'])];
	if ((id === null && url === null) || typeof file['mime_type'] !== 'string') return null;
	return {
		id,
		url,
		mimeType: file['mime_type'],
		fileName: asText(file['filename']),
		caption: asText(file['caption']),
	};
}

/** A tapped reply button, a chosen row of a list, or a template's quick reply. */
function readReply(message: JsonObject): Reply | null {
	const interactive = asObject(message['interactive']);
	const reply = toReply(interactive['button_reply'] ?? interactive['list_reply']);
	if (reply !== null) return reply;
	const quickReply = asObject(message['button']);
	return toReply({ id: quickReply['payload'], title: quickReply['text'] });
}

/** A product that is asked about, or that was sent; where the ids of the latter stand is not certain. */
function readProduct(message: JsonObject): ReferredProduct | null {
	const interactive = asObject(message['interactive']);
	const referred =
		asObject(message['context'])['referred_product'] ??
		(interactive['type'] === 'product' ? (interactive['product'] ?? interactive['action']) : null);
	const row = asObject(referred);
	const productId = firstText(row, 'product_retailer_id', 'retailer_id', 'id');
	return productId === null ? null : { catalogId: asText(row['catalog_id']), productId };
}

/** What a message holds, whatever its type. */
export interface MetaContent {
	readonly type: string;
	readonly interactiveType: string | null;
	readonly text: string | null;
	readonly message: ReceivedMessage;
	readonly reply: Reply | null;
	/** `null` for every other type. */
	readonly order: Order | null;
	readonly formAnswer: FormAnswer | null;
	readonly referral: Referral | null;
	readonly referredProduct: ReferredProduct | null;
}

/** Reads a message of Meta's webhook, whoever wrote it. */
export function readMetaContent(row: JsonObject): MetaContent {
	const type = asText(row['type']) ?? 'unknown';
	const interactive = asObject(row['interactive']);
	const reply = readReply(row);
	const [media, location] = [readMedia(row, type), toLocation(row['location'])];
	const cards = type === 'contacts' ? asObjects(row['contacts']).map(readCard) : null;
	const order = type === 'order' ? readOrder(row['order']) : null;
	const formAnswer = 'nfm_reply' in interactive ? readFormAnswer(interactive['nfm_reply']) : null;
	const quoted = asText(asObject(row['context'])['id']);
	return {
		type,
		interactiveType: asText(interactive['type']) ?? Object.keys(interactive)[0] ?? null,
		text:
			asText(asObject(row['text'])['body']) ??
			reply?.title ??
			asText(asObject(row[type])['caption']) ??
			(order && orderText(order)) ??
			(formAnswer && formText(formAnswer)) ??
			asText(cards?.map(cardText).join('\n')) ??
			(location && locationText(location)) ??
			firstText(asObject(row[type]), 'emoji', 'body') ??
			asText(asObject(interactive['body'])['text']),
		message: createReceivedMessage({
			type,
			whatsappMessageId: asText(row['id']),
			media,
			location,
			contacts: cards,
			quotedMessageId: quoted ?? asText(asObject(row['reaction'])['message_id']),
		}),
		reply,
		order,
		formAnswer,
		referral: readReferral(row['referral']),
		referredProduct: readProduct(row),
	};
}

import type { IDataObject } from 'n8n-workflow';

import type { Accepted } from '../../core/gateway';
import type { Envelope, Kind, MediaKind, Message } from '../../core/message';
import { asObject, firstText } from '../../core/narrow';
import type { Answer, Connection } from '../../core/request';
import { readAcceptedStatus } from '../../gatewayKit/acceptedStatus';
import { requireLanguage } from '../../gatewayKit/pickTemplate';
import {
	toMetaCarousel,
	toMetaCatalog,
	toMetaOrderDetails,
	toMetaOrderStatus,
	toMetaProduct,
	toMetaProductList,
} from '../../whatsapp/metaCommerce';
import {
	toMetaAddress,
	toMetaButtons,
	toMetaCallPermission,
	toMetaContactInfo,
	toMetaCtaUrl,
	toMetaFile,
	toMetaFlow,
	toMetaList,
	toMetaLocationRequest,
	toMetaVoiceCall,
} from '../../whatsapp/metaInteractive';
import {
	toMetaContacts,
	toMetaLocation,
	toMetaMedia,
	toMetaReaction,
	toMetaText,
} from '../../whatsapp/metaMessages';
import { toMetaTemplate } from '../../whatsapp/metaTemplateMessage';
import { chosenSender } from './channels';
import { toMessageId } from './messageId';
import { contactFields } from './recipientContact';
import { uploadCards, uploadHeader, uploadMedia, uploadTemplateFiles } from './uploads';

/**
 * What is known of an accepted message. WA.CR takes a message whatever the window, and WhatsApp may refuse
 * it later: nothing in the answer says that it was sent.
 */
function toAccepted(answer: Answer, to: string): Accepted {
	const body = asObject(answer.body);
	const whatsappMessageId = firstText(body, 'providerMessageId', 'waMessageId', 'externalId');
	const ownId = firstText(body, 'messageId', 'id');
	const { status, failure } = readAcceptedStatus(answer);
	return {
		acceptance: {
			messageId: toMessageId(to, ownId ?? whatsappMessageId),
			whatsappMessageId,
			contactId: null,
			status: status === 'failed' ? 'failed' : 'queued',
			...(failure && { failure }),
		},
		answer,
	};
}

/** Sends a message: `content` is the text, a template, or Meta's own object in `message`. */
async function postMessage(
	message: Envelope,
	{ account, call }: Connection,
	content: IDataObject,
): Promise<Accepted> {
	const { to, replyTo } = message;
	const from = chosenSender(account);
	const answer = await call({
		method: 'POST',
		path: '/v1/messages',
		body: {
			channel: 'whatsapp',
			to,
			...(from !== '' && { from }),
			...content,
			...(replyTo !== null && { contextMessageId: replyTo }),
			...contactFields(message),
		},
		sends: true,
	});
	return toAccepted(answer, to);
}

/** The function that sends one kind of message in Meta's words, which WA.CR passes on. */
function sendAs<K extends Kind>(
	toMeta: (message: Message<K>) => IDataObject,
	upload: (message: Message<K>, connection: Connection) => Promise<Message<K>> = async (message) =>
		await Promise.resolve(message),
) {
	return async (message: Message<K>, connection: Connection) =>
		await postMessage(message, connection, { message: toMeta(await upload(message, connection)) });
}

/** Sends a text. With a link preview, or without one, it is Meta's object: `text` has no field for that. */
async function sendText(message: Message<'text'>, connection: Connection) {
	const content =
		message.linkPreview === undefined ? { text: message.body } : { message: toMetaText(message) };
	return await postMessage(message, connection, content);
}

/**
 * Sends an approved template, with Meta's components; a template without values has none.
 *
 * @throws GatewayError `invalidRequest` if its language is left open
 */
async function sendTemplate(message: Message<'template'>, connection: Connection) {
	const languageCode = requireLanguage(message);
	const files = await uploadTemplateFiles(message, connection);
	const references = Object.fromEntries(
		Object.entries(files).map(([key, file]) => [key, toMetaFile(file)]),
	);
	const { template } = toMetaTemplate(message, languageCode, references);
	const { components } = asObject(template) as IDataObject;
	return await postMessage(message, connection, {
		templateName: message.template.name,
		languageCode,
		...(components !== undefined && { components }),
	});
}

const sendMedia = sendAs<MediaKind>(toMetaMedia, uploadMedia);

/**
 * The functions that send, by kind.
 * Source: https://github.com/kdctek/n8n-nodes-wacr (POST /v1/messages)
 */
export const send = {
	text: sendText,
	template: sendTemplate,
	buttons: sendAs<'buttons'>(toMetaButtons, uploadHeader),
	list: sendAs<'list'>(toMetaList),
	ctaUrl: sendAs<'ctaUrl'>(toMetaCtaUrl, uploadHeader),
	locationRequest: sendAs<'locationRequest'>(toMetaLocationRequest),
	contactInfo: sendAs<'contactInfo'>(toMetaContactInfo),
	callPermission: sendAs<'callPermission'>(toMetaCallPermission),
	voiceCall: sendAs<'voiceCall'>(toMetaVoiceCall),
	address: sendAs<'address'>(toMetaAddress),
	flow: sendAs<'flow'>(toMetaFlow, uploadHeader),
	product: sendAs<'product'>(toMetaProduct),
	productList: sendAs<'productList'>(toMetaProductList),
	catalog: sendAs<'catalog'>(toMetaCatalog),
	carousel: sendAs<'carousel'>(toMetaCarousel, uploadCards),
	orderDetails: sendAs<'orderDetails'>(toMetaOrderDetails),
	orderStatus: sendAs<'orderStatus'>(toMetaOrderStatus),
	image: sendMedia,
	video: sendMedia,
	audio: sendMedia,
	document: sendMedia,
	sticker: sendMedia,
	location: sendAs<'location'>(toMetaLocation),
	contacts: sendAs<'contacts'>(toMetaContacts),
	reaction: sendAs<'reaction'>(toMetaReaction),
	raw: sendAs<'raw'>(({ content }) => ({ ...content }) as IDataObject),
} satisfies { readonly [K in Kind]: unknown };

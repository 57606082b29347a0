import type { IDataObject } from 'n8n-workflow';

import type { HeaderFile } from '../../core/interactive';
import type { Kind, Message } from '../../core/message';
import type { Connection } from '../../core/request';
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
	toMetaFlow,
	toMetaList,
	toMetaLocationRequest,
	toMetaVoiceCall,
} from '../../whatsapp/metaInteractive';
import { postMessage } from './postMessage';
import { sendAs } from './send';
import { upload } from './sendMedia';

async function withUpload(header: HeaderFile, connection: Connection): Promise<HeaderFile> {
	return { ...header, file: await upload(header.file, connection) };
}

/** The function that sends one kind of message, after the file above its text was uploaded. */
function sendWithHeader<K extends 'buttons' | 'ctaUrl' | 'flow'>(
	toContent: (message: Message<K>) => IDataObject,
) {
	return async (message: Message<K>, connection: Connection) => {
		const { headerFile } = message;
		if (headerFile === undefined) {
			return await postMessage(message, connection, toContent(message));
		}
		const uploaded = { ...message, headerFile: await withUpload(headerFile, connection) };
		return await postMessage(message, connection, toContent(uploaded));
	};
}

/** Sends a carousel, after the files of its cards were uploaded. */
async function sendCarousel(message: Message<'carousel'>, connection: Connection) {
	const cards = [];
	for (const card of message.cards) {
		cards.push({ ...card, headerFile: await withUpload(card.headerFile, connection) });
	}
	return await postMessage(message, connection, toMetaCarousel({ ...message, cards }));
}

/** The functions for interactive messages, by kind. */
export const sendInteractive = {
	buttons: sendWithHeader<'buttons'>(toMetaButtons),
	list: sendAs<'list'>(toMetaList),
	ctaUrl: sendWithHeader<'ctaUrl'>(toMetaCtaUrl),
	locationRequest: sendAs<'locationRequest'>(toMetaLocationRequest),
	contactInfo: sendAs<'contactInfo'>(toMetaContactInfo),
	callPermission: sendAs<'callPermission'>(toMetaCallPermission),
	voiceCall: sendAs<'voiceCall'>(toMetaVoiceCall),
	address: sendAs<'address'>(toMetaAddress),
	flow: sendWithHeader<'flow'>(toMetaFlow),
	product: sendAs<'product'>(toMetaProduct),
	productList: sendAs<'productList'>(toMetaProductList),
	catalog: sendAs<'catalog'>(toMetaCatalog),
	carousel: sendCarousel,
	orderDetails: sendAs<'orderDetails'>(toMetaOrderDetails),
	orderStatus: sendAs<'orderStatus'>(toMetaOrderStatus),
} satisfies { readonly [K in Kind]?: unknown };

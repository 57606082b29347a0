import type { IDataObject } from 'n8n-workflow';

import type { Message } from '../../core/message';
import type { Connection } from '../../core/request';
import type { TemplateSupport } from '../../core/template';
import { requireLanguage } from '../../gatewayKit/pickTemplate';
import { toMetaFile } from '../../whatsapp/metaInteractive';
import { metaButtonTypes, toMetaTemplate } from '../../whatsapp/metaTemplateMessage';
import { fileOf, isFile } from '../../whatsapp/templateFiles';
import { graphPath } from './graphPath';
import { messagesPath, postMessage } from './postMessage';
import { upload } from './sendMedia';

/**
 * What Meta can fill in templates: everything that it documents.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 */
export const templateSupport = {
	headers: ['text', 'image', 'video', 'gif', 'document', 'location', 'product'],
	buttons: metaButtonTypes,
	files: ['url', 'id', 'data'],
	fileNames: true,
	cards: true,
	offers: true,
	orders: true,
	needsLanguage: true,
} as const satisfies TemplateSupport;

/** The files of a template as Meta names them; what is no address and no upload yet is uploaded first. */
async function toReferences(
	message: Message<'template'>,
	connection: Connection,
): Promise<Record<string, IDataObject>> {
	const references: Record<string, IDataObject> = {};
	for (const placeholder of message.template.placeholders.filter(isFile)) {
		if (!Object.hasOwn(message.values, placeholder.key)) continue;
		const file = fileOf(message, placeholder);
		references[placeholder.key] = toMetaFile(await upload(file, connection));
	}
	return references;
}

/**
 * Sends an approved template. The Marketing Messages API takes the same message; headers with a GIF are
 * documented for it alone.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/marketing-messages/send-marketing-messages
 *
 * @throws GatewayError `invalidRequest` if its language is left open
 */
export async function sendTemplate(message: Message<'template'>, connection: Connection) {
	const language = requireLanguage(message);
	const content = toMetaTemplate(message, language, await toReferences(message, connection));
	const { account } = connection;
	const isGif = message.template.placeholders.some(({ input }) => input === 'gif');
	const path =
		isGif || message.marketing === true
			? graphPath(account, account['phoneNumberId'], 'marketing_messages')
			: messagesPath(account);
	return await postMessage(message, connection, content, path);
}

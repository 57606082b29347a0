import { Hono, type Context } from 'hono';

import type { MessageParts } from '../../state/message';
import { toE164 } from '../../state/phone';
import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { account } from './account';
import { refused } from './answers';
import { contents, readContacts } from './content';
import type { Uploads } from './media';
import { invalid, isRefusal, none, type Fields, type Refusal } from './refusal';
import { isForMarketingOnly, isMarketing, templateParts } from './template';

const id = 'metaCloud';

/** Where messages are sent to, below the version. */
export const messagesPath = `/${account.phoneNumberId}/messages`;

/**
 * Where marketing templates may be sent to as well, and those with a GIF have to be.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/marketing-messages/send-marketing-messages
 */
export const marketingPath = `/${account.phoneNumberId}/marketing_messages`;

// Meta may also take the message and report the closed window by webhook alone; the sandbox always
// refuses at once.
const windowClosed: Refusal = {
	code: 131047,
	text: 'Re-engagement message',
	details:
		'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
};

const notWhatsApp = invalid("Invalid parameter: messaging_product must be 'whatsapp'");

/** A template as the person sees it, or why it does not go by this path. */
function readTemplate(
	message: Fields,
	isMarketingPath: boolean,
	uploads: Uploads,
	now: Date,
): MessageParts | Refusal {
	if (message['messaging_product'] !== 'whatsapp') return notWhatsApp;
	const given = asRecord(message['template']) ?? none;
	if (isMarketingPath && !isMarketing(given)) {
		return invalid('Only marketing templates can be sent by marketing_messages');
	}
	if (!isMarketingPath && isForMarketingOnly(given)) {
		return invalid('A GIF header can be sent by marketing_messages only');
	}
	return templateParts(given, { findUpload: (id) => uploads.get(id), now });
}

function partsOf(message: Fields, windowIsOpen: boolean, uploads: Uploads): MessageParts | Refusal {
	if (message['messaging_product'] !== 'whatsapp') return notWhatsApp;
	const type = String(message['type'] ?? 'text');
	const read = contents[type];
	if (read === undefined && type !== 'contacts') {
		return { code: 131051, text: 'Unsupported message type', details: `type ${type}` };
	}
	const parts =
		read === undefined
			? readContacts(message['contacts'])
			: read(asRecord(message[type]) ?? none, (upload) => uploads.get(upload));
	return isRefusal(parts) || windowIsOpen ? parts : windowClosed;
}

/** Two blue ticks below what a person wrote. */
function readAnswer(context: Context, store: Store, { message_id: wamid }: Fields): Response {
	const known = store.ledger.messages.some(
		(one) => one.gateway === id && one.direction === 'inbound' && one.whatsappMessageId === wamid,
	);
	if (known) return context.json({ success: true });
	return refused(context, 400, 100, 'Invalid parameter', { details: 'message_id is not known' });
}

/** Source: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages */
export function messageRoutes(store: Store, uploads: Uploads): Hono {
	const routes = new Hono();
	routes.on('POST', [messagesPath, marketingPath], async (context) => {
		const message = asRecord(await context.req.json().catch(() => undefined)) ?? none;
		if (message['status'] === 'read') return readAnswer(context, store, message);
		const input = String(message['to'] ?? '');
		const phone = toE164(input);
		const isMarketingPath = context.req.path.endsWith(marketingPath);
		const parts =
			phone === undefined
				? invalid('The parameter to is required and must be a phone number.')
				: message['type'] === 'template' || isMarketingPath
					? readTemplate(message, isMarketingPath, uploads, new Date(store.clock.now()))
					: partsOf(message, store.windows.openUntil(id, phone) !== undefined, uploads);
		if (phone === undefined || isRefusal(parts)) {
			const { code, text, details, status = 400 } = parts as Refusal;
			return refused(context, status, code, text, { details });
		}
		const about = asRecord(message['context'])?.['message_id'];
		const { whatsappMessageId } = store.ledger.record(id, 'outbound', phone, {
			...(typeof about === 'string' && { about }),
			...parts,
		});
		return context.json({
			messaging_product: 'whatsapp',
			contacts: [{ input, wa_id: phone.replace('+', '') }],
			messages: [{ id: whatsappMessageId, message_status: 'accepted' }],
		});
	});
	return routes;
}

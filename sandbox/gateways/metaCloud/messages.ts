import { Hono, type Context } from 'hono';

import type { MessageParts } from '../../state/message';
import { toE164 } from '../../state/phone';
import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { account } from './account';
import { refused } from './answers';
import { contents, readContacts } from './content';
import type { Uploads } from './media';
import { fits, unexpectedKey } from './parts';
import { invalid, isRefusal, none, type Fields, type Refusal } from './refusal';
import { templateParts } from './template';

const id = 'metaCloud';

/** Where messages are sent to, below the version. */
export const messagesPath = `/${account.phoneNumberId}/messages`;

// Meta may also take the message and report the closed window by webhook alone; the sandbox always
// refuses at once.
const windowClosed: Refusal = {
	code: 131047,
	text: 'Re-engagement message',
	details:
		'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
};

function partsOf(message: Fields, windowIsOpen: boolean, uploads: Uploads): MessageParts | Refusal {
	if (message['messaging_product'] !== 'whatsapp') {
		return invalid("Invalid parameter: messaging_product must be 'whatsapp'");
	}
	const callbackData = message['biz_opaque_callback_data'];
	if (callbackData !== undefined && !fits(callbackData, maxCallbackData)) {
		return invalid('biz_opaque_callback_data must have 1 to 512 characters');
	}
	const type = String(message['type'] ?? 'text');
	if (type === 'template') return templateParts(asRecord(message['template']) ?? none);
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

/** What the sender wants back with each status. */
const maxCallbackData = 512;

/** Two blue ticks below what a person wrote, and three dots if an answer is being written. */
function readAnswer(context: Context, store: Store, given: Fields): Response {
	const { message_id: wamid, typing_indicator: typing } = given;
	const fields = ['messaging_product', 'status', 'message_id', 'typing_indicator'];
	const unexpected = unexpectedKey(given, fields, 'messages');
	if (unexpected !== undefined) {
		return refused(context, 400, 100, 'Invalid parameter', { details: unexpected.details });
	}
	if (typing !== undefined && asRecord(typing)?.['type'] !== 'text') {
		return refused(context, 400, 100, 'Invalid parameter', {
			details: 'typing_indicator.type must be text',
		});
	}
	const known = store.ledger.messages.some(
		(one) => one.gateway === id && one.direction === 'inbound' && one.whatsappMessageId === wamid,
	);
	if (known) return context.json({ success: true });
	return refused(context, 400, 100, 'Invalid parameter', { details: 'message_id is not known' });
}

/** Source: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages */
export function messageRoutes(store: Store, uploads: Uploads): Hono {
	const routes = new Hono();
	routes.post(messagesPath, async (context) => {
		const message = asRecord(await context.req.json().catch(() => undefined)) ?? none;
		if (message['status'] === 'read') return readAnswer(context, store, message);
		const input = String(message['to'] ?? '');
		const phone = toE164(input);
		const parts =
			phone === undefined
				? invalid('The parameter to is required and must be a phone number.')
				: partsOf(message, store.windows.openUntil(id, phone) !== undefined, uploads);
		if (phone === undefined || isRefusal(parts)) {
			const { code, text, details, status = 400 } = parts as Refusal;
			return refused(context, status, code, text, { details });
		}
		const callbackData = message['biz_opaque_callback_data'];
		const about = asRecord(message['context'])?.['message_id'];
		const { whatsappMessageId } = store.ledger.record(id, 'outbound', phone, {
			...(typeof about === 'string' && { about }),
			...(typeof callbackData === 'string' && { callbackData }),
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

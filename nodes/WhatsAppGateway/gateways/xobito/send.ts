import type { IDataObject } from 'n8n-workflow';

import type { Accepted } from '../../core/gateway';
import type { InteractiveText } from '../../core/interactive';
import type { Envelope, Message } from '../../core/message';
import { asObject, asObjects, asText } from '../../core/narrow';
import type { Answer, Connection } from '../../core/request';
import { readAcceptedStatus } from '../../gatewayKit/acceptedStatus';
import { normalizePhone, shortenPhone } from '../../gatewayKit/laravelRows';
import { numberedTemplateFields } from '../../gatewayKit/numberedTemplateFields';
import { requireLanguage } from '../../gatewayKit/pickTemplate';
import { contactField } from './recipientContact';
import { dataOf, gateway, workspacePath } from './response';

/**
 * Xobito documents two answers to a send: `data.message_id`, and Meta's own answer in
 * `data.whatsapp_response`. The status lookup takes WhatsApp's id.
 */
export function toAccepted(answer: Answer): Accepted {
	const data = dataOf(answer);
	const metaAnswer = asObject(data['whatsapp_response']);
	const wamid = asText(data['message_id']) ?? asText(asObjects(metaAnswer['messages'])[0]?.['id']);
	const phone = asText(data['phone']) ?? asObjects(metaAnswer['contacts'])[0]?.['wa_id'];
	const to = normalizePhone(phone);
	const contactCreated = data['contact_created'];
	return {
		acceptance: {
			messageId: wamid,
			whatsappMessageId: wamid,
			contactId: asText(data['contact_id']),
			...readAcceptedStatus(answer),
			...(to !== null && { to }),
			...(typeof contactCreated === 'boolean' && { contactCreated }),
		},
		answer,
	};
}

async function postMessage({ account, call }: Connection, action: string, body: IDataObject) {
	const path = workspacePath(account, 'messages', action);
	const request = { method: 'POST', path, body } as const;
	return toAccepted(await call({ ...request, sends: true }));
}

/** Source: https://documents.xobito.com/api-reference/endpoints/send-text-message */
export async function sendText(message: Message<'text'>, connection: Connection) {
	const { to, body } = message;
	return await postMessage(connection, 'send', {
		phone_number: to,
		message_body: body,
		message_type: 'text',
		...contactField(message),
	});
}

function interactiveFields(
	type: 'interactive' | 'cta_url',
	message: InteractiveText & Envelope,
): IDataObject {
	const { to, header, body, footer } = message;
	return {
		phone_number: to,
		message_body: body,
		message_type: type,
		...(header !== null && { header }),
		...(footer !== null && { footer }),
		...contactField(message),
	};
}

/** Sends reply buttons. Source: as for a text. */
export async function sendButtons(message: Message<'buttons'>, connection: Connection) {
	return await postMessage(connection, 'send', {
		...interactiveFields('interactive', message),
		buttons: message.buttons.map(({ id, title }) => ({ id, title })),
	});
}

/** Sends a link button. Source: as for a text. */
export async function sendCtaUrl(message: Message<'ctaUrl'>, connection: Connection) {
	return await postMessage(connection, 'send', {
		...interactiveFields('cta_url', message),
		button_text: message.button,
		button_url: message.url,
	});
}

/**
 * Sends an approved template; Xobito requires its language. How many `button_n` it has is not
 * documented, so all of them are passed on.
 * Source: https://documents.xobito.com/api-reference/endpoints/send-template-message
 */
export async function sendTemplate(message: Message<'template'>, connection: Connection) {
	const { to, template } = message;
	const sender = connection.account['senderPhoneNumberId']?.trim() ?? '';
	const common = {
		phone_number: shortenPhone(to),
		template_name: template.name,
		template_language: requireLanguage(message),
		...(sender !== '' && { from_phone_number_id: sender }),
	};
	const path = workspacePath(connection.account, 'messages', 'template');
	const request = numberedTemplateFields(gateway, message, common);
	return toAccepted(await connection.call({ method: 'POST', path, ...request, sends: true }));
}

import type { IDataObject } from 'n8n-workflow';

import type { Accepted } from '../../core/gateway';
import type { InteractiveText, Message } from '../../core/message';
import { asObject, asObjects, asText } from '../../core/narrow';
import type { Answer, Connection } from '../../core/request';
import { numberedTemplateFields } from '../../gatewayKit/numberedTemplateFields';
import { requireLanguage } from '../../gatewayKit/pickTemplate';
import { toDeliveryStatus } from '../../whatsapp/statusNames';
import { dataOf, gateway, pathOf } from './answers';

/**
 * Xobito's documentation has two answers to a send, `data.message_id` and Meta's own answer in
 * `data.whatsapp_response`. The status lookup takes WhatsApp's id.
 */
export function accepted(answer: Answer): Accepted {
	const data = dataOf(answer);
	const meta = asObject(data['whatsapp_response']);
	const wamid = asText(data['message_id']) ?? asText(asObjects(meta['messages'])[0]?.['id']);
	const phone = asText(data['phone']) ?? asText(asObjects(meta['contacts'])[0]?.['wa_id']);
	const digits = phone?.replace(/\D/g, '') ?? '';
	return {
		acceptance: {
			messageId: wamid,
			whatsappMessageId: wamid,
			contactId: asText(data['contact_id']),
			status: toDeliveryStatus(asText(data['status'])) ?? 'sent',
			...(digits !== '' && { to: `+${digits}` }),
		},
		answer,
	};
}

/** The most characters that templates and files take for a number; the `+` is one. */
const longestPhone = 15;

/** A number as templates and files want it. */
export function shortPhone(to: string): string {
	return to.length > longestPhone ? to.replace('+', '') : to;
}

async function post({ account, call }: Connection, below: string, body: IDataObject) {
	const path = pathOf(account, below);
	return accepted(await call({ method: 'POST', path, body, sends: true }));
}

/** Source: https://documents.xobito.com/api-reference/endpoints/send-text-message */
export async function sendText({ to, body }: Message<'text'>, connection: Connection) {
	return await post(connection, '/messages/send', {
		phone_number: to,
		message_body: body,
		message_type: 'text',
	});
}

function interactive(
	type: 'interactive' | 'cta_url',
	to: string,
	{ header, body, footer }: InteractiveText,
): IDataObject {
	return {
		phone_number: to,
		message_body: body,
		message_type: type,
		...(header !== null && { header }),
		...(footer !== null && { footer }),
	};
}

/** Up to three answers to tap. Source: as for a text. */
export async function sendButtons(message: Message<'buttons'>, connection: Connection) {
	return await post(connection, '/messages/send', {
		...interactive('interactive', message.to, message),
		buttons: message.buttons.map(({ id, title }) => ({ id, title })),
	});
}

/** A button that opens a page. Source: as for a text. */
export async function sendCtaUrl(message: Message<'ctaUrl'>, connection: Connection) {
	return await post(connection, '/messages/send', {
		...interactive('cta_url', message.to, message),
		button_text: message.button,
		button_url: message.url,
	});
}

/**
 * An approved template. Xobito wants its language named; how many `button_n` it has is not
 * documented, so all of them are passed on.
 * Source: https://documents.xobito.com/api-reference/endpoints/send-template-message
 */
export async function sendTemplate(message: Message<'template'>, connection: Connection) {
	const { to, template, values } = message;
	const sender = connection.account['senderPhoneNumberId']?.trim() ?? '';
	return await post(connection, '/messages/template', {
		phone_number: shortPhone(to),
		template_name: template.name,
		template_language: requireLanguage(message),
		...(sender !== '' && { from_phone_number_id: sender }),
		...numberedTemplateFields(gateway, template, values),
	});
}

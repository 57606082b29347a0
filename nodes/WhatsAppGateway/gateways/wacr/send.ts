import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import type { Accepted } from '../../core/gateway';
import type { InteractiveText } from '../../core/interactive';
import type { Envelope, Message } from '../../core/message';
import { asText } from '../../core/narrow';
import type { Answer, Call, Connection } from '../../core/request';
import type { Template, TemplateSupport, TemplateValues } from '../../core/template';
import { readAcceptedStatus } from '../../gatewayKit/acceptedStatus';
import { normalizePhone } from '../../gatewayKit/laravelRows';
import {
	numberedTemplateFields,
	numberedTemplateSupport,
} from '../../gatewayKit/numberedTemplateFields';
import { requireLanguage } from '../../gatewayKit/pickTemplate';
import { contactField } from './recipientContact';
import { dataOf, gateway } from './response';

/** The buttons for which WA.CR has a field: `button_0` to `button_2`. */
const buttonCount = 3;

/**
 * What WA.CR can fill in templates.
 * Source: https://docs.app.wa.cr/send-template-message-28559791e0
 */
export const templateSupport = {
	...numberedTemplateSupport,
	buttonCount,
} as const satisfies TemplateSupport;

/** Every send has the same answer. WA.CR's lookup takes the record's number, not WhatsApp's id. */
export function toAccepted(answer: Answer): Accepted {
	const data = dataOf(answer);
	const to = normalizePhone(data['phone']);
	// Without an envelope, `message` may be the answer's own sentence.
	const sentText = data === answer.body ? null : asText(data['message']);
	return {
		acceptance: {
			messageId: asText(data['chat_message_id']),
			whatsappMessageId: asText(data['message_id']),
			contactId: asText(data['contact_id']),
			...readAcceptedStatus(answer),
			...(to !== null && { to }),
			...(sentText !== null && { sentText }),
		},
		answer,
	};
}

async function postMessage(call: Call, path: string, body: IDataObject): Promise<Accepted> {
	return toAccepted(await call({ method: 'POST', path, body, sends: true }));
}

/**
 * Sends a text. WA.CR fills merge fields such as `@{contact_first_name}` in it.
 * Source: https://docs.app.wa.cr/ (Send Text Message)
 */
export async function sendText(message: Message<'text'>, { call }: Connection) {
	const { to, body } = message;
	return await postMessage(call, '/messages/text', {
		phone: to,
		message: body,
		...contactField(message),
	});
}

/** Source: https://docs.app.wa.cr/send-interactive-message-28559793e0 */
function interactiveFields(message: InteractiveText & Envelope): IDataObject {
	const { to, header, body, footer } = message;
	return {
		phone: to,
		...contactField(message),
		body_text: body,
		...(header !== null && { header_text: header }),
		...(footer !== null && { footer_text: footer }),
	};
}

/** Sends reply buttons. */
export async function sendButtons(message: Message<'buttons'>, { call }: Connection) {
	return await postMessage(call, '/messages/interactive', {
		...interactiveFields(message),
		type: 'button',
		buttons: message.buttons.map(({ id, title }) => ({ id, title })),
	});
}

/** Sends a list. WA.CR requires a title even for a single section, which gets the button's text. */
export async function sendList(message: Message<'list'>, { call }: Connection) {
	return await postMessage(call, '/messages/interactive', {
		...interactiveFields(message),
		type: 'list',
		list_button_text: message.button,
		sections: message.sections.map(({ title, rows }) => ({
			title: title ?? message.button,
			rows: rows.map((row) => ({
				id: row.id,
				title: row.title,
				...(row.description !== null && { description: row.description }),
			})),
		})),
	});
}

/** Throws `unsupported` for a value of a button that WA.CR has no field for. */
function checkButtons({ name, placeholders }: Template, values: TemplateValues): void {
	const unsupported = placeholders.find(
		({ key, index }) => index !== null && index >= buttonCount && Object.hasOwn(values, key),
	);
	if (unsupported === undefined) return;
	throw new GatewayError(
		'unsupported',
		`${gateway} fills the first ${buttonCount} buttons of a template; “${name}” has a placeholder in a later one.`,
		{ hint: 'Put that button further up in the template, or use another gateway’s credential.' },
	);
}

/**
 * Sends an approved template; WA.CR requires its language. It documents `button_0` … for links; the
 * values of other buttons are taken to go the same way.
 * Source: https://docs.app.wa.cr/send-template-message-28559791e0
 */
export async function sendTemplate(message: Message<'template'>, { call }: Connection) {
	const { to, template, values } = message;
	checkButtons(template, values);
	const common = {
		phone: to,
		...contactField(message),
		template_name: template.name,
		language: requireLanguage(message),
	};
	const request = numberedTemplateFields(gateway, message, common);
	return toAccepted(
		await call({ method: 'POST', path: '/messages/template', ...request, sends: true }),
	);
}

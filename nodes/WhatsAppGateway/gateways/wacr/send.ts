import type { IDataObject } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import type { Accepted } from '../../core/gateway';
import type { InteractiveText, Message } from '../../core/message';
import { asText } from '../../core/narrow';
import type { Answer, Call, Connection } from '../../core/request';
import type { Template, TemplateValues } from '../../core/template';
import { numberedTemplateFields } from '../../gatewayKit/numberedTemplateFields';
import { requireLanguage } from '../../gatewayKit/pickTemplate';
import { dataOf, gateway } from './answers';

/** The last button for which WA.CR has a field: `button_2`. */
const lastButton = 2;

/** WA.CR answers every send alike; its lookup takes the number of the record, not WhatsApp's id. */
export function accepted(answer: Answer): Accepted {
	const data = dataOf(answer);
	const digits = asText(data['phone'])?.replace(/\D/g, '') ?? '';
	return {
		acceptance: {
			messageId: asText(data['chat_message_id']),
			whatsappMessageId: asText(data['message_id']),
			contactId: asText(data['contact_id']),
			status: 'sent',
			...(digits !== '' && { to: `+${digits}` }),
		},
		answer,
	};
}

async function post(call: Call, path: string, body: IDataObject): Promise<Accepted> {
	return accepted(await call({ method: 'POST', path, body, sends: true }));
}

/**
 * Merge fields such as `@{contact_first_name}` go out as written; WA.CR fills them.
 * Source: https://docs.app.wa.cr/ (Send Text Message)
 */
export async function sendText({ to, body }: Message<'text'>, { call }: Connection) {
	return await post(call, '/messages/text', { phone: to, message: body });
}

/** Source: https://docs.app.wa.cr/send-interactive-message-28559793e0 */
function interactive(to: string, { header, body, footer }: InteractiveText): IDataObject {
	return {
		phone: to,
		body_text: body,
		...(header !== null && { header_text: header }),
		...(footer !== null && { footer_text: footer }),
	};
}

/** Up to three answers to tap. */
export async function sendButtons(message: Message<'buttons'>, { call }: Connection) {
	return await post(call, '/messages/interactive', {
		...interactive(message.to, message),
		type: 'button',
		buttons: message.buttons.map(({ id, title }) => ({ id, title })),
	});
}

/** A list; WA.CR wants a title even for a single section, so that one gets the button's words. */
export async function sendList(message: Message<'list'>, { call }: Connection) {
	return await post(call, '/messages/interactive', {
		...interactive(message.to, message),
		type: 'list',
		list_button_text: message.button,
		sections: message.sections.map(({ title, rows }) => ({
			title: title ?? message.button,
			rows: rows.map(({ id, title: words, description }) => ({
				id,
				title: words,
				...(description !== null && { description }),
			})),
		})),
	});
}

/** Refuses a value for a button that WA.CR has no field for. */
function checkButtons({ name, placeholders }: Template, values: TemplateValues): void {
	const beyond = placeholders.find(
		({ key, index }) => index !== null && index > lastButton && Object.hasOwn(values, key),
	);
	if (beyond === undefined) return;
	throw new GatewayError(
		'unsupported',
		`${gateway} fills the first ${lastButton + 1} buttons of a template; “${name}” has a placeholder in a later one.`,
		{ hint: 'Put that button further up in the template, or use another gateway’s credential.' },
	);
}

/**
 * An approved template. WA.CR wants its language named, and documents `button_0` … for links; the
 * values of other buttons are taken to go the same way.
 * Source: https://docs.app.wa.cr/send-template-message-28559791e0
 */
export async function sendTemplate(message: Message<'template'>, { call }: Connection) {
	const { to, template, values } = message;
	checkButtons(template, values);
	return await post(call, '/messages/template', {
		phone: to,
		template_name: template.name,
		language: requireLanguage(message),
		...numberedTemplateFields(gateway, template, values),
	});
}

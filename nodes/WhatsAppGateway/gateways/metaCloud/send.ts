import type { IDataObject } from 'n8n-workflow';

import type { Message } from '../../core/message';
import type { Connection } from '../../core/request';
import type { Placeholder, Template, TemplateValues } from '../../core/template';
import { requireLanguage } from '../../gatewayKit/pickTemplate';
import { messagesPath, post } from './post';

/** Free-form words. */
export async function sendText(message: Message<'text'>, connection: Connection) {
	return await post(message, connection, { type: 'text', text: { body: message.body } });
}

/** A place on the map. */
export async function sendLocation(message: Message<'location'>, connection: Connection) {
	const { latitude, longitude, name, address } = message;
	return await post(message, connection, {
		type: 'location',
		location: {
			latitude,
			longitude,
			...(name !== null && { name }),
			...(address !== null && { address }),
		},
	});
}

/** Somebody's details. */
export async function sendContacts(message: Message<'contacts'>, connection: Connection) {
	const contacts = message.contacts.map(
		({ name, firstName, lastName, phone, email, organization }) => ({
			name: {
				formatted_name: name,
				// Meta wants one more part of the name beside the whole.
				first_name: firstName ?? name,
				...(lastName !== null && { last_name: lastName }),
			},
			...(phone !== null && {
				phones: [{ phone, type: 'CELL', wa_id: phone.replace('+', '') }],
			}),
			...(email !== null && { emails: [{ email, type: 'WORK' }] }),
			...(organization !== null && { org: { company: organization } }),
		}),
	);
	return await post(message, connection, { type: 'contacts', contacts });
}

/** An emoji below a message; an empty one takes it back. */
export async function sendReaction(message: Message<'reaction'>, connection: Connection) {
	return await post(message, connection, {
		type: 'reaction',
		reaction: { message_id: message.messageId, emoji: message.emoji },
	});
}

/**
 * Two blue ticks below a person's message.
 * Source: https://developers.facebook.com/docs/whatsapp/cloud-api/guides/mark-message-as-read
 */
export async function markRead(whatsappMessageId: string, { account, call }: Connection) {
	return await call({
		method: 'POST',
		path: messagesPath(account),
		body: { messaging_product: 'whatsapp', status: 'read', message_id: whatsappMessageId },
	});
}

/** Named placeholders must carry their name, or Meta refuses the message. */
function parameter({ name, input }: Placeholder, value: string): IDataObject {
	if (input !== 'text') return { type: input, [input]: { link: value } };
	return /^\d+$/.test(name)
		? { type: 'text', text: value }
		: { type: 'text', parameter_name: name, text: value };
}

/** What a template's button is given; a one-time password goes into the link behind its button. */
function buttonValue(type: string | undefined, value: string): IDataObject {
	if (type === 'COPY_CODE') {
		return { sub_type: 'copy_code', parameters: [{ type: 'coupon_code', coupon_code: value }] };
	}
	if (type === 'QUICK_REPLY') {
		return { sub_type: 'quick_reply', parameters: [{ type: 'payload', payload: value }] };
	}
	return { sub_type: 'url', parameters: [{ type: 'text', text: value }] };
}

/** The components of a template message, from its placeholders. */
function components(template: Template, values: TemplateValues): IDataObject[] {
	const parameters = (component: Placeholder['component']) =>
		template.placeholders
			.filter((one) => one.component === component)
			.map((one) => parameter(one, values[one.key] ?? ''));
	const [header, body] = [parameters('header'), parameters('body')];
	const buttons = template.placeholders
		.filter(({ component, key }) => component === 'button' && Object.hasOwn(values, key))
		.map(({ key, index }) => ({
			type: 'button',
			index: String(index),
			...buttonValue(template.buttons[index ?? 0]?.type, values[key] ?? ''),
		}));
	return [
		...(header.length > 0 ? [{ type: 'header', parameters: header }] : []),
		...(body.length > 0 ? [{ type: 'body', parameters: body }] : []),
		...buttons,
	];
}

/** An approved template. Meta wants its language named. */
export async function sendTemplate(message: Message<'template'>, connection: Connection) {
	const { template, values } = message;
	const filled = components(template, values);
	return await post(message, connection, {
		type: 'template',
		template: {
			name: template.name,
			language: { code: requireLanguage(message) },
			...(filled.length > 0 && { components: filled }),
		},
	});
}

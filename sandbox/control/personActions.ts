import { z } from 'zod/v4';

import type { MessageParts, StoredMessage } from '../state/message';
import { phoneField, switchField, textField } from './controlFields';
import { fields } from './validation';

const aMessage = textField('the id of a message of GET /_sandbox/messages.');
const json = z.record(z.string(), z.unknown());

/** What a person can do in WhatsApp beside writing, each in a field of its own. */
export const actionFields = {
	reaction: fields({ message: aMessage, emoji: textField().nullish() }).optional(),
	edit: fields({ message: aMessage, text: textField() }).optional(),
	delete: fields({ message: aMessage }).optional(),
	order: fields({
		catalogId: textField().default('194836987003835'),
		note: textField().optional(),
		items: z
			.array(
				fields({
					productId: textField(),
					quantity: z.number(),
					price: z.number(),
					currency: textField(),
				}),
			)
			.default([]),
	}).optional(),
	form: fields({
		name: textField().default('flow'),
		body: textField().default('Sent'),
		answers: json,
	}).optional(),
	cards: z.array(fields({ name: textField(), phone: textField() })).optional(),
	callPermission: fields({
		granted: switchField,
		permanent: switchField.default(false),
	}).optional(),
	changed: fields({ number: phoneField.optional(), userId: textField().optional() }).optional(),
	unsupported: switchField.optional(),
} as const;

/** Which of these a request holds. */
export type ActionName = keyof typeof actionFields;

/** A checked request's part with them. */
export type Actions = z.infer<z.ZodObject<typeof actionFields>>;

/** Finds a message of the person; refuses the request if there is none. */
export type MessageFinder = (id: string, field: string) => StoredMessage;

const original = (type: string, content: unknown) => ({ original: { type, content } });
const interactive = (type: string, content: object) =>
	original('interactive', { type, [type]: content });

/** Reads what a person did; `undefined` if it is none of these. */
export function readAction(
	given: Actions,
	phone: string,
	find: MessageFinder,
): MessageParts | undefined {
	const { reaction, edit, order, form, cards, callPermission, changed } = given;
	if (reaction) {
		const about = find(reaction.message, 'reaction.message').whatsappMessageId;
		const emoji = reaction.emoji ?? null;
		const content = { message_id: about, ...(emoji !== null && { emoji }) };
		return { kind: 'reaction', body: emoji ?? '', about, ...original('reaction', content) };
	}
	if (edit) {
		const about = find(edit.message, 'edit.message').whatsappMessageId;
		const message = { type: 'text', text: { body: edit.text } };
		const content = { original_message_id: about, message };
		return { kind: 'edit', body: edit.text, about, ...original('edit', content) };
	}
	if (given.delete) {
		const about = find(given.delete.message, 'delete.message').whatsappMessageId;
		return {
			kind: 'revoke',
			body: '',
			about,
			...original('revoke', { original_message_id: about }),
		};
	}
	if (order) {
		const items = order.items.map(({ productId, quantity, price, currency }) => ({
			product_retailer_id: productId,
			quantity,
			item_price: price,
			currency,
		}));
		const { catalogId, note } = order;
		const content = { catalog_id: catalogId, ...(note && { text: note }), product_items: items };
		return { kind: 'order', body: note ?? '', ...original('order', content) };
	}
	if (form) {
		const { name, body, answers } = form;
		const content = { name, body, response_json: JSON.stringify(answers) };
		return { kind: 'form', body, ...interactive('nfm_reply', content) };
	}
	if (cards) {
		const content = cards.map((card) => ({
			name: { formatted_name: card.name, first_name: card.name },
			phones: [{ phone: card.phone, type: 'CELL' }],
		}));
		const body = cards.map((card) => `${card.name}: ${card.phone}`).join('\n');
		return { kind: 'contacts', body, ...original('contacts', content) };
	}
	if (callPermission) {
		const { granted, permanent } = callPermission;
		const content = {
			response: granted ? 'accept' : 'reject',
			is_permanent: granted && permanent,
			response_source: 'user_action',
		};
		return { kind: 'callPermission', body: '', ...interactive('call_permission_reply', content) };
	}
	if (changed) {
		const { number, userId } = changed;
		const content = {
			body: `User changed from ${phone} to ${number ?? 'another user id'}`,
			...(number && { wa_id: number.replace('+', '') }),
			...(userId && { user_id: userId }),
			type: number ? 'user_changed_number' : 'user_changed_user_id',
		};
		return { kind: 'system', body: content.body, ...original('system', content) };
	}
	if (given.unsupported !== true) return undefined;
	return { kind: 'unsupported', body: '', ...original('unsupported', { type: 'poll' }) };
}

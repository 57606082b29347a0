import type { ReplyButton } from '../../state/message';
import { asRecord } from '../../state/record';
import { invalid, notSent } from './answers';
import type { Endpoint } from './endpoint';
import { deliver } from './sent';
import {
	anyRefused,
	bodyOf,
	choiceField,
	isWebAddress,
	optionalText,
	phoneField,
	textField,
	type Body,
	type Refusals,
} from './validation';

/** WhatsApp's own limit for a body with something to tap; Xobito's field allows more. */
const longestInteractive = 1024;

const inSharedUse = (values: readonly string[]) => new Set(values).size < values.length;

/** The buttons to tap, and reasons where they are not as they should be. */
function repliesOf(body: Body, errors: Refusals): ReplyButton[] {
	const given = Array.isArray(body['buttons']) ? body['buttons'] : [];
	const buttons = given.map((one: unknown) => asRecord(one) ?? {});
	if (buttons.length < 1 || buttons.length > 3) {
		errors['buttons'] = ['The buttons field must have between 1 and 3 items.'];
		return [];
	}
	const reasons: Refusals = {};
	const read = (field: 'id' | 'title', most: number) =>
		buttons.map((button, index) => {
			const own: Refusals = {};
			const text = textField(button, field, own, most);
			for (const [name, words] of Object.entries(own)) reasons[`buttons.${index}.${name}`] = words;
			return text;
		});
	const [ids, titles] = [read('id', 256), read('title', 20)];
	Object.assign(errors, reasons);
	if (!anyRefused(reasons) && (inSharedUse(ids) || inSharedUse(titles))) {
		errors['buttons'] = ['The buttons field has a duplicate value.'];
	}
	return ids.map((id, index) => ({ id, title: titles[index] ?? '' }));
}

/** The words on the button that opens a page. */
function linkOf(body: Body, errors: Refusals): string[] {
	const words = textField(body, 'button_text', errors, 20);
	const url = textField(body, 'button_url', errors, 2048);
	if (url !== '' && !isWebAddress(url)) {
		errors['button_url'] = ['The button url field must be a valid URL.'];
	}
	return [words];
}

const types = ['text', 'interactive', 'cta_url'] as const;

/** Fields that only some types have; a message has one thing to do. */
const fieldsOf: ReadonlyArray<readonly [string, readonly string[]]> = [
	['header', ['interactive', 'cta_url']],
	['footer', ['interactive', 'cta_url']],
	['buttons', ['interactive']],
	['button_text', ['cta_url']],
	['button_url', ['cta_url']],
];

/** Source: https://documents.xobito.com/api-reference/endpoints/send-text-message */
export const messageEndpoints: readonly Endpoint[] = [
	{
		method: 'POST',
		path: '/messages/send',
		ability: 'messages.send',
		async answer(visit) {
			const { context } = visit;
			const body = await bodyOf(context);
			const errors: Refusals = {};
			const phone = phoneField(body, errors, [8, 20]);
			const words = textField(body, 'message_body', errors, 4096);
			const type = choiceField(body, 'message_type', errors, types, 'text');
			const [header, footer] = ['header', 'footer'].map((field) =>
				optionalText(body, field, errors, 60),
			);
			for (const [field, takers] of fieldsOf) {
				if (body[field] === undefined || body[field] === null || takers.includes(type)) continue;
				const name = field.replaceAll('_', ' ');
				errors[field] = [`The ${name} field is prohibited when message type is ${type}.`];
			}
			const replies = type === 'interactive' ? repliesOf(body, errors) : [];
			const buttons = type === 'cta_url' ? linkOf(body, errors) : replies.map(({ title }) => title);
			if (anyRefused(errors)) return invalid(context, errors);
			if (type !== 'text' && [...words].length > longestInteractive) {
				return notSent(context, '(#131009) Parameter value is not valid');
			}
			const kind = { text: 'text', interactive: 'buttons', cta_url: 'ctaUrl' }[type || 'text'];
			return deliver(visit, {
				phone,
				input: body['phone_number'],
				contact: body['contact'],
				what: 'Message',
				parts: { kind, header, body: words, footer, buttons, replies },
			});
		},
	},
];

import type { LaravelFields } from '../../gatewayKit/laravel';
import type { ReplyButton } from '../../state/message';
import { invalid, notSent } from './answers';
import type { Endpoint } from './endpoint';
import { deliver } from './sent';
import { contactField, readFields } from './validation';

/** WhatsApp's own limit for a body with something to tap; Xobito's field allows more. */
const maxInteractive = 1024;

const hasDuplicates = (values: readonly string[]) => new Set(values).size < values.length;

/** The buttons to tap, with the reasons against them. */
function repliesOf(fields: LaravelFields): ReplyButton[] {
	const given = fields.body['buttons'];
	if (!Array.isArray(given) || given.length < 1 || given.length > 3) {
		fields.refuseField('buttons', 'must have between 1 and 3 items');
		return [];
	}
	const buttons = fields.entries('buttons', 3);
	const replies = buttons.map((button) => ({
		id: button.requiredText('id', 256),
		title: button.requiredText('title', 20),
	}));
	const isAnyRefused = buttons.some((one) => one.isRefused('id') || one.isRefused('title'));
	const [ids, titles] = [replies.map(({ id }) => id), replies.map(({ title }) => title)];
	if (!isAnyRefused && (hasDuplicates(ids) || hasDuplicates(titles))) {
		fields.refuseField('buttons', 'has a duplicate value');
	}
	return replies;
}

/** The text on the button that opens a page. */
function linkOf(fields: LaravelFields): string[] {
	const text = fields.requiredText('button_text', 20);
	fields.requiredUrl('button_url');
	return [text];
}

const types = ['text', 'interactive', 'cta_url'] as const;

/** Fields that only some types have; a message has one thing to do. */
const typesOfFields: ReadonlyArray<readonly [string, readonly string[]]> = [
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
			const fields = await readFields(context);
			const phone = fields.phone('phone_number', { min: 8, max: 20 });
			const text = fields.requiredText('message_body', 4096);
			const type = fields.choice('message_type', types, 'text');
			const [header, footer] = ['header', 'footer'].map((field) => fields.optionalText(field, 60));
			for (const [field, takers] of typesOfFields) {
				const isAbsent = fields.body[field] === undefined || fields.body[field] === null;
				if (isAbsent || takers.includes(type)) continue;
				fields.refuseField(field, `is prohibited when message type is ${type}`);
			}
			const replies = type === 'interactive' ? repliesOf(fields) : [];
			const buttons = type === 'cta_url' ? linkOf(fields) : replies.map(({ title }) => title);
			const contact = contactField(fields);
			if (fields.areRefused) return invalid(context, fields.errors);
			if (type !== 'text' && [...text].length > maxInteractive) {
				return notSent(context, '(#131009) Parameter value is not valid');
			}
			const kind = { text: 'text', interactive: 'buttons', cta_url: 'ctaUrl' }[type || 'text'];
			return deliver(visit, {
				phone,
				input: fields.body['phone_number'],
				contact,
				what: 'Message',
				parts: { kind, header, body: text, footer, buttons, replies },
			});
		},
	},
];

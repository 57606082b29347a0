import type { IDataObject } from 'n8n-workflow';

import { asObject, asText } from '../../core/answer';
import { GatewayError } from '../../core/faults';
import type { Accepted, Account, Answer, Call } from '../../core/gateway';
import type { Message } from '../../core/message';
import type { Placeholder, Template, TemplateValues } from '../../core/template';

/** The first entry of a list in an answer; an empty object where there is none. */
function first(value: unknown) {
	return asObject(Array.isArray(value) ? value[0] : undefined);
}

function accepted(answer: Answer): Accepted {
	const body = asObject(answer.body);
	const message = first(body['messages']);
	const digits = asText(first(body['contacts'])['wa_id']);
	return {
		acceptance: {
			// Meta has no status lookup; later statuses come by webhook only.
			messageId: null,
			whatsappMessageId: asText(message['id']),
			contactId: null,
			status: message['message_status'] === 'held_for_quality_assessment' ? 'queued' : 'sent',
			...(digits !== null && { to: `+${digits}` }),
		},
		answer,
	};
}

/** Source: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages */
async function post(account: Account, call: Call, to: string, content: IDataObject) {
	return accepted(
		await call({
			method: 'POST',
			path: `/${account['graphVersion']}/${account['phoneNumberId']}/messages`,
			body: {
				messaging_product: 'whatsapp',
				recipient_type: 'individual',
				to: to.replace('+', ''),
				...content,
			},
			sends: true,
		}),
	);
}

/** Free-form words. */
export async function sendText({ to, body }: Message<'text'>, account: Account, call: Call) {
	return await post(account, call, to, { type: 'text', text: { body } });
}

/** Named placeholders must carry their name, or Meta refuses the message. */
function parameter({ name, input }: Placeholder, value: string): IDataObject {
	if (input !== 'text') return { type: input, [input]: { link: value } };
	return /^\d+$/.test(name)
		? { type: 'text', text: value }
		: { type: 'text', parameter_name: name, text: value };
}

/** The components of a template message, from its placeholders. */
function components(template: Template, values: TemplateValues): IDataObject[] {
	const parameters = (component: Placeholder['component']) =>
		template.placeholders
			.filter((one) => one.component === component)
			.map((one) => parameter(one, values[one.key] ?? ''));
	const [header, body] = [parameters('header'), parameters('body')];
	const buttons = template.placeholders
		.filter(({ component }) => component === 'button')
		.map(({ key, index }) => ({
			type: 'button',
			sub_type: 'url',
			index: String(index),
			parameters: [{ type: 'text', text: values[key] ?? '' }],
		}));
	return [
		...(header.length > 0 ? [{ type: 'header', parameters: header }] : []),
		...(body.length > 0 ? [{ type: 'body', parameters: body }] : []),
		...buttons,
	];
}

/** An approved template. Meta wants its language named. */
export async function sendTemplate(
	{ to, template, language, values }: Message<'template'>,
	account: Account,
	call: Call,
) {
	const code = language ?? template.language;
	if (code === null || (language === null && template.languages.length > 1)) {
		throw new GatewayError(
			'invalidRequest',
			`The template “${template.name}” exists in several languages, and none is chosen.`,
			{ hint: `Choose one in the field Language: ${template.languages.join(', ')}.` },
		);
	}
	const filled = components(template, values);
	return await post(account, call, to, {
		type: 'template',
		template: {
			name: template.name,
			language: { code },
			...(filled.length > 0 && { components: filled }),
		},
	});
}

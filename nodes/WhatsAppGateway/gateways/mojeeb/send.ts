import type { IDataObject } from 'n8n-workflow';

import type { Accepted } from '../../core/gateway';
import type { Envelope, Message } from '../../core/message';
import { asObject, asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import type { Placeholder, Template, TemplateValues } from '../../core/template';
import { requireLanguage } from '../../gatewayKit/pickTemplate';
import { progressOf } from './status';

/** How much of a message's key stands in Mojeeb's log, in characters. */
const keyInLog = 24;

/**
 * Queues a message. The same key with the same body sends once within 24 hours.
 * Source: https://docs.mojeeb.app/docs/developers/idempotency
 */
async function post(
	path: string,
	{ to, key }: Envelope,
	{ account, call }: Connection,
	content: IDataObject,
): Promise<Accepted> {
	const answer = await call({
		method: 'POST',
		path,
		body: { agent_id: account['agentId'], from: account['senderNumber'], to, ...content },
		headers: { 'Idempotency-Key': key, 'X-Correlation-ID': `n8n-${key.slice(0, keyInLog)}` },
		repeatable: true,
		sends: true,
	});
	const body = asObject(answer.body);
	return {
		acceptance: {
			messageId: asText(body['id']),
			// WhatsApp's id comes with the lookup, once the message has left the queue.
			whatsappMessageId: asText(body['platform_message_id']),
			contactId: null,
			status: progressOf(body),
		},
		answer,
	};
}

/** Free-form words. Source: https://docs.mojeeb.app/docs/developers/whatsapp/send-message */
export async function sendText(message: Message<'text'>, connection: Connection) {
	return await post('/v1/whatsapp/messages', message, connection, {
		text: { body: message.body },
	});
}

/** What carries a button's value, where it is not `text`. */
const buttonFields: Readonly<Record<string, string>> = {
	COPY_CODE: 'coupon_code',
	QUICK_REPLY: 'payload',
};

/**
 * The filled parts of a template. Assumed, for neither the nesting of the header's and the buttons'
 * values nor the form of a button is documented: all stand beside `parameters`, a button is
 * `{index, text}`, and a button of another type has Meta's own name for its value.
 */
function parts({ placeholders, buttons }: Template, values: TemplateValues): IDataObject {
	const given = placeholders.filter(({ key }) => Object.hasOwn(values, key));
	const words = (component: Placeholder['component']) =>
		given.filter((one) => one.component === component && one.input === 'text');
	const byName = (ones: readonly Placeholder[]) =>
		Object.fromEntries(ones.map(({ key, name }) => [name, values[key]]));
	const [body, header, tapped] = [words('body'), words('header'), words('button')];
	const file = given.find(({ input }) => input !== 'text');
	return {
		...(body.length > 0 && { parameters: byName(body) }),
		...(header.length > 0 && { header_parameters: byName(header) }),
		...(file !== undefined && { header_media_url: values[file.key] }),
		...(tapped.length > 0 && {
			buttons: tapped.map(({ key, index }) => ({
				index,
				[buttonFields[buttons[index ?? 0]?.type ?? ''] ?? 'text']: values[key],
			})),
		}),
	};
}

/**
 * An approved template. Mojeeb wants its language named.
 * Source: https://docs.mojeeb.app/docs/developers/whatsapp/send-template
 */
export async function sendTemplate(message: Message<'template'>, connection: Connection) {
	const { template, values } = message;
	return await post('/v1/whatsapp/templates', message, connection, {
		template: {
			name: template.name,
			language: requireLanguage(message),
			...parts(template, values),
		},
	});
}

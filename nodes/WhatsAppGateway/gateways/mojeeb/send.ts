import type { IDataObject } from 'n8n-workflow';

import type { Accepted } from '../../core/gateway';
import type { Envelope, Message } from '../../core/message';
import { asObject, asText } from '../../core/narrow';
import type { Answer, Connection } from '../../core/request';
import type { Placeholder, Template, TemplateSupport, TemplateValues } from '../../core/template';
import { readAcceptedStatus } from '../../gatewayKit/acceptedStatus';
import { requireLanguage } from '../../gatewayKit/pickTemplate';
import { isFile } from '../../whatsapp/templateFiles';
import { agentOf } from './places';
import { readStatus } from './status';

/** How much of a message's key Mojeeb's log shows, in characters. */
const loggedKeyLength = 24;

function toAccepted(answer: Answer): Accepted {
	const body = asObject(answer.body);
	const failed = readAcceptedStatus(answer);
	return {
		acceptance: {
			messageId: asText(body['id']),
			// The lookup has WhatsApp's id once the message has left the queue.
			whatsappMessageId: asText(body['platform_message_id']),
			contactId: null,
			...(failed.status === 'failed' ? failed : { status: readStatus(body) }),
		},
		answer,
	};
}

/**
 * Queues a message. The same key with the same body sends once within 24 hours.
 * Source: https://docs.mojeeb.app/docs/developers/idempotency
 */
async function postMessage(
	path: string,
	{ to, key }: Envelope,
	{ account, call }: Connection,
	content: IDataObject,
): Promise<Accepted> {
	return toAccepted(
		await call({
			method: 'POST',
			path,
			body: { agent_id: agentOf(account), from: account['senderNumber']?.trim(), to, ...content },
			headers: {
				'Idempotency-Key': key,
				'X-Correlation-ID': `n8n-${key.slice(0, loggedKeyLength)}`,
			},
			repeatable: true,
			sends: true,
		}),
	);
}

/** Source: https://docs.mojeeb.app/docs/developers/whatsapp/send-message */
export async function sendText(message: Message<'text'>, connection: Connection) {
	return await postMessage('/v1/whatsapp/messages', message, connection, {
		text: { body: message.body },
	});
}

/**
 * What Mojeeb can fill in templates: the values of header, body and buttons, and the header's file.
 * Source: https://docs.mojeeb.app/docs/developers/whatsapp/send-template
 */
export const templateSupport = {
	headers: ['text', 'image', 'video', 'document'],
	buttons: ['URL', 'OTP', 'COPY_CODE', 'QUICK_REPLY'],
	files: ['url'],
	needsLanguage: true,
} as const satisfies TemplateSupport;

/** The field of a button's value by the button's type; for other types it is `text`. */
const buttonFields: Readonly<Record<string, string>> = {
	COPY_CODE: 'coupon_code',
	QUICK_REPLY: 'payload',
};

/**
 * The values of a template. Assumed, because neither the place of the header's and the buttons' values
 * nor the form of a button is documented: all stand beside `parameters`, a button is `{index, text}`,
 * and a button of another type has Meta's own name for its value.
 */
function toTemplateFields(
	{ placeholders, buttons }: Template,
	values: TemplateValues,
): IDataObject {
	const filled = placeholders.filter(({ key }) => Object.hasOwn(values, key));
	const textsOf = (component: Placeholder['component']) =>
		filled.filter(
			(placeholder) => placeholder.component === component && placeholder.input === 'text',
		);
	const byName = (texts: readonly Placeholder[]) =>
		Object.fromEntries(texts.map(({ key, name }) => [name, values[key]]));
	const [inBody, inHeader, inButtons] = [textsOf('body'), textsOf('header'), textsOf('button')];
	const file = filled.find(isFile);
	return {
		...(inBody.length > 0 && { parameters: byName(inBody) }),
		...(inHeader.length > 0 && { header_parameters: byName(inHeader) }),
		...(file !== undefined && { header_media_url: values[file.key] }),
		...(inButtons.length > 0 && {
			buttons: inButtons.map(({ key, index }) => ({
				index,
				[buttonFields[buttons[index ?? 0]?.type ?? ''] ?? 'text']: values[key],
			})),
		}),
	};
}

/**
 * Sends an approved template; Mojeeb requires its language.
 * Source: https://docs.mojeeb.app/docs/developers/whatsapp/send-template
 */
export async function sendTemplate(message: Message<'template'>, connection: Connection) {
	const { template, values } = message;
	return await postMessage('/v1/whatsapp/templates', message, connection, {
		template: {
			name: template.name,
			language: requireLanguage(message),
			...toTemplateFields(template, values),
		},
	});
}

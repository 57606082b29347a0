import type { Accepted } from '../../core/gateway';
import type { Message } from '../../core/message';
import { asObject, asText } from '../../core/narrow';
import type { Answer, Connection } from '../../core/request';
import type { TemplateSupport } from '../../core/template';
import { readAcceptedStatus } from '../../gatewayKit/acceptedStatus';

/** Every send has the same answer: Meta has taken the message; later statuses come by webhook only. */
function toAccepted(answer: Answer): Accepted {
	const body = asObject(answer.body);
	return {
		acceptance: {
			messageId: asText(body['id']),
			whatsappMessageId: asText(body['whatsapp_message_id']),
			contactId: asText(body['contact_id']),
			...readAcceptedStatus(answer),
		},
		answer,
	};
}

/** Source: https://www.qyvo.io/docs/api/actions/send-text-message */
export async function sendText({ to, body }: Message<'text'>, { call }: Connection) {
	return toAccepted(
		await call({
			method: 'POST',
			path: '/actions/send-text-message',
			body: { phone: to, message: body },
			sends: true,
		}),
	);
}

/**
 * What Qyvo can fill in templates: the variables of the body, which it also puts into links and codes.
 * A header's file stays the approved one.
 * Source: https://www.qyvo.io/docs/api/actions/send-template-message
 */
export const templateSupport = {
	headers: ['text', 'image', 'video', 'document'],
	buttons: ['URL', 'OTP'],
	files: [],
} as const satisfies TemplateSupport;

/** Source: https://www.qyvo.io/docs/api/actions/send-template-message */
export async function sendTemplate(
	{ to, template, language, values }: Message<'template'>,
	{ call }: Connection,
) {
	return toAccepted(
		await call({
			method: 'POST',
			path: '/actions/send-template-message',
			body: {
				phone: to,
				template_id: template.id,
				...(language !== null && { language }),
				...(template.placeholders.length > 0 && { variables: { ...values } }),
			},
			sends: true,
		}),
	);
}

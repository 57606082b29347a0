import { GatewayError, type FaultRule } from '../../core/faults';
import { asObject, asText, asTexts } from '../../core/narrow';
import type { GatewayFaults } from '../../core/gateway';
import type { Answer } from '../../core/request';
import type { TextFaultRule } from '../../gatewayKit/faultRule';
import { readFieldErrors } from '../../gatewayKit/laravel';
import { statusFault } from '../../gatewayKit/statusFault';
import { metaFault, findMetaCode } from '../../whatsapp/metaErrors';

const gateway = 'Qyvo';

/** Fields that Qyvo refuses, with a reason for each. */
const refusedFields: FaultRule = {
	example: 'The given data was invalid.',
	fault: 'invalidRequest',
	message: 'Qyvo did not accept the request.',
};

/** Qyvo has no codes, only sentences. Source: https://www.qyvo.io/docs/errors */
export const rules: readonly TextFaultRule[] = [
	{
		example: 'Template not found',
		text: /^Template not found/i,
		fault: 'templateNotFound',
		message: 'Qyvo does not have this template any more.',
	},
	{
		example: 'Template has no approved translation to send.',
		text: /no approved translation/i,
		fault: 'templateNotApproved',
		message: 'WhatsApp has not approved any translation of this template yet.',
	},
	{
		example: 'Template requires variables that were not provided.',
		text: /requires variables/i,
		fault: 'templateParameters',
		message: 'The template has placeholders without a value.',
	},
	{
		example: 'No WhatsApp account configured',
		text: /No WhatsApp account configured/i,
		fault: 'notConfigured',
		message: 'No WhatsApp number is connected to this Qyvo workspace.',
		hint: 'Connect a WhatsApp number in Qyvo’s settings, then run the node again.',
	},
	{
		example: 'No workspace configured for this account.',
		text: /No workspace configured/i,
		fault: 'notConfigured',
		message: 'The owner of this access token belongs to no Qyvo workspace.',
		hint: 'Create the access token as a user who is a member of the workspace.',
	},
	{
		example: 'Personal access client not found',
		text: /Personal access client not found/i,
		fault: 'notConfigured',
		message: 'Qyvo cannot check access tokens at the moment: a part of its own set-up is missing.',
		hint: 'Tell Qyvo’s support; nothing can be done about it in n8n.',
	},
	{
		example: 'The route api/messages could not be found.',
		text: /^The route .* could not be found/i,
		fault: 'notFound',
		message: 'Qyvo has no such address.',
		hint: 'Check that the Base URL in the credential ends with /api/v1, or leave it empty.',
	},
	{
		example: 'Contact not found',
		text: /^Contact not found/i,
		fault: 'notFound',
		message: 'Qyvo has no such contact.',
	},
	{
		example: 'Sequence not found or not published',
		text: /(Sequence|Flow) not found or not published/i,
		fault: 'notFound',
		message: 'Qyvo has no such sequence or flow, or it is not published.',
	},
];

/** Qyvo's three shapes: `{error}`, `{message, errors}` and `{error, …more}`, and a bare `{message}`. */
function read(answer: Answer): GatewayError {
	const body = asObject(answer.body);
	const text = asText(body['error']) ?? asText(body['message']) ?? '';
	const fields = readFieldErrors(body['errors']);
	const missing = asTexts(body['missing']);
	const languages = asTexts(body['available_languages']);
	const details = {
		httpStatus: answer.status,
		gatewayCode: text.slice(0, 300) || null,
		raw: answer.body,
		...(fields && { fields }),
		...(missing.length > 0 && { missing, expected: asTexts(body['expected_placeholders']) }),
		...(languages.length > 0 && {
			hint: `It exists in: ${languages.join(', ')}. Wait for WhatsApp’s approval, or pick another template.`,
		}),
	};

	const refuses = answer.status >= 400 && answer.status !== 401;
	const isTheirs = refuses && answer.status < 500;
	if (isTheirs && fields !== undefined) {
		const reasons = Object.values(fields).flat().join(' ');
		const message = `${refusedFields.message.slice(0, -1)}: ${reasons}`;
		return new GatewayError(refusedFields.fault, message, details);
	}
	// Where Meta's code stands in a refusal is not documented: it is read from the text.
	const metaCode = refuses ? findMetaCode(text) : null;
	const known = metaCode === null ? undefined : metaFault(metaCode, gateway, details);
	if (known !== undefined) return known;
	const rule = isTheirs ? rules.find((row) => row.text.test(text)) : undefined;
	if (rule !== undefined) {
		const message =
			missing.length > 0
				? `The template has no value for ${missing.map((key) => `{{${key}}}`).join(', ')}.`
				: rule.message;
		return new GatewayError(rule.fault, message, { hint: rule.hint, ...details });
	}
	return statusFault(answer, gateway, details);
}

/** Everything that Qyvo says, for people to read. */
export const faults: GatewayFaults = { rules: [refusedFields, ...rules], read };

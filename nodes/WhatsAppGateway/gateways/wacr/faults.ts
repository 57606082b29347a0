import { GatewayError, type FaultRule } from '../../core/faults';
import { asObject, asText } from '../../core/narrow';
import type { GatewayFaults } from '../../core/gateway';
import type { Answer } from '../../core/request';
import type { TextFaultRule } from '../../gatewayKit/faultRule';
import { readFieldErrors } from '../../gatewayKit/laravel';
import { readRetryAfter } from '../../gatewayKit/retryAfter';
import { statusFault } from '../../gatewayKit/statusFault';
import { metaFault, findMetaCode } from '../../whatsapp/metaErrors';
import { gateway } from './answers';

/** What a refusal says, wherever it says it. */
export interface Said {
	/** In upper case with underscores; empty where there is none. */
	readonly code: string;
	/** Empty where there is none. */
	readonly text: string;
	readonly fields: Record<string, string[]> | undefined;
}

/** One row of the table. */
interface Rule extends TextFaultRule {
	/** Whether WA.CR's own words say more than ours. */
	readonly quoted?: true;
}

/** Fields that WA.CR refuses, with a reason for each. */
const refusedFields: FaultRule = {
	example: 'VALIDATION_ERROR',
	fault: 'invalidRequest',
	message: 'WA.CR did not accept the request.',
};

/**
 * Found in code and text, `NOT_FOUND: Template not found`.
 * Source: https://docs.app.wa.cr/ (Send Text Message)
 */
export const rules: readonly Rule[] = [
	{
		example: 'UNAUTHORIZED',
		text: /^UNAUTHORIZED\b/,
		fault: 'invalidCredential',
		message: 'WA.CR does not accept the access token.',
	},
	{
		example: 'INSUFFICIENT_SCOPE',
		text: /^INSUFFICIENT_SCOPE\b/,
		fault: 'missingScope',
		message: 'The access token lacks a permission that WA.CR asks for here.',
	},
	{
		example: 'FEATURE_LIMIT_EXCEEDED',
		text: /^FEATURE_LIMIT_EXCEEDED\b/,
		fault: 'planLimit',
		message: 'The plan of this WA.CR account does not include this, or its limit is reached.',
		quoted: true,
	},
	{
		example: 'CONTACT_OPTED_OUT',
		text: /^CONTACT_OPTED_OUT\b/,
		fault: 'recipientOptedOut',
		message: 'WA.CR keeps this person as somebody who opted out of your messages.',
	},
	{
		example: 'NOT_FOUND: Template not found',
		text: /\btemplate\b.*\b(not found|does not exist|not approved)/i,
		fault: 'templateNotFound',
		message: 'WA.CR has no approved template of this name in this language.',
	},
	{
		example: 'The route api/messages/text could not be found.',
		text: /\broute\b.*\bcould not be found/i,
		fault: 'notFound',
		message: 'WA.CR has no such address.',
		hint: 'Check that the Base URL in the credential ends with /api/v2, or leave it empty.',
	},
	{
		example: 'NOT_FOUND',
		text: /^NOT_FOUND\b/,
		fault: 'notFound',
		message: 'WA.CR does not have what was asked for.',
		quoted: true,
	},
	{
		example: 'WHATSAPP_NOT_CONFIGURED',
		text: /^WHATSAPP_NOT_CONFIGURED\b/,
		fault: 'notConfigured',
		message: 'No WhatsApp number is connected to this WA.CR account.',
		hint: 'Connect a WhatsApp number in the settings of WA.CR, then run the node again.',
	},
	{
		example: 'RATE_LIMIT_EXCEEDED',
		text: /^RATE_LIMIT_EXCEEDED\b/,
		fault: 'rateLimited',
		message: 'WA.CR takes no more requests for now.',
	},
	{
		// It is also all that is said of a closed 24-hour window, which has no code of its own.
		example: 'MESSAGE_SEND_FAILED',
		// A connection that broke off between WA.CR and WhatsApp leaves the outcome open.
		text: /^(?!.*(?:timed? ?out|cURL error))MESSAGE_SEND_FAILED\b/is,
		fault: 'notDelivered',
		message: 'WhatsApp did not take the message.',
		quoted: true,
	},
];

/** The permissions that a text names, such as `messages:send`. */
export function scopesIn(text: string): string[] {
	return text.match(/\b[a-z]+:(?:read|write|send)\b/g) ?? [];
}

/** Refused fields; what has no reasons is no list of them. */
function fieldsOf(...candidates: readonly unknown[]): Said['fields'] {
	return candidates
		.map(readFieldErrors)
		.find((fields) => fields !== undefined && Object.values(fields).flat().length > 0);
}

/**
 * Code, text and fields of a refusal. The JSON of WA.CR's refusals is not documented: `{error: {code,
 * message, errors}}`, `{code, message, errors}`, `{error: CODE, message}` and Laravel's own are read.
 */
export function saidBy(value: unknown): Said {
	const body = asObject(value);
	const error = asObject(body['error']);
	const words = [error['code'], body['code'], body['error_code'], body['error'], error['type']];
	const isCode = (word: string) => /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(word);
	const code = words.map(asText).find((word) => word !== null && isCode(word)) ?? '';
	const texts = [error['message'], body['message'], body['error'], error['detail']];
	const text = texts.map(asText).find((one) => one !== null && one !== code) ?? '';
	const fields = fieldsOf(error['errors'], error['details'], body['errors']);
	return { code, text, fields };
}

/** A rule's sentence, with the permission that WA.CR names or the words that it adds. */
function sentence({ fault: name, message, quoted }: Rule, text: string): string {
	const [scope] = name === 'missingScope' ? scopesIn(text) : [];
	if (scope !== undefined) return `The access token lacks the permission ${scope}.`;
	const words = text.slice(0, 300).trim().replace(/\.$/, '');
	return quoted && words !== '' ? `${message.slice(0, -1)}: “${words}”.` : message;
}

/** WA.CR's codes, Meta's where one stands in the text, and what the status says. */
function read(answer: Answer): GatewayError {
	const { code, text, fields } = saidBy(answer.body);
	const details = {
		httpStatus: answer.status,
		gatewayCode: (code || text).slice(0, 300) || null,
		raw: answer.body,
		...(fields && { fields }),
	};
	const refusesFields = code === 'VALIDATION_ERROR' || (code === '' && answer.status === 422);
	if (fields !== undefined && refusesFields) {
		const reasons = Object.values(fields).flat().join(' ').slice(0, 400);
		const message = `${refusedFields.message.slice(0, -1)}: ${reasons}`;
		return new GatewayError(refusedFields.fault, message, details);
	}
	// Whether Meta's code comes through is not documented: it is read from the text.
	const metaCode = findMetaCode(text);
	const known = metaCode === null ? undefined : metaFault(metaCode, gateway, details);
	if (known !== undefined) return known;
	const said = `${code}: ${text}`;
	const rule = rules.find((row) => row.text.test(said));
	if (rule === undefined) {
		return statusFault(answer, gateway, {
			...details,
			gatewayCode: (text || code).slice(0, 300) || null,
		});
	}
	// Seconds to wait stand in the header, in the body or in its `error`.
	const { error } = asObject(answer.body);
	const seconds = readRetryAfter(answer) ?? readRetryAfter({ ...answer, body: error });
	return new GatewayError(rule.fault, sentence(rule, text), {
		hint: rule.hint,
		...details,
		...(rule.fault === 'rateLimited' && { retryAfter: seconds }),
	});
}

/** Everything that WA.CR says, for people to read. */
export const faults: GatewayFaults = { rules: [refusedFields, ...rules], read };

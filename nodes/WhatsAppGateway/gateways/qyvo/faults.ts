import type { GatewayError } from '../../core/faults';
import type { GatewayFaults } from '../../core/gateway';
import { asObject, asTexts, firstText } from '../../core/narrow';
import type { Answer } from '../../core/request';
import { readFieldErrors, toFieldFault } from '../../gatewayKit/laravel';
import { matchRule, refusalDetails, toRuleFault } from '../../gatewayKit/refusalRule';
import { statusFault } from '../../gatewayKit/statusFault';
import { findMetaCodeIn } from '../../whatsapp/failure';
import { metaFault } from '../../whatsapp/metaErrors';
import { fieldRule, textRules } from './faultRules';

const gateway = 'Qyvo';

/** What Qyvo adds to a refusal of a template: the missing placeholders and the approved languages. */
function templateDetails(body: Readonly<Record<string, unknown>>) {
	const missing = asTexts(body['missing']);
	const expected = asTexts(body['expected_placeholders']);
	const languages = asTexts(body['available_languages']);
	return {
		...(missing.length > 0 && { missing }),
		...(expected.length > 0 && { expected }),
		...(languages.length > 0 && {
			availableLanguages: languages,
			hint: `It exists in: ${languages.join(', ')}. Wait for WhatsApp’s approval, or pick another template.`,
		}),
	};
}

/** Reads Qyvo's shapes: `{error, …more}`, `{message, errors}` and a bare `{message}`. */
function read(answer: Answer): GatewayError {
	const body = asObject(answer.body);
	const text =
		firstText(body, 'error') ??
		firstText(asObject(body['error']), 'message', 'title') ??
		firstText(body, 'message') ??
		'';
	const fields = readFieldErrors(body['errors']);
	const details = {
		...refusalDetails(answer, text),
		...(fields && { fields }),
		...templateDetails(body),
	};
	// Any text with 401 is about the token.
	if (answer.status === 401) return statusFault(answer, gateway, details);
	// Where a refusal holds Meta's code is not documented.
	const metaError = metaFault(findMetaCodeIn(body, text), gateway, details);
	if (metaError !== undefined) return metaError;
	if (answer.status < 400) return statusFault(answer, gateway, details);
	if (fields !== undefined && answer.status < 500) return toFieldFault(fieldRule, fields, details);
	const rule = matchRule(textRules, answer, { text });
	if (rule === undefined) return statusFault(answer, gateway, details);
	const missing = details.missing?.map((key) => `{{${key}}}`).join(', ');
	const message =
		missing === undefined ? rule.message : `The template has no value for ${missing}.`;
	return toRuleFault({ ...rule, message }, answer, gateway, details);
}

/** Qyvo's sentences, and how they are read. */
export const faults: GatewayFaults = { rules: [fieldRule, ...textRules], read };

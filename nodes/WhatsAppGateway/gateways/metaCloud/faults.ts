import type { GatewayError } from '../../core/faults';
import type { GatewayFaults } from '../../core/gateway';
import { asObject, asText } from '../../core/narrow';
import type { Answer } from '../../core/request';
import { matchRule, refusalDetails, toRuleFault } from '../../gatewayKit/refusalRule';
import { statusFault } from '../../gatewayKit/statusFault';
import { metaFault, metaFaultRules } from '../../whatsapp/metaErrors';
import { faultRules as ownRules } from './faultRules';
import { groupFaultRules } from './groupFaultRules';
import { templateFaultRules } from './templateFaultRules';

const gateway = 'Meta';

const faultRules = [...ownRules, ...templateFaultRules, ...groupFaultRules];

/**
 * Reads Meta's one shape, `{error: {code, error_subcode, message, error_data: {details}}}`. The code
 * decides, because titles change.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
function read(answer: Answer): GatewayError {
	const error = asObject(asObject(answer.body)['error']);
	const text =
		asText(asObject(error['error_data'])['details']) ??
		asText(error['error_user_msg']) ??
		asText(error['message']);
	const details = refusalDetails(answer, text);
	const code = Number(asText(error['code']) ?? NaN);
	// Meta's list names the subcodes of templates as codes.
	const subcode = String(Number(error['error_subcode'] ?? code));
	const rule = matchRule(faultRules, answer, { code: String(code), subcode, text: text ?? '' });
	if (rule !== undefined) {
		return toRuleFault(rule, answer, gateway, { ...details, metaCode: code });
	}
	return metaFault(code, gateway, details) ?? statusFault(answer, gateway, details);
}

/** Its own rules, and Meta's codes as every gateway may pass them on. */
export const faults: GatewayFaults = { rules: [...faultRules, ...metaFaultRules(gateway)], read };

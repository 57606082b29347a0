import { GatewayError, type Sent, type FaultRule } from '../../core/faults';
import { asObject, asText } from '../../core/narrow';
import type { GatewayFaults } from '../../core/gateway';
import type { Answer } from '../../core/request';
import { statusFault } from '../../gatewayKit/statusFault';
import { metaFault, metaFaultRules } from '../../whatsapp/metaErrors';

const gateway = 'Meta';

/** What a code means only here. */
interface OwnRule extends FaultRule {
	readonly code: number;
	readonly subcode?: number;
	/** Where it says something of requests that send, and nothing of the others. */
	readonly sends?: true;
	readonly sent?: Sent;
}

const rules: readonly OwnRule[] = [
	{
		code: 1,
		sends: true,
		example: '1',
		fault: 'unknownOutcome',
		message: 'Meta broke off and says neither why nor whether the message was sent.',
		hint: 'Look whether the message arrived before you send it again, or the person may get it twice: its status comes to the trigger.',
		sent: 'unknown',
	},
	{
		// An id in the path that the token cannot see, or that does not exist.
		code: 100,
		subcode: 33,
		example: '100, subcode 33',
		fault: 'notConfigured',
		message:
			'Meta knows no such Phone Number ID or Business Account ID, or hides it from this access token.',
		hint: 'Compare the ids in the credential with WhatsApp Manager, and give the token’s system user access to the account.',
	},
];

/**
 * Meta's one shape, `{error: {code, error_subcode, message, error_data: {details}}}`; the code decides,
 * because titles change. Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
function read(answer: Answer): GatewayError {
	const error = asObject(asObject(answer.body)['error']);
	const said = asText(asObject(error['error_data'])['details']) ?? asText(error['message']);
	const details = {
		httpStatus: answer.status,
		gatewayCode: said?.slice(0, 300) ?? null,
		raw: answer.body,
	};
	const code = Number(asText(error['code']) ?? NaN);
	const subcode = Number(error['error_subcode']);
	const own = rules.find(
		(rule) =>
			rule.code === code &&
			(rule.subcode === undefined || rule.subcode === subcode) &&
			(rule.sends === undefined || rule.sends === answer.sends),
	);
	if (own !== undefined) {
		const { hint, sent } = own;
		return new GatewayError(own.fault, own.message, { ...details, metaCode: code, hint, sent });
	}
	return metaFault(code, gateway, details) ?? statusFault(answer, gateway, details);
}

/** Its own rows, and Meta's codes as every gateway may let them through. */
export const faults: GatewayFaults = { rules: [...rules, ...metaFaultRules(gateway)], read };

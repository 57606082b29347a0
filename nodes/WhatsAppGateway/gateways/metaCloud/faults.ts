import { asObject, asText, faultOfMetaCode, faultOfStatus } from '../../core/answer';
import { GatewayError } from '../../core/faults';
import type { Answer } from '../../core/gateway';

const gateway = 'Meta';

/** An id in the path that the token cannot see, or that does not exist. */
const unknownObject = 33;

/**
 * Meta's one shape, `{error: {code, error_subcode, message, error_data: {details}}}`; the code decides,
 * because titles change. Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
export function fault(answer: Answer): GatewayError {
	const error = asObject(asObject(answer.body)['error']);
	const said = asText(asObject(error['error_data'])['details']) ?? asText(error['message']);
	const details = {
		httpStatus: answer.status,
		gatewayCode: said?.slice(0, 300) ?? null,
		raw: answer.body,
	};
	const code = Number(asText(error['code']) ?? NaN);
	if (code === 100 && Number(error['error_subcode']) === unknownObject) {
		return new GatewayError(
			'notConfigured',
			'Meta knows no such Phone Number ID or Business Account ID, or hides it from this access token.',
			{
				...details,
				metaCode: code,
				hint: 'Compare the ids in the credential with WhatsApp Manager, and give the token’s system user access to the account.',
			},
		);
	}
	return faultOfMetaCode(code, gateway, details) ?? faultOfStatus(answer, gateway, details);
}

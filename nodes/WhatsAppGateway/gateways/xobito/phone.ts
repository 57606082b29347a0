import { GatewayError } from '../../core/faults';
import type { NumberCheck } from '../../core/gateway';
import { asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { dataOf, pathOf } from './answers';

/**
 * Whether a number has the form of one; Xobito does not look whether it has WhatsApp. Version 3 of
 * the platform may be without it.
 * Source: https://documents.xobito.com/api-reference/endpoints/validate-phone
 */
export async function checkNumber(
	phone: string,
	{ account, call }: Connection,
): Promise<NumberCheck | null> {
	const path = pathOf(account, '/phone/validate');
	try {
		const answer = await call({ method: 'POST', path, body: { phone_number: phone } });
		const data = dataOf(answer);
		const valid = data['format_valid'];
		if (typeof valid !== 'boolean') return null;
		const reason = asText(data['reason']) ?? asText(data['note']);
		return {
			valid,
			reason: valid ? null : (reason ?? 'Xobito does not say why.'),
			raw: answer.body,
		};
	} catch (error) {
		if (error instanceof GatewayError && error.fault === 'unsupported') return null;
		return rethrow(error);
	}
}

import { GatewayError } from '../../core/faults';
import type { NumberCheck } from '../../core/gateway';
import { firstText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { dataOf, workspacePath } from './response';

/**
 * Checks the form of a number, not whether it is on WhatsApp; `null` if this workspace has no check, as
 * in version 3 of the platform.
 * Source: https://documents.xobito.com/api-reference/endpoints/validate-phone
 */
export async function checkNumber(
	phone: string,
	{ account, call }: Connection,
): Promise<NumberCheck | null> {
	const path = workspacePath(account, 'phone', 'validate');
	try {
		const answer = await call({ method: 'POST', path, body: { phone_number: phone } });
		const data = dataOf(answer);
		const valid = data['format_valid'];
		if (typeof valid !== 'boolean') return null;
		const reason = firstText(data, 'reason', 'note') ?? 'Xobito does not say why.';
		return { valid, reason: valid ? null : reason, raw: answer.body };
	} catch (error) {
		if (error instanceof GatewayError && error.fault === 'unsupported') return null;
		return rethrow(error);
	}
}

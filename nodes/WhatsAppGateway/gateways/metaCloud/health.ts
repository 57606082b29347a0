import { GatewayError } from '../../core/faults';
import { asObject, asObjects, asText } from '../../core/narrow';
import type { Connection } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { graphPath } from './graphPath';

/** Meta's code for an account without a payment method that works. */
const paymentCode = '141006';

function describe(problem: ReturnType<typeof asObject>): string | null {
	const code = asText(problem['error_code']);
	if (code === paymentCode) {
		return 'Meta says that the account has no payment method that works, so that messages are accepted and not delivered (131042): since October 2026 free-form messages are billed, too. Add one in Meta’s Billing & Payments.';
	}
	const words = [asText(problem['error_description']), asText(problem['possible_solution'])];
	const text = words.filter((word) => word !== null).join(' ');
	return text === '' ? null : `Meta says: ${text}`;
}

/**
 * What stands in the way of this number's messages, by Meta's own account of it; nothing where Meta does
 * not tell it to this token.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/support/health-status
 */
export async function readHealth({ account, call }: Connection): Promise<string[]> {
	try {
		const { body } = await call({
			method: 'GET',
			path: graphPath(account, account['phoneNumberId']),
			query: { fields: 'health_status' },
		});
		const entities = asObjects(asObject(asObject(body)['health_status'])['entities']);
		const problems = entities.flatMap((entity) => asObjects(entity['errors']));
		return [...new Set(problems.map(describe))].filter((sentence) => sentence !== null);
	} catch (error) {
		if (error instanceof GatewayError) return [];
		return rethrow(error);
	}
}

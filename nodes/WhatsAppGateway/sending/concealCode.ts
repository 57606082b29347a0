import { GatewayError } from '../core/faults';
import { hideCode } from '../core/hideCode';
import type { Message, Receipt } from '../core/message';
import type { OneTimePassword } from '../core/oneTimePassword';
import { rethrow } from '../core/rethrow';

/** The fault without the code, which a gateway may quote. */
function concealFault(error: unknown, code: string): unknown {
	if (!(error instanceof GatewayError)) return error;
	const { fault, message, hint, details } = error;
	const { gatewayCode, fields, raw } = details;
	const quoted = hideCode({ hint, gatewayCode, fields, raw }, code) as GatewayError['details'];
	return new GatewayError(fault, String(hideCode(message, code)), { ...details, ...quoted });
}

/** What the receipt says of the code: enough to verify it, and nothing of what it is. */
function withPassword(receipt: Receipt, password: OneTimePassword): Receipt {
	const { code, verification, expiresAt, purpose } = password;
	const { raw, sentText } = receipt;
	return {
		...receipt,
		raw: hideCode(raw, code),
		sentText: sentText === null ? null : String(hideCode(sentText, code)),
		purpose,
		expiresAt,
		// Also where the gateway repeats an answer by the key: it does so for the same words only.
		verification,
	};
}

/**
 * Sends a message, and keeps a one-time password in it out of everything that comes back: the receipt, which
 * n8n stores, and the fault.
 */
export async function concealCode(
	message: Message,
	send: () => Promise<Receipt>,
): Promise<Receipt> {
	const password = message.kind === 'template' ? message.oneTimePassword : undefined;
	if (password === undefined) return await send();
	try {
		return withPassword(await send(), password);
	} catch (error) {
		return rethrow(concealFault(error, password.code));
	}
}

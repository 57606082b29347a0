import { GatewayError, type Sent } from './faults';
import type { Accepted } from './gateway';
import type { Account } from './request';

/**
 * The fault of a 2xx answer without the id that the gateway gives to everything it takes: something
 * else answers at the Base URL, or the gateway did not take it.
 *
 * @param what what the id would name, `the message`
 */
export function missingIdFault(
	gateway: string,
	{ baseUrl }: Account,
	what: string,
	{ sent, raw }: { readonly sent: Sent; readonly raw: unknown },
): GatewayError {
	const known =
		sent === 'no' ? 'so nothing was sent' : 'so it is not known whether the message was sent';
	return new GatewayError(
		'unexpectedAnswer',
		`${new URL(baseUrl).host} answered without the id that ${gateway} gives to ${what}, ${known}.`,
		{
			sent,
			raw,
			hint: `Check that the Base URL in the credential is the address of ${gateway}’s API; leave it empty for ${gateway}’s own. If it is right, look in ${gateway} whether the message is there before you send it again.`,
		},
	);
}

/**
 * Passes what a gateway says about a message if it names the message by at least one id, or says that
 * it was not delivered. Any other answer proves nothing: every web server can say `{"ok": true}`.
 *
 * @throws GatewayError `unexpectedAnswer`
 */
export function checkAccepted(accepted: Accepted, gateway: string, account: Account): Accepted {
	const { messageId, whatsappMessageId, status } = accepted.acceptance;
	if (messageId !== null || whatsappMessageId !== null || status === 'failed') return accepted;
	throw missingIdFault(gateway, account, 'each message', {
		sent: 'unknown',
		raw: accepted.answer.body,
	});
}

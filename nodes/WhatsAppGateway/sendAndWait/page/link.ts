import { GatewayError } from '../../core/faults';
import { shownUrl } from '../../core/shownUrl';
import { isPublicUrl } from '../../n8n/publicUrl';
import { checkLength, limits } from '../../whatsapp/limits';

/** The words before the link, unless the user has others. */
export const defaultLinkText = 'Tap to answer:';

/**
 * Checks that a person can open the page: not with an address that only this machine or its network knows,
 * unless the gateway is in that network too, as the sandbox is.
 *
 * @param gateway its name and the address of its API
 * @throws GatewayError `notConfigured`
 */
export function checkPageReachable(
	url: string,
	gateway: { readonly name: string; readonly baseUrl: string },
): void {
	if (isPublicUrl(url) || !isPublicUrl(gateway.baseUrl)) return;
	throw new GatewayError(
		'notConfigured',
		`${gateway.name} has no buttons in the chat, so the answer is given on a page of this n8n, and a phone can open public https addresses only. The address of the page is ${shownUrl(url)}.`,
		{
			hint: 'Set WEBHOOK_URL of n8n to its public https address, or use a tunnel. Or ask with the credential of a gateway that has buttons.',
		},
	);
}

/**
 * The message that brings the link, the link in a line of its own.
 *
 * @throws GatewayError `invalidRequest` where both are too long for one message
 */
export function linkMessage(text: string, linkText: string, url: string): string {
	const message = [text, '', ...(linkText.trim() === '' ? [] : [linkText.trim()]), url].join('\n');
	checkLength(message, { ...limits.textBody, field: 'The message with the link to its page' });
	return message;
}

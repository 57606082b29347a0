import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import type { N8nContext } from '../../nodes/WhatsAppGateway/n8n/context';
import { createSession } from '../../nodes/WhatsAppGateway/session/session';

const [gateway] = gateways;

/** A session with an access token. */
function open(accessToken: string) {
	if (gateway === undefined) throw new Error('No gateways');
	const account = { baseUrl: gateway.baseUrl, defaultCountry: '' };
	const credential = { gateway, account, secrets: { accessToken } };
	return createSession({} as N8nContext, credential, { timeout: 30, maxWait: 0 });
}

test('the rate is the documented one until the gateway has given another one for the account', () => {
	const session = open('token-1');
	expect(session.rate()).toBe(gateway?.budget);
	session.learnRate({ messages: 7, perSeconds: 2 });
	expect(open('token-1').rate()).toEqual({ messages: 7, perSeconds: 2 });
	expect(open('token-2').rate()).toBe(gateway?.budget);
});

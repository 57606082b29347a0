import { asObject, asObjects, asText } from '../core/narrow';
import type { Request } from '../core/request';
import { isPublicUrl } from '../n8n/publicUrl';
import type { Session } from './session';

type OpenAccount = Pick<Session, 'gateway' | 'connection'>;

const path = '/_sandbox/webhooks';

/** The answer of the sandbox; `undefined` where the account is at no sandbox, or the sandbox refuses. */
async function ask(
	{ gateway, connection }: OpenAccount,
	request: Omit<Request, 'path'>,
): Promise<unknown> {
	// Such a gateway registers an address in the sandbox as it does at its own service.
	if (gateway.webhook === undefined || gateway.webhook.subscription !== undefined) return undefined;
	if (isPublicUrl(connection.account.baseUrl)) return undefined;
	try {
		return (await connection.call({ ...request, path })).body;
	} catch {
		return undefined;
	}
}

/**
 * The addresses to which the sandbox delivers the events of the account's gateway; `undefined` where the
 * account is at no sandbox. The sandbox of this package takes them below the Base URL.
 */
export async function listSandboxWebhooks(session: OpenAccount): Promise<string[] | undefined> {
	const body = await ask(session, { method: 'GET' });
	const { webhooks } = asObject(body);
	if (!Array.isArray(webhooks)) return undefined;
	return asObjects(webhooks).flatMap(({ url }) => asText(url) ?? []);
}

/** Lets the sandbox deliver to an address, if the account is at one: `false` where it refuses. Never throws. */
export async function addSandboxWebhook(session: OpenAccount, url: string): Promise<boolean> {
	if ((await ask(session, { method: 'POST', body: { url } })) !== undefined) return true;
	return (await listSandboxWebhooks(session)) === undefined;
}

/** Ends what {@link addSandboxWebhook} began. Never throws. */
export async function removeSandboxWebhook(session: OpenAccount, url: string): Promise<void> {
	await ask(session, { method: 'DELETE', query: { url } });
}

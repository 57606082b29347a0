import { GatewayError } from '../core/faults';
import { asObject, asObjects, asText } from '../core/narrow';
import type { Request } from '../core/request';
import { isPublicUrl } from '../n8n/publicUrl';
import type { Session } from './session';

type OpenAccount = Pick<Session, 'connection'>;

const path = '/_sandbox/webhooks';

/** The status of a request that the sandbox refuses, as for an address to which it does not deliver. */
const refusedStatus = 400;

/** An address to which the sandbox delivers. */
export interface SandboxWebhook {
	readonly url: string;
	/** The workflow behind it; `null` where the trigger did not name it. */
	readonly workflow: string | null;
}

/** What became of a request to the sandbox. */
interface Asked {
	/** `undefined` where the account is at no sandbox, or the sandbox refuses. */
	readonly body?: unknown;
	readonly isRefused: boolean;
}

async function ask({ connection }: OpenAccount, request: Omit<Request, 'path'>): Promise<Asked> {
	if (isPublicUrl(connection.account.baseUrl)) return { isRefused: false };
	try {
		return { body: (await connection.call({ ...request, path })).body, isRefused: false };
	} catch (error) {
		const { httpStatus } = error instanceof GatewayError ? error.details : {};
		return { isRefused: httpStatus === refusedStatus };
	}
}

/**
 * The addresses to which the sandbox delivers the events of the account's gateway; `undefined` where the
 * account is at no sandbox, or the sandbox delivers none of this gateway. It takes them below the Base URL.
 */
export async function listSandboxWebhooks(
	session: OpenAccount,
): Promise<SandboxWebhook[] | undefined> {
	const { body } = await ask(session, { method: 'GET' });
	const { webhooks } = asObject(body);
	if (!Array.isArray(webhooks)) return undefined;
	return asObjects(webhooks).flatMap(({ url, workflow }) => {
		const address = asText(url);
		return address === null ? [] : { url: address, workflow: asText(workflow) };
	});
}

/**
 * Lets the sandbox deliver to an address, if the account is at one: `false` where it refuses. Not for a gateway
 * with a subscription, which registers an address in the sandbox as it does at its own service. Only after a
 * refusal is a second request made, which shows whether a sandbox refused it: where nothing answers, publishing
 * would wait twice. Never throws.
 */
export async function addSandboxWebhook(
	session: OpenAccount,
	webhook: SandboxWebhook,
): Promise<boolean> {
	const { isRefused } = await ask(session, { method: 'POST', body: { ...webhook } });
	return !isRefused || (await listSandboxWebhooks(session)) === undefined;
}

/** Ends what {@link addSandboxWebhook} began. Never throws. */
export async function removeSandboxWebhook(session: OpenAccount, url: string): Promise<void> {
	await ask(session, { method: 'DELETE', query: { url } });
}

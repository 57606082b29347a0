import axios from 'axios';

import type { SavedAccount } from '../rest/credentials';
import { isRecord, recordsOf } from '../rest/narrow';
import { relayTargets, relayTo } from './relay';

/** The path of an address: an example has the same one wherever n8n listens. */
const pathOf = (url: string) => new URL(url).pathname;

/** The addresses to which a gateway of the sandbox delivers now. */
async function registeredUrls(sandboxUrl: string, gateway: unknown): Promise<string[]> {
	const { data } = await axios.get<unknown>(`${sandboxUrl}/_sandbox/webhooks`, { proxy: false });
	return recordsOf(isRecord(data) ? data['webhooks'] : [])
		.filter((one) => one['gateway'] === gateway && one['isActive'] === true)
		.map((one) => String(one['url']));
}

/** Whether the account's gateway delivers to an address. */
export async function isRegistered(
	sandboxUrl: string,
	{ data: { gateway } }: SavedAccount,
	url: string,
): Promise<boolean> {
	return (await registeredUrls(sandboxUrl, gateway)).includes(url);
}

/**
 * Registers an example's address at the account's gateway, as a user does in the gateway's dashboard.
 * The addresses of other examples are kept: the gateway gets the relay's address for all of them.
 */
export async function registerWebhook(
	{ sandboxUrl, relayUrl }: { readonly sandboxUrl: string; readonly relayUrl: string },
	{ data: { gateway } }: SavedAccount,
	url: string,
): Promise<void> {
	const webhooks = `${sandboxUrl}/_sandbox/webhooks`;
	const registered = (await registeredUrls(sandboxUrl, gateway)).flatMap((one) =>
		relayTargets(relayUrl, one),
	);
	if (registered.includes(url)) return;
	const others = registered.filter((one) => pathOf(one) !== pathOf(url));
	await axios.delete(webhooks, { params: { gateway }, proxy: false });
	const all = relayTo(relayUrl, [...others, url]);
	await axios.post(webhooks, { gateway, url: all }, { proxy: false });
}

import axios from 'axios';

import type { SavedAccount } from '../rest/credentials';
import { isRecord, recordsOf } from '../rest/narrow';
import { relayTargets, relayTo } from './relay';

/** The path of an address: an example has the same one wherever n8n listens. */
const pathOf = (url: string) => new URL(url).pathname;

/** The webhooks of a gateway of the sandbox that get its events now, with their ids. */
async function activeWebhooks(
	sandboxUrl: string,
	gateway: unknown,
): Promise<ReadonlyArray<{ readonly id: string; readonly url: string }>> {
	const { data } = await axios.get<unknown>(`${sandboxUrl}/_sandbox/webhooks`, { proxy: false });
	return recordsOf(isRecord(data) ? data['webhooks'] : [])
		.filter((one) => one['gateway'] === gateway && one['isActive'] === true)
		.map((one) => ({ id: String(one['id']), url: String(one['url']) }));
}

/** Whether the account's gateway delivers to an address. */
export async function isRegistered(
	sandboxUrl: string,
	{ data: { gateway } }: SavedAccount,
	url: string,
): Promise<boolean> {
	return (await activeWebhooks(sandboxUrl, gateway)).some((one) => one.url === url);
}

/**
 * Registers an example's address at the account's gateway, as a user does in the gateway's dashboard. All
 * examples share one webhook, the relay's, so that their list is one; what the user registered stays.
 */
export async function registerWebhook(
	{ sandboxUrl, relayUrl }: { readonly sandboxUrl: string; readonly relayUrl: string },
	{ data: { gateway } }: SavedAccount,
	url: string,
): Promise<void> {
	const webhooks = `${sandboxUrl}/_sandbox/webhooks`;
	const relayed = (await activeWebhooks(sandboxUrl, gateway)).map(({ id, url: one }) => ({
		id,
		targets: relayTargets(relayUrl, one),
	}));
	const registered = relayed.flatMap(({ targets }) => targets);
	if (registered.includes(url)) return;
	const others = registered.filter((one) => pathOf(one) !== pathOf(url));
	for (const { id, targets } of relayed) {
		if (targets.length > 0) await axios.delete(webhooks, { params: { id }, proxy: false });
	}
	const all = relayTo(relayUrl, [...others, url]);
	await axios.post(webhooks, { gateway, url: all }, { proxy: false });
}

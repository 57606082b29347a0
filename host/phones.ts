import axios from 'axios';

import type { SavedAccount } from './credential';
import { HostFault } from './fault';
import { isRecord, records } from './rest';

/** What a person does at their phone. */
export interface Deed {
	readonly phone: string;
	/** They write this … */
	readonly text?: string;
	/** … or tap the button or the row of this id, in the last message that has it. */
	readonly tap?: string;
}

/** The last message to a phone that has this button or row. */
async function tappable(
	sandboxUrl: string,
	gateway: string,
	{ phone, tap }: Deed,
): Promise<string> {
	const { data } = await axios.get<unknown>(`${sandboxUrl}/_sandbox/messages`, {
		params: { direction: 'outbound', phone, gateway },
		proxy: false,
	});
	const sent = records(isRecord(data) ? data['messages'] : []).reverse();
	const found = sent.find((message) =>
		JSON.stringify([message['replies'], message['list']]).includes(`"id":"${tap}"`),
	);
	if (found === undefined) throw new HostFault(`There is nothing “${tap}” to tap at ${phone}.`);
	return String(found['id']);
}

/** A person writes or taps, and the gateway of this account tells it. */
export async function personDoes(
	sandboxUrl: string,
	{ data: { gateway = '' } }: SavedAccount,
	deed: Deed,
): Promise<void> {
	const { phone, text, tap } = deed;
	const body =
		tap === undefined
			? { phone, gateway, text }
			: { phone, gateway, tap: { message: await tappable(sandboxUrl, gateway, deed), id: tap } };
	await axios.post(`${sandboxUrl}/_sandbox/inbound`, body, { proxy: false });
}

/** Pastes an address into the dashboard of the account's gateway, where it has to be done by hand. */
export async function tellWebhook(
	sandboxUrl: string,
	{ data: { gateway } }: SavedAccount,
	url: string,
): Promise<void> {
	const { data } = await axios.get<unknown>(`${sandboxUrl}/_sandbox/webhooks`, { proxy: false });
	const known = records(isRecord(data) ? data['webhooks'] : []);
	if (known.some((one) => one['gateway'] === gateway && one['url'] === url)) return;
	await axios.delete(`${sandboxUrl}/_sandbox/webhooks`, { params: { gateway }, proxy: false });
	await axios.post(`${sandboxUrl}/_sandbox/webhooks`, { gateway, url }, { proxy: false });
}

import axios from 'axios';

import { HostFault } from '../fault';
import type { SavedAccount } from '../rest/credentials';
import { isRecord, recordsOf } from '../rest/narrow';

/** An action of a WhatsApp user at their phone. */
export interface UserAction {
	readonly phone: string;
	/** The user writes this text … */
	readonly text?: string;
	/** … or taps the button or row with this id, in the newest message that has it. */
	readonly tap?: string;
}

/** Lets a user write or tap in the sandbox, whose gateway then calls the account's webhook. */
export async function performAction(
	sandboxUrl: string,
	{ data: { gateway = '' } }: SavedAccount,
	action: UserAction,
): Promise<void> {
	const { phone, text, tap } = action;
	const body =
		tap === undefined
			? { phone, gateway, text }
			: {
					phone,
					gateway,
					tap: { message: await messageWith(sandboxUrl, gateway, action), id: tap },
				};
	await axios.post(`${sandboxUrl}/_sandbox/inbound`, body, { proxy: false });
}

/** The id of the newest message to a phone that has this button or row. */
async function messageWith(
	sandboxUrl: string,
	gateway: string,
	{ phone, tap }: UserAction,
): Promise<string> {
	const { data } = await axios.get<unknown>(`${sandboxUrl}/_sandbox/messages`, {
		params: { direction: 'outbound', phone, gateway },
		proxy: false,
	});
	const sent = recordsOf(isRecord(data) ? data['messages'] : []).reverse();
	const found = sent.find((message) =>
		JSON.stringify([message['replies'], message['list']]).includes(`"id":"${tap}"`),
	);
	if (found === undefined) throw new HostFault(`No message to ${phone} has a button “${tap}”.`);
	return String(found['id']);
}

/** What became of the gateway's last deliveries, a line for each attempt, without what they said. */
export async function describeDeliveries(
	sandboxUrl: string,
	{ data: { gateway } }: SavedAccount,
): Promise<string> {
	const { data } = await axios.get<unknown>(`${sandboxUrl}/_sandbox/deliveries`, { proxy: false });
	const attempts = recordsOf(isRecord(data) ? data['deliveries'] : [])
		.filter((one) => one['gateway'] === gateway)
		.slice(-5);
	const lines = attempts.map(({ event, at, url, attempt, status, ms }) =>
		[event, at, url, `attempt ${String(attempt)}`, `answer ${String(status)}`, `${String(ms)} ms`]
			.map(String)
			.join(', '),
	);
	return lines.length === 0 ? 'The gateway delivered nothing.' : lines.join('\n');
}

/** Registers a webhook at the account's gateway, as a user does in the gateway's dashboard. */
export async function registerWebhook(
	sandboxUrl: string,
	{ data: { gateway } }: SavedAccount,
	url: string,
): Promise<void> {
	const { data } = await axios.get<unknown>(`${sandboxUrl}/_sandbox/webhooks`, { proxy: false });
	const registered = recordsOf(isRecord(data) ? data['webhooks'] : []);
	if (registered.some((one) => one['gateway'] === gateway && one['url'] === url)) return;
	await axios.delete(`${sandboxUrl}/_sandbox/webhooks`, { params: { gateway }, proxy: false });
	await axios.post(`${sandboxUrl}/_sandbox/webhooks`, { gateway, url }, { proxy: false });
}

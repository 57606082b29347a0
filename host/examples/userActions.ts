import axios from 'axios';

import { HostFault } from '../fault';
import type { SavedAccount } from '../rest/credentials';
import { isRecord, recordsOf } from '../rest/narrow';

/** What a WhatsApp user does at their phone, or a colleague in the WhatsApp Business app. */
export interface UserAction {
	readonly phone: string;
	/** The user writes this text, … */
	readonly text?: string;
	/** … or taps the button or row with this id or title, in the newest message that has it, … */
	readonly tap?: string;
	/** … or a colleague writes this text to the user. */
	readonly colleague?: string;
}

/** What happens to the account itself, as `POST /_sandbox/events` takes it. */
export interface AccountNews {
	/** For example `{ "template": { "name": …, "to": "PAUSED" } }`. */
	readonly news: Readonly<Record<string, unknown>>;
}

/** A button or row of a message at a phone. */
interface Tappable {
	readonly message: string;
	readonly id: string;
}

/** Buttons of an operation that waits for the answer have such ids; a tap there starts no run. */
const ticket = 'wgw1|';

/**
 * Lets a user write or tap in the sandbox, or something happen to the account, whose gateway then calls the account's webhook.
 *
 * @returns whether that starts a run; it does not where a run waits for this tap
 */
export async function performAction(
	sandboxUrl: string,
	{ data: { gateway = '' } }: SavedAccount,
	action: UserAction | AccountNews,
): Promise<boolean> {
	const post = async (path: string, body: object) =>
		await axios.post(`${sandboxUrl}/_sandbox/${path}`, { gateway, ...body }, { proxy: false });
	if ('news' in action) {
		await post('events', action.news);
		return true;
	}
	const { phone, text, tap, colleague } = action;
	if (colleague !== undefined) {
		await post('events', { echo: { phone, text: colleague } });
		return true;
	}
	if (tap === undefined) {
		await post('inbound', { phone, text });
		return true;
	}
	const found = await findTappable(sandboxUrl, gateway, phone, tap);
	await post('inbound', { phone, tap: found });
	return !found.id.startsWith(ticket);
}

/** The messages that a gateway delivered to a phone, newest first. */
async function sentTo(sandboxUrl: string, gateway: string, phone: string) {
	const { data } = await axios.get<unknown>(`${sandboxUrl}/_sandbox/messages`, {
		params: { direction: 'outbound', phone, gateway },
		proxy: false,
	});
	return recordsOf(isRecord(data) ? data['messages'] : []).reverse();
}

/** Rows that the sandbox keeps of a gateway. */
async function rowsOf(sandboxUrl: string, gateway: unknown, name: string) {
	const { data } = await axios.get<unknown>(`${sandboxUrl}/_sandbox/${name}`, { proxy: false });
	return recordsOf(isRecord(data) ? data[name] : []).filter((one) => one['gateway'] === gateway);
}

/** Requests that change or read who hears of an account. */
const subscriptionPaths = /\/subscribed_apps|\/app$|^\/[^/]*\/\d+$/;

/**
 * What became of the gateway's last deliveries, and who hears of its events: a line for each attempt,
 * address and request, without what they said.
 */
export async function describeDeliveries(
	sandboxUrl: string,
	{ data: { gateway } }: SavedAccount,
): Promise<string> {
	const deliveries = await rowsOf(sandboxUrl, gateway, 'deliveries');
	const attempts = deliveries
		.slice(-5)
		.map(({ event, at, url, attempt, status, ms }) =>
			[event, at, url, `attempt ${String(attempt)}`, `answer ${String(status)}`, `${String(ms)} ms`]
				.map(String)
				.join(', '),
		);
	const addresses = (await rowsOf(sandboxUrl, gateway, 'webhooks')).map(
		({ from, url, isActive }) =>
			`${String(from)} address ${String(url)}${isActive === true ? '' : ', not used'}`,
	);
	const requests = (await rowsOf(sandboxUrl, gateway, 'requests'))
		.filter(({ path }) => subscriptionPaths.test(String(path)))
		.slice(-20)
		.map(({ at, method, path, status }) => [at, method, path, status].map(String).join(' '));
	return [
		...(attempts.length === 0 ? ['The gateway delivered nothing.'] : attempts),
		...(addresses.length === 0 ? ['No address is registered.'] : addresses),
		...requests,
	].join('\n');
}

/** Finds a button or row by its id or its title. Throws {@link HostFault}. */
async function findTappable(
	sandboxUrl: string,
	gateway: string,
	phone: string,
	wanted: string,
): Promise<Tappable> {
	for (const message of await sentTo(sandboxUrl, gateway, phone)) {
		const list = isRecord(message['list']) ? message['list'] : {};
		const rows = recordsOf(list['sections']).flatMap((section) => recordsOf(section['rows']));
		const found = [...recordsOf(message['replies']), ...rows].find(
			({ id, title }) => id === wanted || title === wanted,
		);
		if (found !== undefined) return { message: String(message['id']), id: String(found['id']) };
	}
	throw new HostFault(`No message to ${phone} has a button “${wanted}”.`);
}

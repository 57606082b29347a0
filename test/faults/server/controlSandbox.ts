import axios from 'axios';

import { isRecord, recordsOf } from '../../../host/rest/narrow';

/** Posts to the sandbox's control API, which `GET /_sandbox` lists. */
export async function controlSandbox(
	sandboxUrl: string,
	route: string,
	body: object,
): Promise<void> {
	await axios.post(`${sandboxUrl}/_sandbox/${route}`, body, { proxy: false });
}

/** Opens the customer service windows of phones: their users write to a gateway. */
export async function openWindows(
	sandboxUrl: string,
	gateway: string,
	phones: readonly string[],
): Promise<void> {
	await Promise.all(
		phones.map(async (phone) => {
			await controlSandbox(sandboxUrl, 'inbound', { phone, gateway, text: 'Hello' });
		}),
	);
}

/** How often a fault for one phone remains to be injected. */
export async function faultsLeft(sandboxUrl: string, phone: string): Promise<number> {
	const { data } = await axios.get<unknown>(`${sandboxUrl}/_sandbox/faults`, { proxy: false });
	const faults = recordsOf(isRecord(data) ? data['faults'] : []);
	return Number(faults.find((fault) => fault['phone'] === phone)?.['times'] ?? 0);
}

/** How often each of these messages arrived at its phone. */
export async function timesOnPhones(
	sandboxUrl: string,
	gateway: string,
	wanted: ReadonlyArray<{ readonly phone: string; readonly text: string }>,
): Promise<number[]> {
	const { data } = await axios.get<unknown>(`${sandboxUrl}/_sandbox/messages`, {
		params: { direction: 'outbound', gateway },
		proxy: false,
	});
	const counts = new Map<string, number>();
	for (const { phone, text } of recordsOf(isRecord(data) ? data['messages'] : [])) {
		const message = `${String(phone)} ${String(text)}`;
		counts.set(message, (counts.get(message) ?? 0) + 1);
	}
	return wanted.map(({ phone, text }) => counts.get(`${phone} ${text}`) ?? 0);
}

/** How many messages arrived at each of these phones. */
export async function timesAtPhones(
	sandboxUrl: string,
	gateway: string,
	phones: readonly string[],
): Promise<number[]> {
	const { data } = await axios.get<unknown>(`${sandboxUrl}/_sandbox/messages`, {
		params: { direction: 'outbound', gateway },
		proxy: false,
	});
	const messages = recordsOf(isRecord(data) ? data['messages'] : []);
	return phones.map((phone) => messages.filter((message) => message['phone'] === phone).length);
}

/** Takes a gateway's limit away and makes it slow to answer; gives what undoes both. */
export async function openGateway(
	sandboxUrl: string,
	gateway: string,
	stallMs: number,
): Promise<() => Promise<void>> {
	const unlimited = { gateway, requests: 100_000, seconds: 60 };
	await controlSandbox(sandboxUrl, 'rate-limit', unlimited);
	const slow = { gateway, stallMs, after: 'accepted', times: 1_000_000 };
	await controlSandbox(sandboxUrl, 'faults', slow);
	return async () => {
		await axios.delete(`${sandboxUrl}/_sandbox/faults`, { proxy: false });
		await controlSandbox(sandboxUrl, 'rate-limit', { gateway });
	};
}

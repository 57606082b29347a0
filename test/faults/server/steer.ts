import axios from 'axios';

import { isRecord, records } from '../../../host/rest';

/** Asks the sandbox for something: `GET /_sandbox` tells what there is. */
export async function steer(sandboxUrl: string, what: string, body: object): Promise<void> {
	await axios.post(`${sandboxUrl}/_sandbox/${what}`, body, { proxy: false });
}

/** Has people write to a gateway, so that they may be written to for a day. */
export async function openWindows(
	sandboxUrl: string,
	gateway: string,
	phones: readonly string[],
): Promise<void> {
	await Promise.all(
		phones.map(async (phone) => {
			await steer(sandboxUrl, 'inbound', { phone, gateway, text: 'Hello' });
		}),
	);
}

/** How often a fault that was asked for one phone has still to strike; 0 where it is used up. */
export async function faultsLeft(sandboxUrl: string, phone: string): Promise<number> {
	const { data } = await axios.get<unknown>(`${sandboxUrl}/_sandbox/faults`, { proxy: false });
	const faults = records(isRecord(data) ? data['faults'] : []);
	return Number(faults.find((fault) => fault['phone'] === phone)?.['times'] ?? 0);
}

/** How often each of these messages is on its phone. */
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
	for (const { phone, text } of records(isRecord(data) ? data['messages'] : [])) {
		const message = `${String(phone)} ${String(text)}`;
		counts.set(message, (counts.get(message) ?? 0) + 1);
	}
	return wanted.map(({ phone, text }) => counts.get(`${phone} ${text}`) ?? 0);
}

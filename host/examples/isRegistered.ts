import axios from 'axios';

import type { SavedAccount } from '../rest/credentials';
import { isRecord, recordsOf } from '../rest/narrow';

/** Whether the account's gateway in the sandbox delivers its events to an address. */
export async function isRegistered(
	sandboxUrl: string,
	{ data: { gateway } }: SavedAccount,
	url: string,
): Promise<boolean> {
	const { data } = await axios.get<unknown>(`${sandboxUrl}/_sandbox/webhooks`, { proxy: false });
	return recordsOf(isRecord(data) ? data['webhooks'] : []).some(
		(one) => one['gateway'] === gateway && one['isActive'] === true && one['url'] === url,
	);
}

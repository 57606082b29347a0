import { accountPayloads, templatePayloads } from './accounts';
import { echoPayloads } from './echoes';
import { type MetaPayload, numbers } from './envelope';
import { groupPayloads } from './groups';
import { batchPayloads, otherPayloads } from './others';
import { personMessages, wordlessMessages } from './personMessages';
import { callPayloads, preferencePayloads, statusPayloads } from './statuses';

export type { MetaPayload } from './envelope';

/**
 * Deliveries of Meta's webhook, invented after its pages: every field, every type, with and without
 * numbers, in groups, several at once. `table.md` says what becomes of each.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview
 */
export const metaPayloads: ReadonlyArray<readonly [string, readonly MetaPayload[]]> = [
	['What a person says', personMessages],
	['What else stands in the list of messages', wordlessMessages],
	['Groups', groupPayloads],
	['Statuses and payments', statusPayloads],
	['Preferences', preferencePayloads],
	['Calls', callPayloads],
	['Templates', templatePayloads],
	['Accounts and numbers', accountPayloads],
	['The WhatsApp Business app on the same number', echoPayloads],
	['Other fields, and what is not as it should be', otherPayloads],
	['Several at once', batchPayloads],
];

/** The numbers of the payloads, as the filter takes them. */
export const bothNumbers = Object.values(numbers)
	.map((number) => number.display_phone_number)
	.join(', ');

/** Whether a payload starts a run by default: a person speaks, and to the first number. */
export function startsRun({ personSpeaks, payload }: MetaPayload): boolean {
	const text = JSON.stringify(payload);
	const isForSecond = text.includes(numbers.second.phone_number_id);
	return personSpeaks && (!isForSecond || text.includes(numbers.first.phone_number_id));
}

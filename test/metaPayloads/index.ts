import { accountPayloads, templatePayloads } from './accounts';
import { echoPayloads } from './echoes';
import type { MetaPayload } from './envelope';
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

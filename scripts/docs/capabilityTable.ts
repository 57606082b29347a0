import { kinds } from '../../nodes/WhatsAppGateway/core/capabilities';
import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import { kindNames } from '../../nodes/WhatsAppGateway/core/message';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { table } from './markdown';

/** What a gateway can do beside sending. */
const abilities: ReadonlyArray<readonly [string, (gateway: Gateway) => boolean]> = [
	['Write to a hidden number (user ID)', ({ addressesUserIds }) => addressesUserIds === true],
	['Quote a message (Reply To)', ({ quotes }) => quotes === true],
	['File above interactive messages', ({ headerFiles }) => headerFiles === true],
	['Voice Message', ({ voiceMessages }) => voiceMessages === true],
	['Link Preview', ({ linkPreviews }) => linkPreviews === true],
	['Message Key in statuses', ({ carriesMessageKey }) => carriesMessageKey === true],
	['Mark as Read', ({ markRead }) => markRead !== undefined],
	['Get Status, Wait Until', ({ status }) => status !== undefined],
	['Send and Wait for Response, in the chat', ({ send }) => send.buttons !== undefined],
	['Send and Wait for Response, on a page', ({ send }) => send.buttons === undefined],
	['Message: Get Many', ({ conversation }) => conversation?.sides === 'both'],
	[
		'Message: Get Many, without your own messages',
		({ conversation }) => conversation?.sides === 'user',
	],
	[
		'Checks its list after a missing answer',
		({ findSimilarMessages }) => findSimilarMessages !== undefined,
	],
	['Idempotency key', ({ idempotencyHeader }) => idempotencyHeader !== undefined],
	['Contact: Create or Update', ({ contacts }) => contacts?.save !== undefined],
	['Contact: Get', ({ contacts }) => contacts?.get !== undefined],
	['Contact: Get Many', ({ contacts }) => contacts?.search !== undefined],
	['Contact: Add Tag or Group', ({ contacts }) => contacts?.addLabel !== undefined],
	['Contact: Remove Tag or Group', ({ contacts }) => contacts?.removeLabel !== undefined],
	['Trigger (webhook)', ({ webhook }) => webhook !== undefined],
	['Polling Trigger', ({ inbox }) => inbox !== undefined],
	['Phone Number: Check at Gateway', ({ checkNumber }) => checkNumber !== undefined],
];

/** The README's table of the message kinds and functions that each gateway supports, in Markdown. */
export function capabilityTable(): string {
	const yesOrNo = (can: boolean) => (can ? 'yes' : 'no');
	return table(
		['', ...gateways.map(({ name, docs }) => `[${name}](${docs})`)],
		[
			...kinds.map((kind) => [
				kindNames[kind],
				...gateways.map(({ send }) => yesOrNo(send[kind] !== undefined)),
			]),
			...abilities.map(([name, can]) => [
				name,
				...gateways.map((gateway) => yesOrNo(can(gateway))),
			]),
			[
				'Default rate limit',
				...gateways.map(({ budget }) => `${budget.messages} requests in ${budget.perSeconds} s`),
			],
		],
	);
}

/** The README's list of what is assumed about each gateway, in Markdown. */
export function assumptionList(): string {
	return gateways
		.map(({ name, assumptions }) =>
			[`**${name}**`, '', ...assumptions.map((sentence) => `- ${sentence}`)].join('\n'),
		)
		.join('\n\n');
}

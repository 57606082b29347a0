import { kinds } from '../../nodes/WhatsAppGateway/core/capabilities';
import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import { kindNames } from '../../nodes/WhatsAppGateway/core/message';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { markdownTable } from './markdownTable';

/** What a gateway can do beside sending, in words. */
const abilities: ReadonlyArray<readonly [string, (gateway: Gateway) => boolean]> = [
	['Quote a message (Reply To)', ({ quotes }) => quotes === true],
	['Mark as Read', ({ markRead }) => markRead !== undefined],
	['Get Status, Wait Until', ({ status }) => status !== undefined],
	['Looks up what got no answer', ({ findSentMessage }) => findSentMessage !== undefined],
	['Idempotency key', ({ idempotencyHeader }) => idempotencyHeader !== undefined],
	['Contact: Create or Update', ({ contacts }) => contacts?.save !== undefined],
	['Contact: Get', ({ contacts }) => contacts?.get !== undefined],
	['Contact: Get Many', ({ contacts }) => contacts?.search !== undefined],
	['Contact: Add Label', ({ contacts }) => contacts?.addLabel !== undefined],
	['Contact: Remove Label', ({ contacts }) => contacts?.removeLabel !== undefined],
	['Trigger (webhook)', ({ webhook }) => webhook !== undefined],
	['Polling Trigger', ({ inbox }) => inbox !== undefined],
	['Phone Number: Check at the gateway', ({ checkNumber }) => checkNumber !== undefined],
];

/** The table of what each gateway carries and can do, for the README, in Markdown. */
export function capabilityTable(): string {
	const mark = (can: boolean) => (can ? 'yes' : 'no');
	const rows = [
		['', ...gateways.map((gateway) => `[${gateway.name}](${gateway.docs})`)],
		...kinds.map((kind) => [
			kindNames[kind],
			...gateways.map(({ send }) => mark(send[kind] !== undefined)),
		]),
		...abilities.map(([name, can]) => [name, ...gateways.map((gateway) => mark(can(gateway)))]),
		[
			'Default pace',
			...gateways.map(({ budget }) => `${budget.messages} in ${budget.perSeconds} s`),
		],
	];
	const [head = [], ...body] = rows;
	return markdownTable(head, body);
}

/** What is assumed of each gateway, for the README, in Markdown. */
export function assumptionList(): string {
	return gateways
		.map(({ name, assumptions }) =>
			[`**${name}**`, '', ...assumptions.map((sentence) => `- ${sentence}`)].join('\n'),
		)
		.join('\n\n');
}

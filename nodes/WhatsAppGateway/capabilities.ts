import type { Gateway } from './core/gateway';
import { kindNames, type Kind } from './core/message';
import { gateways } from './gateways';

const kinds = Object.keys(kindNames) as Kind[];

/** The kinds of message that a gateway carries, in words. */
export function carries(gateway: Gateway): string[] {
	return kinds.filter((kind) => gateway.send[kind] !== undefined).map((kind) => kindNames[kind]);
}

/** What does nearly the same as a kind, nearest first. */
const nearest: Partial<Record<Kind, ReadonlyArray<readonly [Kind, string]>>> = {
	list: [
		['buttons', 'up to three reply buttons'],
		['ctaUrl', 'a link button'],
	],
	buttons: [['list', 'a list']],
	ctaUrl: [['buttons', 'reply buttons, with the link in the text']],
	sticker: [['image', 'an image']],
	audio: [['document', 'a document']],
	image: [['document', 'a document']],
	video: [['document', 'a document']],
};

/** What works instead of a kind that a gateway lacks, in words. A template always does. */
export function substitutes({ send }: Gateway, kind: Kind): string {
	const others = (nearest[kind] ?? []).filter(([other]) => send[other] !== undefined);
	return [...others.slice(0, 1).map(([, words]) => words), 'a template'].join(', or ');
}

/** What a gateway can do beside sending, in words. */
const abilities: ReadonlyArray<readonly [string, (gateway: Gateway) => boolean]> = [
	['Quote a message (Reply To)', ({ quotes }) => quotes === true],
	['Mark as Read', ({ markRead }) => markRead !== undefined],
	['Get Status, Wait Until', ({ status }) => status !== undefined],
	['Looks up what got no answer', ({ find }) => find !== undefined],
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

/** A table in Markdown, in the form that Prettier gives it. */
export function markdownTable(
	head: readonly string[],
	body: ReadonlyArray<readonly string[]>,
): string {
	const width = head.map((_cell, column) =>
		Math.max(3, ...[head, ...body].map((row) => row[column]?.length ?? 0)),
	);
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell, index) => cell.padEnd(width[index] ?? 0)).join(' | ')} |`;
	return [line(head), line(width.map((one) => '-'.repeat(one))), ...body.map(line)].join('\n');
}

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

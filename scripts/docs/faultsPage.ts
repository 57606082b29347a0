import { type FaultName, faults } from '../../nodes/WhatsAppGateway/core/faults';
import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { retryMode } from '../../nodes/WhatsAppGateway/http/retryPolicy';
import { type FaultSource, faultSources, foundBefore } from './faultSources';
import { linkTo, table } from './markdown';

const names = Object.keys(faults) as FaultName[];

function namesOf(has: (gateway: Gateway) => boolean): string {
	return gateways
		.filter(has)
		.map(({ name }) => name)
		.join(', ');
}

const withKeys = namesOf(({ idempotencyHeader }) => idempotencyHeader !== undefined);
const withMessageList = namesOf(({ findSimilarMessages }) => findSimilarMessages !== undefined);

const wasSent = { no: 'no', unknown: 'perhaps', either: 'it depends' } as const;
const wasSentInFull = {
	no: 'No.',
	unknown: 'Perhaps; it cannot be known from here.',
	either: 'As a rule no. Where `sent` on the error output is `unknown`, perhaps.',
} as const;

const triesAgain = { always: 'yes', withKey: 'with a key', never: 'no' } as const;
const triesAgainInFull = {
	always: 'Yes. You see this fault only where that did not help.',
	withKey: `Only where the gateway supports idempotency keys (${withKeys}): the same key twice sends once.`,
	never: 'No.',
} as const;

/** What the node does before it reports an unknown outcome. */
const unknownOutcomeNote = `Where the gateway keeps a list of its messages (${withMessageList}), the node looks there first, and says if it shows the same words to the same person: then the message was most likely sent. The option _Retry If Outcome Unknown_ sends it again where no list shows it; the person may then get it twice.`;

function overviewTable(): string {
	return table(
		['Fault', 'What happened', 'Does the node try again?', 'Was it sent?'],
		names.map((fault) => [
			linkTo(fault),
			faults[fault].happened,
			triesAgain[retryMode(fault)],
			wasSent[faults[fault].sent],
		]),
	);
}

/** The list of what becomes a fault, by source. */
function causesOf(fault: FaultName): string {
	const before = foundBefore[fault];
	const causes = faultSources.flatMap(({ title, lines, format }) => {
		const own = lines.filter((line) => line.fault === fault);
		if (own.length === 0) return [];
		return [
			`- ${title}`,
			...own.map(({ example, message }) => `  - ${format(example)}: ${message}`),
		];
	});
	return [
		...(before === undefined ? [] : [`- The node itself, before anything is sent: ${before}.`]),
		...causes,
	].join('\n');
}

function faultSection(fault: FaultName): string[] {
	const { happened, hint, sent } = faults[fault];
	const note = fault === 'unknownOutcome' ? ` ${unknownOutcomeNote}` : '';
	return [
		`### ${fault}`,
		`**What happened:** ${happened}`,
		`**What to do:** ${hint}`,
		`**Was it sent?** ${wasSentInFull[sent]}`,
		`**Does the node try again?** ${triesAgainInFull[retryMode(fault)]}${note}`,
		'**Reported by:**',
		causesOf(fault),
	];
}

function sourceSection({ title, exampleHeading, notes, lines, format }: FaultSource): string[] {
	const rows = lines.map(({ example, fault, message, hint }) => [
		format(example),
		message,
		hint ?? faults[fault].hint,
		linkTo(fault),
	]);
	const head = [exampleHeading, 'What happened', 'What to do', 'Fault'];
	return [`### ${title}`, ...notes, table(head, rows)];
}

/** What an item on the error output has. */
const errorOutput = `With _On Error: Continue (using error output)_ the other items are sent, and each one that could not be is
output there with its own fields and these:

| Field                     | What it says                                                                                                  |
| ------------------------- | ------------------------------------------------------------------------------------------------------------- |
| \`fault\`                   | One name of a closed list, such as \`windowClosed\`, \`templateParameters\`, \`recipientInvalid\`, \`unknownOutcome\` |
| \`message\`, \`hint\`         | What happened; what to do                                                                                     |
| \`sent\`                    | \`no\`, or \`unknown\` where the message may have been sent                                                       |
| \`retryable\`               | Whether the same item may succeed later                                                                       |
| \`metaCode\`, \`gatewayCode\` | WhatsApp's and the gateway's own words for it                                                                 |
| \`correlationId\`           | What the gateway's or Meta's support asks for, if it gives one                                                |
| \`status\`                  | \`failed\`, or \`unknown\` where the message may have been sent; operations that send nothing have none           |
| \`to\`, \`raw\`               | The recipient, and the gateway's own answer; \`userId\` for a person who hides the number                       |
| \`replacedInput\`           | What the input item had in fields of these names; \`null\` for nothing                                          |

Such an item never looks like a receipt: if the input item was the receipt of an earlier message, its fields are
\`null\` and stand in \`replacedInput\`. With _On Error: Continue_ the items have the same fields, on the one output.

What the node tries again by itself, and what never, is on the page [Never lost, never twice](never-twice.md).`;

/** docs/faults.md: every fault with what happened and what to do, from the tables, in Markdown. */
export function faultsPage(): string {
	return [
		'<!-- GENERATED by `npm run docs` from the tables of the gateways. Do not edit. -->',
		'# When something cannot be sent',
		`Whichever gateway sends your messages, what cannot be done comes out as one of ${names.length} faults. You meet them in two places:`,
		[
			'- **The node stops.** n8n shows what happened and, below it, what to do.',
			'- **The error output**, where _On Error_ in the node’s settings is _Continue (using error output)_. The other items are sent, and each one that could not be comes out as data: its fault in `fault`, what happened in `message`, what to do in `hint`, and [more](#what-the-error-output-says).',
		].join('\n'),
		'Look for the fault’s name in the first table, or for the words or the code that you were shown:',
		faultSources.map(({ title }) => `- ${linkTo(title)}`).join('\n'),
		'## The faults',
		overviewTable(),
		`_With a key_: only where the gateway supports idempotency keys (${withKeys}), because there the same key twice sends once.`,
		...names.flatMap(faultSection),
		'## What the error output says',
		errorOutput,
		'## By what the gateway says',
		'The gateway’s own words and codes decide, and Meta’s code wherever the gateway lets it through; where neither is known, the HTTP status does. Words are examples: others of the same meaning are understood, too. On the error output they stand in `gatewayCode`, Meta’s code in `metaCode`, and the whole answer in `raw`.',
		...faultSources.flatMap(sourceSection),
	]
		.join('\n\n')
		.concat('\n');
}

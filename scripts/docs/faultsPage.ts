import { type FaultName, faults, type GatewayError, type FaultRule } from '../../nodes/WhatsAppGateway/core/faults';
import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import type { Answer } from '../../nodes/WhatsAppGateway/core/request';
import { statusFault } from '../../nodes/WhatsAppGateway/gatewayKit/statusFault';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { toNetworkFault } from '../../nodes/WhatsAppGateway/http/networkErrors';
import { retryMode } from '../../nodes/WhatsAppGateway/http/retryPolicy';
import { metaFaultRules } from '../../nodes/WhatsAppGateway/whatsapp/metaErrors';
import { markdownTable as table } from './markdownTable';

const names = Object.keys(faults) as FaultName[];

/** A row of the page: a group of rows is what one speaker says. */
type Row = Pick<FaultRule, 'example' | 'fault' | 'message' | 'hint'>;

const anyGateway = 'The gateway';

/** What the HTTP status alone means, where no word or code is known. */
const statuses: ReadonlyArray<readonly [string, Partial<Answer>]> = [
	['401', { status: 401 }],
	['402', { status: 402 }],
	['403', { status: 403 }],
	['404', { status: 404 }],
	['409', { status: 409 }],
	['429', { status: 429 }],
	['400, 422 and every other 4xx', { status: 422 }],
	['5xx to a message', { status: 500, sends: true }],
	['5xx to anything else', { status: 500 }],
	['a web page instead of data', { status: 404, isJson: false }],
];

/** What it means that no answer comes. */
const silences: ReadonlyArray<readonly [string, string, boolean]> = [
	['the address cannot be found or reached', 'ENOTFOUND', true],
	['the certificate is not trusted', 'DEPTH_ZERO_SELF_SIGNED_CERT', true],
	['the server speaks http only', 'ERR_SSL_WRONG_VERSION_NUMBER', true],
	['no answer to a message in time', 'ETIMEDOUT', true],
	['the connection breaks after a message', 'ECONNRESET', true],
	['no answer to anything else in time', 'ETIMEDOUT', false],
];

/** What the node finds out by itself, before anything is sent. */
export const foundBefore: Readonly<Partial<Record<FaultName, string>>> = {
	invalidRequest: 'a field is empty, malformed or longer than WhatsApp takes',
	unsupported: 'the gateway does not carry what is asked for',
	recipientInvalid: 'the number in To cannot be read',
	templateNotFound: 'it looks every template up',
	templateNotApproved: 'it looks every template up',
	templatePaused: 'it looks every template up',
	templateParameters: 'it compares the values with the template’s placeholders',
	mediaRejected: 'the file is missing, too large or of a type that WhatsApp does not take',
};

/** With “The gateway” small where it stands within a sentence. */
function lowered(message: string): string {
	return message.replaceAll(/([a-z] )The gateway/g, '$1the gateway');
}

function rowOf(example: string, { fault, message, hint }: GatewayError): Row {
	return { example: example, fault, message: lowered(message), hint };
}

const statusRows = statuses.map(([example, more]) => {
	const answer = { status: 0, headers: {}, body: {}, isJson: true, sends: false, attempts: 1 };
	return rowOf(example, statusFault({ ...answer, ...more }, anyGateway, {}));
});

const silenceRows = silences.map(([example, code, sends]) => {
	const about = { gateway: anyGateway, host: 'the Base URL', seconds: 30, sends };
	return rowOf(example, toNetworkFault({ code }, about));
});

const metaRows: readonly Row[] = metaFaultRules(anyGateway).map((row) => ({
	...row,
	message: lowered(row.message),
}));

/** What a gateway says in its own words or codes, without what is Meta's. */
function ownRows({ faults: { rules } }: Gateway): readonly Row[] {
	return rules.filter(({ metaCode }) => metaCode === undefined);
}

/** Whether Meta's codes are among what it says itself. */
function isMeta({ faults: { rules } }: Gateway): boolean {
	return rules.some(({ metaCode }) => metaCode !== undefined);
}

const code = (words: string) => `\`${words}\``;
const linked = (fault: FaultName) => `[${fault}](#${fault.toLowerCase()})`;
const anchor = (title: string) =>
	title
		.toLowerCase()
		.replace(/[^\w\- ]/g, '')
		.replaceAll(' ', '-');

const metaTitle = 'Meta’s codes, through any gateway';

/** All that is said of what cannot be done, by who says it. */
const speeches: ReadonlyArray<{
	readonly title: string;
	readonly head: string;
	readonly note: readonly string[];
	readonly rows: readonly Row[];
	readonly say: (words: string) => string;
}> = [
	...gateways.map((gateway) => ({
		title: gateway.name,
		head: 'It says',
		note: isMeta(gateway) ? [`Its codes are [Meta’s](#${anchor(metaTitle)}), and besides:`] : [],
		rows: ownRows(gateway),
		say: code,
	})),
	{
		title: metaTitle,
		head: 'Code',
		note: [
			'Every gateway sits on Meta’s WhatsApp service and may let its codes through. 200 stands for all from 200 to 299.',
		],
		rows: metaRows,
		say: code,
	},
	{
		title: 'The HTTP status, of any gateway',
		head: 'Status',
		note: ['Where neither words nor a code are known. What the gateway said is added in quotes.'],
		rows: statusRows,
		say: (example) => example,
	},
	{
		title: 'No proper answer, from any gateway',
		head: 'What comes',
		note: [],
		rows: silenceRows,
		say: (example) => example,
	},
];

const wasSent = { no: 'no', unknown: 'perhaps', either: 'it depends' } as const;
const wasSentInFull = {
	no: 'No.',
	unknown: 'Perhaps; nobody can say from here.',
	either: 'As a rule no. Where `sent` on the error output is `unknown`, perhaps.',
} as const;

const withKeys = gateways
	.filter(({ idempotencyHeader }) => idempotencyHeader !== undefined)
	.map(({ name }) => name)
	.join(', ');
const lists = gateways
	.filter(({ findSentMessage }) => findSentMessage !== undefined)
	.map(({ name }) => name)
	.join(', ');
const triesAgain = { always: 'yes', withKey: 'with a key', never: 'no' } as const;
const triesAgainInFull = {
	always: 'Yes. You see this fault only where that did not help.',
	withKey: `Only where the gateway takes idempotency keys (${withKeys}): the same key twice sends once.`,
	never: 'No.',
} as const;

/** What the node does before it says that nobody can tell. */
const lookedUp = `Where the gateway keeps a list of its messages (${lists}), the node looks there first, and goes on with a receipt if it finds the message. The option _Retry If Outcome Unknown_ sends it again all the same; the person may then get it twice.`;

/** Who says something that comes out as a fault, and in which words. */
function speakers(fault: FaultName): string[] {
	const before = foundBefore[fault];
	const spoken = speeches.flatMap(({ title, rows, say }) => {
		const said = rows.filter((row) => row.fault === fault);
		const lines = said.map(({ example: example, message }) => `  - ${say(example)}: ${message}`);
		return said.length > 0 ? [`- ${title}`, ...lines] : [];
	});
	return before === undefined
		? spoken
		: [`- The node itself, before anything is sent: ${before}.`, ...spoken];
}

function section(fault: FaultName): string[] {
	const { happened, hint, sent } = faults[fault];
	return [
		`### ${fault}`,
		`**What happened:** ${happened}`,
		`**What to do:** ${hint}`,
		`**Was it sent?** ${wasSentInFull[sent]}`,
		`**Does the node try again?** ${triesAgainInFull[retryMode(fault)]}${fault === 'unknownOutcome' ? ` ${lookedUp}` : ''}`,
		'**Said by:**',
		speakers(fault).join('\n'),
	];
}

/** docs/faults.md: every fault with what happened and what to do, from the tables, in Markdown. */
export function faultsPage(): string {
	const titles = speeches.map(({ title }) => `[${title}](#${anchor(title)})`);
	return [
		'<!-- GENERATED by `npm run build` from the tables of the gateways. Do not edit. -->',
		'# When something cannot be sent',
		`Whatever gateway carries your messages, what cannot be done comes out as one of ${names.length} faults. You meet them in two places:`,
		[
			'- **The node stops.** n8n shows what happened and, below it, what to do.',
			'- **The error output**, where _On Error_ in the node’s settings is _Continue (using error output)_. The other items are sent, and each one that could not be comes out as data: its fault in `fault`, what happened in `message`, what to do in `hint`, and [more](../README.md#when-something-cannot-be-sent).',
		].join('\n'),
		'Look for the fault’s name in the first table, or for the words or the code that you were shown:',
		titles.map((title) => `- ${title}`).join('\n'),
		'## The faults',
		table(
			['Fault', 'What happened', 'Does the node try again?', 'Was it sent?'],
			names.map((fault) => [
				linked(fault),
				faults[fault].happened,
				triesAgain[retryMode(fault)],
				wasSent[faults[fault].sent],
			]),
		),
		`_With a key_: only where the gateway takes idempotency keys (${withKeys}), because there the same key twice sends once.`,
		...names.flatMap(section),
		'## By what the gateway says',
		'The gateway’s own words and codes decide, and Meta’s code wherever the gateway lets it through; where neither is known, the HTTP status does. Words are examples: others of the same meaning are understood, too. On the error output they stand in `gatewayCode`, Meta’s code in `metaCode`, and the whole answer in `raw`.',
		...speeches.flatMap(({ title, head, note, rows, say }) => [
			`### ${title}`,
			...note,
			table(
				[head, 'What happened', 'What to do', 'Fault'],
				rows.map(({ example: example, fault, message, hint }) => [
					say(example),
					message,
					hint ?? faults[fault].hint,
					linked(fault),
				]),
			),
		]),
	]
		.join('\n\n')
		.concat('\n');
}

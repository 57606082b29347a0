import { existsSync } from 'node:fs';
import path from 'node:path';

import { kinds } from '../../nodes/WhatsAppGateway/core/capabilities';
import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import { changeableLists } from '../../nodes/WhatsAppGateway/core/lists';
import type { Webhook } from '../../nodes/WhatsAppGateway/core/webhook';
import { kindNames, type Kind } from '../../nodes/WhatsAppGateway/core/message';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { mediaKinds } from '../../nodes/WhatsAppGateway/operations/messages/sendMedia';
import { table } from './markdown';

/** What a gateway can do beside sending. */
const abilities: ReadonlyArray<readonly [string, (gateway: Gateway) => boolean]> = [
	[
		'To: the user ID of a person who hides the number',
		({ addressesUserIds }) => addressesUserIds === true,
	],
	['To: a group', ({ groups }) => groups !== undefined],
	['Reply To', ({ quotes }) => quotes === true],
	['Header of Send Interactive: a file', ({ headerFiles }) => headerFiles === true],
	['Voice Message', ({ voiceMessages }) => voiceMessages === true],
	['Link Preview', ({ linkPreviews }) => linkPreviews === true],
	['Marketing Messages API', ({ marketingMessages }) => marketingMessages === true],
	['Message Key in statuses', ({ carriesMessageKey }) => carriesMessageKey === true],
	['Merge Fields', ({ keepMergeFields }) => keepMergeFields !== undefined],
	['Mark as Read', ({ markRead }) => markRead !== undefined],
	['Get Status, Wait Until', ({ status }) => status !== undefined],
	['Send and Wait for Response, in the chat', ({ send }) => send.buttons !== undefined],
	['Send and Wait for Response, on a page', ({ send }) => send.buttons === undefined],
	[
		'Send Broadcast, Get Many Broadcasts (the gateway’s own)',
		({ broadcasts }) => broadcasts !== undefined,
	],
	['Message: Get Many', ({ conversation }) => conversation?.sides === 'both'],
	[
		'Message: Get Many, of the whole account',
		({ conversation }) => conversation?.listAll !== undefined,
	],
	[
		'Message: Get Many, without your own messages',
		({ conversation }) => conversation?.sides === 'user',
	],
	[
		'No answer came: the gateway’s list of messages is read',
		({ findSimilarMessages }) => findSimilarMessages !== undefined,
	],
	[
		'A repeat sends once (idempotency key)',
		({ idempotencyHeader }) => idempotencyHeader !== undefined,
	],
	[
		'One-Time Password: Send, Resend, Verify, Get Status',
		({ send }) => send.template !== undefined,
	],
	[
		'One-Time Password: kept and counted by the gateway',
		({ oneTimePassword }) => oneTimePassword !== undefined,
	],
	['Contact: Create or Update', ({ contacts }) => contacts?.save !== undefined],
	['Contact: Create Many', ({ contacts }) => contacts?.batch !== undefined],
	['Contact: Add Comment', ({ contacts }) => contacts?.addComment !== undefined],
	['Contact: Get Comments', ({ contacts }) => contacts?.listComments !== undefined],
	[
		'Contact: Update Comment, Delete Comment',
		({ contacts }) => contacts?.updateComment !== undefined,
	],
	['Contact: Get', ({ contacts }) => contacts?.get !== undefined],
	['Contact: Get Many', ({ contacts }) => contacts?.search !== undefined],
	['Contact: Get, by email', ({ contacts }) => contacts?.getByEmail !== undefined],
	['Contact: Update', ({ contacts }) => contacts?.update !== undefined],
	['Contact: Delete', ({ contacts }) => contacts?.remove !== undefined],
	['Contact: Delete Many', ({ contacts }) => contacts?.batchRemoval !== undefined],
	['Contact: Get Many Tags or Groups', ({ lists }) => lists?.labels !== undefined],
	['Contact: Add Tag or Group', ({ contacts }) => contacts?.addLabel !== undefined],
	['Contact: Remove Tag or Group', ({ contacts }) => contacts?.removeLabel !== undefined],
	['Contact: Start Sequence', ({ startAutomation }) => startAutomation?.sequence !== undefined],
	['Contact: Start Flow', ({ startAutomation }) => startAutomation?.flow !== undefined],
	['Account: Get Many Message Bots', ({ lists }) => lists?.messageBots !== undefined],
	['Account: Get Many Template Bots', ({ lists }) => lists?.templateBots !== undefined],
	[
		'Contact: Block, Unblock, Get Many Blocked, Get Call Permission',
		({ businessNumbers }) => businessNumbers !== undefined,
	],
	['Contact List: Create, Update, Delete', ({ listChanges }) => listChanges !== undefined],
	[
		'Contact List: Get Many',
		({ lists }) => changeableLists.some((name) => lists?.[name] !== undefined),
	],
	[
		'Conversation: Get Many, Update, Resume AI, Assign, Unassign',
		({ inboxConversations }) => inboxConversations !== undefined,
	],
	[
		'Lead: Create, Get Many, Update, Delete, Assign, Unassign, Change Status of Many, Fields',
		({ leads }) => leads !== undefined,
	],
	['Template: Create', ({ templateManagement }) => templateManagement?.create !== undefined],
	[
		'Template: Create From Library, Get Library',
		({ templateManagement }) => templateManagement?.library !== undefined,
	],
	['Template: Edit', ({ templateManagement }) => templateManagement?.edit !== undefined],
	['Template: Delete', ({ templateManagement }) => templateManagement?.remove !== undefined],
	[
		'Template: Get Analytics',
		({ templateManagement }) => templateManagement?.analytics !== undefined,
	],
	['Template: Sync', ({ templateManagement }) => templateManagement?.sync !== undefined],
	[
		'Group: Create, Update, Delete, Invite Link, Join Requests',
		({ groups }) => groups !== undefined,
	],
	['Media: Upload', ({ media, mediaLibrary }) => media !== undefined || mediaLibrary !== undefined],
	['Media: Get, Download, Delete', ({ media }) => media !== undefined],
	['Media: Get Many', ({ mediaLibrary }) => mediaLibrary !== undefined],
	['Account: Get Usage', ({ plan }) => plan !== undefined],
	['Account: Get Analytics', ({ businessNumbers }) => businessNumbers !== undefined],
	[
		'Message Link: Create, Get Many, Update, Delete',
		({ businessNumbers }) => businessNumbers !== undefined,
	],
	[
		'Business Profile, Phone Number: Get, Get Many, Conversational Components',
		({ businessNumbers }) => businessNumbers !== undefined,
	],
	['WhatsApp Gateway Trigger', ({ webhook }) => webhook !== undefined],
	['WhatsApp Gateway Polling Trigger', ({ inbox }) => inbox !== undefined],
	[
		'WhatsApp Gateway Polling Trigger: campaigns, flows, sequences',
		({ inbox }) => inbox?.ownLists?.includes('campaignSent') === true,
	],
	[
		'WhatsApp Gateway Polling Trigger: new contacts, echoes of the inbox',
		({ inbox }) => inbox?.ownLists?.includes('contactCreated') === true,
	],
	['Phone Number: Check at Gateway', ({ checkNumber }) => checkNumber !== undefined],
];

const isMedia = (kind: Kind) => mediaKinds.some((media) => media === kind);
const ofOneOperation: readonly Kind[] = [
	...(['text', 'template', 'location', 'contacts', 'reaction', 'raw'] as const),
];

/** The operation that sends a kind, and its type there if it sends several, in the form's words. */
function operationOf(kind: Kind): readonly [operation: string, type?: string] {
	if (isMedia(kind)) return ['Send Media', kindNames[kind]];
	if (ofOneOperation.includes(kind)) return [`Send ${kindNames[kind]}`];
	return ['Send Interactive', kindNames[kind]];
}

/** Types of one operation that the same gateways have share a row. */
function kindRows(): string[][] {
	const rows = new Map<string, { operation: string; types: string[]; cells: string[] }>();
	for (const kind of kinds) {
		const [operation, type] = operationOf(kind);
		const cells = gateways.map(({ send }) => mark(send[kind] !== undefined));
		const key = [operation, ...cells].join();
		const row = rows.get(key) ?? { operation, types: [], cells };
		rows.set(key, { ...row, types: [...row.types, ...(type === undefined ? [] : [type])] });
	}
	return [...rows.values()].map(({ operation, types, cells }) => [
		types.length === 0 ? operation : `${operation}: ${types.join(', ')}`,
		...cells,
	]);
}

const mark = (can: boolean) => (can ? '✓' : '–');

/** The gateway's page about connecting it; its own documentation while there is none. */
function pageOf({ id, docs }: Gateway): string {
	const page = `docs/connect/${id}.md`;
	return existsSync(path.resolve(__dirname, '../..', page)) ? page : docs;
}

/** The README's table of what each gateway supports, in the words of the forms, in Markdown. */
export function capabilityTable(): string {
	return table(
		['', ...gateways.map((gateway) => `[${gateway.name}](${pageOf(gateway)})`)],
		[
			...kindRows(),
			...abilities.map(([name, can]) => [name, ...gateways.map((gateway) => mark(can(gateway)))]),
			[
				'Pace, unless you set one (messages)',
				...gateways.map(({ budget }) => `${budget.messages} in ${budget.perSeconds} s`),
			],
		],
	);
}

/** docs/assumptions.md: what is assumed about each gateway, in Markdown. */
export function assumptionsPage(): string {
	return [
		'<!-- GENERATED by `npm run docs` from the gateways. Do not edit. -->',
		'# What is assumed',
		'Where a gateway’s documentation is silent, this package reads every form that is documented anywhere, and assumes what stands here. Do you know better? Please [tell us](https://github.com/n8n-nodes-whatsapp-gateways/n8n-nodes-whatsapp-gateways/issues).',
		...gateways.flatMap(({ name, assumptions }) => [
			`## ${name}`,
			assumptions.map((sentence) => `- ${sentence}`).join('\n'),
		]),
	]
		.join('\n\n')
		.concat('\n');
}

/** The steps of the set-up for receiving, as the trigger's form shows them, in Markdown. */
export function receivingSteps({ setup }: Pick<Webhook, 'setup'>): string {
	return [
		'Add a **WhatsApp Gateway Trigger** to a workflow and choose the credential. Then, as the form says:',
		setup
			.map(
				(step, at) =>
					`${at + 1}. ${step.replace(/: \{url\}/g, ' (the form shows it)').replaceAll('{url}', 'the address that the form shows')}`,
			)
			.join('\n'),
	].join('\n\n');
}

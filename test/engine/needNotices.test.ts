import { type INodeParameters, type INodeProperties, NodeHelpers } from 'n8n-workflow';

import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';
import { form, nodeType, runItems } from './engine';
import { exampleMessages } from './exampleMessages';
import { anna, startSandbox, type Sandbox } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => await sandbox.reset());

const { description } = nodeType;

/** The form's parameters with the defaults that the editor fills in. */
const filledIn = (parameters: INodeParameters) =>
	NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		...([true, false, { typeVersion: 1 }, description] as const),
	) ?? {};

const isNotice = ({ name }: INodeProperties) => name.startsWith('lackOf');

/** The notices about the gateway that the form shows; n8n shows none whose text is empty. */
async function noticesOf(gateway: string, parameters: INodeParameters): Promise<string[]> {
	const values = filledIn(parameters);
	const shown = description.properties.filter(
		(field) =>
			isNotice(field) &&
			NodeHelpers.displayParameter(values, field, { typeVersion: 1 }, description),
	);
	const texts = await Promise.all(
		shown.map(async ({ typeOptions }) => {
			const { resourceMapperMethod = '' } = typeOptions?.resourceMapper ?? {};
			const load = nodeType.methods?.resourceMapping?.[resourceMapperMethod];
			const loaded = await load?.call(form(values, sandbox.account(gateway)));
			expect(loaded?.fields).toEqual([]);
			return loaded?.emptyFieldsNotice ?? 'not loaded';
		}),
	);
	return texts.filter((text) => text !== '');
}

const contact = (operation: string) => ({
	...{ resource: 'contact', operation, contact: anna, label: 'vip' },
	...{ returnAll: false, limit: 1, filters: {} },
});

/** A run of each operation that not every gateway has. */
const runs: ReadonlyArray<readonly [string, INodeParameters]> = [
	...Object.entries(exampleMessages).map(([kind, { parameters }]) => [kind, parameters] as const),
	...['upsert', 'get', 'getAll', 'addLabel', 'removeLabel'].map(
		(operation) => [`contact: ${operation}`, contact(operation)] as const,
	),
	['getMany', { resource: 'message', operation: 'getMany', phoneNumber: anna, limit: 1 }],
	['getStatus', { resource: 'message', operation: 'getStatus', messageId: 'wamid.x' }],
	['markAsRead', { resource: 'message', operation: 'markAsRead', whatsappMessageId: 'wamid.x' }],
];

describe.each(gateways.map((gateway): [string, Gateway] => [gateway.name, gateway]))(
	'%s',
	(_name, { id }) => {
		test.each(runs)(
			'says in the form of %s what a run would refuse, and nothing else',
			async (_run, given) => {
				const parameters = { options: {}, to: anna, ...given };
				const { output } = await runItems(
					sandbox.account(id),
					parameters,
					[{ wamid: 'wamid.x' }],
					'continueErrorOutput',
				);
				const { fault, message, hint } = output(1)[0]?.json ?? {};
				const expected = fault === 'unsupported' ? [`${String(message)} ${String(hint)}`] : [];
				expect(await noticesOf(id, parameters)).toEqual(expected);
			},
		);
	},
);

test('the notice names the gateways that can do it', async () => {
	const location = { resource: 'message', operation: 'sendLocation' };
	expect(await noticesOf('qyvo', location)).toEqual([
		'Qyvo does not support messages of the kind Location. Use a text with the address, or a template; Qyvo supports: Text, Template. Or use a credential of Meta Cloud API or WA.CR Developer API.',
	]);
});

test.each([
	['sendLocation', 'Use a link button to a map, or a template;'],
	['sendContactCard', 'Use a text with the number, or a template;'],
	['sendReaction', 'Use a short text, or a template;'],
	['sendRaw', 'Use the other operations of Message;'],
])('at Xobito, the notice of %s names what serves instead', async (operation, instead) => {
	const [notice] = await noticesOf('xobito', { resource: 'message', operation });
	expect(notice).toContain(instead);
});

test('at Meta, which keeps no contacts, it says what to use instead', async () => {
	const [notice] = await noticesOf('metaCloud', contact('get'));
	expect(notice).toMatch(
		/^Meta Cloud API cannot look up a contact\. Meta keeps no contacts\. Keep people in your CRM .* Or use a credential of Mojeeb, Qyvo, WA\.CR \/ Rasl, WA\.CR Developer API or Xobito\.$/,
	);
});

test.each([
	[
		'files, which it neither sends nor receives',
		{ resource: 'media', operation: 'upload' },
		'Mojeeb keeps no files for later messages. Send a link to the file in a text. Or use a credential of Meta Cloud API or WA.CR Developer API.',
	],
	[
		'tags, of which it has none',
		contact('addLabel'),
		'Mojeeb cannot add tags or groups to contacts. Keep such words in Custom Fields of Contact: Update. Or use a credential of Qyvo, WA.CR / Rasl, WA.CR Developer API or Xobito.',
	],
	[
		'a conversation, where no trigger hears messages',
		{ resource: 'message', operation: 'getMany' },
		'Mojeeb does not list the messages of a conversation. Keep the conversation in n8n: give the AI agent a memory node with the person’s number as its key. Or use a credential of Qyvo, WA.CR / Rasl or WA.CR Developer API.',
	],
	[
		'what its dashboard need not have either',
		{ resource: 'contact', operation: 'block' },
		'Mojeeb cannot block people. See whether the gateway’s dashboard can. Or use a credential of Meta Cloud API.',
	],
])('at Mojeeb, the notice sends nobody into a dead end for %s', async (_what, parameters, text) => {
	expect(await noticesOf('mojeeb', parameters)).toEqual([text]);
});

test('a type from an expression has no notice, whatever it will be', async () => {
	const media = { resource: 'message', operation: 'sendMedia', mediaType: '={{ $json.type }}' };
	expect(await noticesOf('qyvo', media)).toEqual([]);
	expect(await noticesOf('qyvo', { ...media, mediaType: 'sticker' })).toHaveLength(1);
});

test('every notice has a name of its own, because n8n does not take back what another one said', () => {
	const names = description.properties.filter(isNotice).map(({ name }) => name);
	expect(new Set(names).size).toBe(names.length);
	expect(names.length).toBeGreaterThan(20);
});

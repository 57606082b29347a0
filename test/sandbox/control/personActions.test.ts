import { readMetaWebhook } from '../../../nodes/WhatsAppGateway/whatsapp/metaWebhook';
import { anna, receiver, served } from '../receiver';

let world: Awaited<ReturnType<typeof served>>;
let hook: Awaited<ReturnType<typeof receiver>>;
let sent: string;
let received: string;
beforeEach(async () => {
	[world, hook] = [await served(), await receiver()];
	const text = { type: 'text', text: { body: 'Shall we?' } };
	sent = (await world.send('metaCloud', text)).whatsappMessageId;
	const [message] = (
		await world.control('inbound', { phone: anna, text: 'Yes', gateway: 'metaCloud' })
	).messages;
	received = message.whatsappMessageId;
	await world.control('webhooks', { gateway: 'metaCloud', url: hook.url });
});
afterEach(async () => {
	await world.close();
	await hook.close();
});

type Row = Record<string, unknown>;
interface Change {
	readonly field: string;
	readonly value: Record<string, unknown>;
}

/** The change in the first delivery, and what our trigger makes of it. */
async function delivered(): Promise<{ change: Change; kinds: string[] }> {
	const { json } = (await hook.until(1))[0] ?? {};
	const { entry } = json as never as { entry: [{ changes: [Change] }] };
	const kinds = readMetaWebhook(json, 'metaCloud').map(({ event }) => event);
	return { change: entry[0].changes[0], kinds };
}

const act = async (given: object) => await world.control('inbound', { phone: anna, ...given });
const order = {
	note: 'Fast',
	items: [{ productId: 'hat', quantity: 2, price: 12, currency: 'EUR' }],
};

/** What a person does, the kind of event, the type and what stands below it as Meta writes it. */
const actions: ReadonlyArray<readonly [string, string, string, () => object, () => unknown]> = [
	[
		'reacts',
		'reaction',
		'reaction',
		() => ({ reaction: { message: sent, emoji: '👍' } }),
		() => ({ message_id: sent, emoji: '👍' }),
	],
	[
		'takes a reaction away',
		'reaction',
		'reaction',
		() => ({ reaction: { message: sent } }),
		() => ({ message_id: sent }),
	],
	[
		'edits',
		'edited',
		'edit',
		() => ({ edit: { message: received, text: 'No' } }),
		() => ({ original_message_id: received, message: { type: 'text', text: { body: 'No' } } }),
	],
	[
		'deletes',
		'deleted',
		'revoke',
		() => ({ delete: { message: received } }),
		() => ({ original_message_id: received }),
	],
	[
		'orders',
		'order',
		'order',
		() => ({ order }),
		() => ({
			catalog_id: '194836987003835',
			text: 'Fast',
			product_items: [{ product_retailer_id: 'hat', quantity: 2, item_price: 12, currency: 'EUR' }],
		}),
	],
	[
		'answers a form',
		'formAnswer',
		'interactive',
		() => ({ form: { answers: { day: 'Monday' } } }),
		() => ({
			type: 'nfm_reply',
			nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"day":"Monday"}' },
		}),
	],
	[
		'shares a card',
		'message',
		'contacts',
		() => ({ cards: [{ name: 'Ben', phone: '+14155550123' }] }),
		() => [
			{
				name: { formatted_name: 'Ben', first_name: 'Ben' },
				phones: [{ phone: '+14155550123', type: 'CELL' }],
			},
		],
	],
	[
		'allows calls',
		'call',
		'interactive',
		() => ({ callPermission: { granted: true, permanent: true } }),
		() => ({
			type: 'call_permission_reply',
			call_permission_reply: {
				response: 'accept',
				is_permanent: true,
				response_source: 'user_action',
			},
		}),
	],
	[
		'changes the number',
		'system',
		'system',
		() => ({ changed: { number: '+491713920013' } }),
		() => ({
			body: `User changed from ${anna} to +491713920013`,
			wa_id: '491713920013',
			type: 'user_changed_number',
		}),
	],
	[
		'gets another user ID',
		'system',
		'system',
		() => ({ changed: { userId: 'DE.2' } }),
		() => ({
			body: `User changed from ${anna} to another user id`,
			user_id: 'DE.2',
			type: 'user_changed_user_id',
		}),
	],
	[
		'sends what WhatsApp does not pass on',
		'other',
		'unsupported',
		() => ({ unsupported: true }),
		() => ({ type: 'poll' }),
	],
];

test.each(actions)('a person %s: the event %s', async (_what, kind, type, given, content) => {
	const { messages } = await act(given());
	expect(messages.map(({ gateway }: Row) => gateway)).toEqual(['metaCloud']);
	const { change, kinds } = await delivered();
	const [row] = change.value['messages'] as [Row];
	expect([change.field, kinds]).toEqual(['messages', [kind]]);
	expect(row).toMatchObject({ from: anna.slice(1), type, [type]: content() });
	// A system message comes without a profile, and an action names its message itself.
	expect('contacts' in change.value).toBe(kind !== 'system');
	expect('context' in row).toBe(false);
});

test('a person who hides the number does it as well', async () => {
	await act({ hidden: true, reaction: { message: sent, emoji: '👍' } });
	const { change, kinds } = await delivered();
	expect(kinds).toEqual(['reaction']);
	expect(change.value['messages']).toMatchObject([
		{ from_user_id: expect.stringMatching(/^DE\./) },
	]);
});

test('a message in a group names the group', async () => {
	await act({ group: 'Y2FwaV9ncm91cDox', text: 'All of you?' });
	const { change } = await delivered();
	expect(change.value['messages']).toMatchObject([
		{ group_id: 'Y2FwaV9ncm91cDox', type: 'text', from: anna.slice(1) },
	]);
});

const template = { name: 'order_confirmation', to: 'PAUSED' };
const named = { message_template_name: 'order_confirmation', message_template_language: 'en_US' };

test.each<[string, object, string, object]>([
	[
		'echo',
		{ echo: { phone: anna, text: 'I take over' } },
		'smb_message_echoes',
		{
			message_echoes: [
				{ from: '15550100100', to: anna.slice(1), type: 'text', text: { body: 'I take over' } },
			],
		},
	],
	[
		'echo',
		{ echo: { phone: anna, text: 'Sorry', changes: 'wamid.1' } },
		'smb_message_echoes',
		{
			message_echoes: [
				{
					type: 'edit',
					edit: { original_message_id: 'wamid.1', message: { text: { body: 'Sorry' } } },
				},
			],
		},
	],
	[
		'echo',
		{ echo: { phone: anna, changes: 'wamid.1' } },
		'smb_message_echoes',
		{ message_echoes: [{ type: 'revoke', revoke: { original_message_id: 'wamid.1' } }] },
	],
	[
		'call',
		{ call: { phone: anna, event: 'connect' } },
		'calls',
		{
			calls: [
				{ from: anna.slice(1), to: '15550100100', event: 'connect', direction: 'USER_INITIATED' },
			],
		},
	],
	[
		'call',
		{ call: { phone: anna, event: 'terminate', direction: 'outbound' } },
		'calls',
		{
			calls: [
				{
					to: anna.slice(1),
					event: 'terminate',
					direction: 'BUSINESS_INITIATED',
					status: 'COMPLETED',
				},
			],
		},
	],
	[
		'template',
		{ template: { ...template, reason: 'ABUSE' } },
		'message_template_status_update',
		{ event: 'PAUSED', reason: 'ABUSE', ...named },
	],
	[
		'template',
		{ template: { ...template, change: 'quality', to: 'RED' } },
		'message_template_quality_update',
		{ new_quality_score: 'RED', ...named },
	],
	[
		'template',
		{ template: { ...template, change: 'category', to: 'MARKETING' } },
		'template_category_update',
		{ new_category: 'MARKETING', ...named },
	],
	[
		'account',
		{ account: { field: 'account_review_update', value: { decision: 'REJECTED' } } },
		'account_review_update',
		{ decision: 'REJECTED' },
	],
])('beside messages, the event %s is delivered: %j', async (kind, given, field, value) => {
	expect((await world.control('events', given)).gateways).toEqual(['metaCloud']);
	const { change, kinds } = await delivered();
	expect(kinds).toEqual([kind]);
	expect(change).toMatchObject({ field, value });
});

test('news of an account come alone, with the time of their entry', async () => {
	await world.control('webhooks/faults', { gateway: 'metaCloud', batch: 3, hold: 3 });
	for (const decision of ['PENDING', 'APPROVED']) {
		await world.control('events', {
			account: { field: 'account_review_update', value: { decision } },
		});
	}
	await act({ text: 'Hi', gateway: 'metaCloud' });
	const [{ json } = {}] = await hook.until(1);
	const { entry } = json as never as { entry: Array<{ time?: number; changes: [Change] }> };
	expect(entry.map(({ changes: [{ field }] }) => field)).toEqual([
		'account_review_update',
		'account_review_update',
		'messages',
	]);
	expect(entry.map(({ time }) => typeof time)).toEqual(['number', 'number', 'undefined']);
});

test.each<[string, object, RegExp]>([
	['inbound', { phone: anna, gateway: 'qyvo', unsupported: true }, /^gateway: only metaCloud/],
	['inbound', { phone: anna, gateway: 'qyvo', group: 'g', text: 'Hi' }, /^gateway: only metaCloud/],
	['inbound', { phone: anna, text: 'Hi', unsupported: true }, /^text: .* only one of them/],
	[
		'inbound',
		{ phone: anna, reaction: { message: 'wamid.none' } },
		/^reaction\.message: the id of/,
	],
	[
		'inbound',
		{ phone: '+14155550123', edit: { message: 'wamid.none', text: 'x' } },
		/^edit\.message: /,
	],
	['events', {}, /^echo: what happens/],
	['events', { echo: { phone: anna } }, /^echo\.text: /],
	[
		'events',
		{ gateway: 'qyvo', call: { phone: anna, event: 'connect' } },
		/^gateway: only metaCloud/,
	],
	['events', { template: { name: 'a', to: 'b', change: 'colour' } }, /^template\.change: one of/],
	['events', { account: { field: 'x', value: 1 } }, /^account\.value: an object/],
])('a bad request for %s is refused and names the field: %j', async (path, given, sentence) => {
	const { status, body } = await world.ask('POST', `/_sandbox/${path}`, given);
	expect([status, body.message]).toEqual([400, expect.stringMatching(sentence)]);
});

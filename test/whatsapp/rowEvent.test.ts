import type { GatewayEvent } from '../../nodes/WhatsAppGateway/core/event';
import { gateways } from '../../nodes/WhatsAppGateway/gateways';

/** The events of one delivery. */
function deliver(gateway: string, json: unknown): readonly GatewayEvent[] {
	const webhook = gateways.find(({ id }) => id === gateway)?.webhook;
	const delivery = { headers: {}, query: {}, body: Buffer.alloc(0), json };
	return webhook?.events(delivery) ?? [];
}

/** A row in the webhook of a gateway of its own form. */
const rows: ReadonlyArray<readonly [string, (type: string, content: object) => unknown]> = [
	[
		'qyvo',
		(type, content) => ({
			event: 'message.received',
			message: { id: '01J4M1', direction: 'inbound', type, content },
			contact: { phone: '+491713920012' },
		}),
	],
	[
		'xobito',
		(type, content) => ({
			event: 'message.received',
			data: { message_id: 'wamid.IN1', phone: '491713920012', type, ...content },
		}),
	],
];

describe.each(rows)('%s', (gateway, row) => {
	test.each<[string, string, object, Partial<GatewayEvent>]>([
		['text', 'message', { body: 'Hi' }, { text: 'Hi' }],
		['image', 'message', { url: 'https://files.example/1' }, {}],
		['voicenote', 'message', { url: 'https://files.example/1' }, {}],
		['chat', 'message', { body: 'Hi' }, { text: 'Hi' }],
		[
			'reaction',
			'reaction',
			{ reaction: { message_id: 'wamid.OUT1', emoji: '👍' } },
			{ text: '👍', reaction: { emoji: '👍', whatsappMessageId: 'wamid.OUT1' } },
		],
		[
			'edit',
			'edited',
			{ body: 'Blue', edit: { original_message_id: 'wamid.IN9' } },
			{ text: 'Blue', edited: { whatsappMessageId: 'wamid.IN9' } },
		],
		[
			'revoke',
			'deleted',
			{ revoke: { original_message_id: 'wamid.IN9' } },
			{ text: null, message: null, deleted: { whatsappMessageId: 'wamid.IN9' } },
		],
		[
			'order',
			'order',
			{ order: { catalog_id: '1', text: 'Fast', product_items: [] } },
			{ text: 'Fast', order: { catalogId: '1', note: 'Fast', items: [] } },
		],
		[
			'interactive',
			'formAnswer',
			{ nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"day":"Monday"}' } },
			{ text: 'Sent' },
		],
		['unsupported', 'other', {}, {}],
		['request_welcome', 'other', {}, {}],
		['system', 'other', { body: 'Number changed' }, {}],
		['hologram', 'other', {}, {}],
	])('a row of the type %s is the event %s', (type, kind, content, more) => {
		expect(deliver(gateway, row(type, content))).toMatchObject([{ event: kind, ...more }]);
	});

	test('two reactions with one id are two events, and a repeat of one is the same', () => {
		const reaction = (emoji: string) =>
			deliver(gateway, row('reaction', { reaction: { message_id: 'wamid.OUT1', emoji } }))[0]?.id;
		expect(reaction('👍')).not.toBe(reaction('👎'));
		expect(reaction('👍')).toBe(reaction('👍'));
	});

	test('a repeat is the same, whatever else of the row has changed', () => {
		const idOf = (more: object) =>
			deliver(
				gateway,
				row('reaction', { reaction: { message_id: 'wamid.OUT1', emoji: '👍' }, ...more }),
			)[0]?.id;
		expect(idOf({ is_read: true, updated_at: '2026-11-26' })).toBe(idOf({ is_read: false }));
	});

	test('a message keeps the id that events had before', () => {
		const [event] = deliver(gateway, row('text', { body: 'Hi' }));
		expect(event?.id).toBe(gateway === 'qyvo' ? 'message:01J4M1' : 'message:wamid.IN1');
	});
});

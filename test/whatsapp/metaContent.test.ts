import { readMetaWebhook } from '../../nodes/WhatsAppGateway/whatsapp/metaWebhook';

const eventOf = (message: object) =>
	readMetaWebhook(
		{
			object: 'whatsapp_business_account',
			entry: [
				{
					id: '1',
					changes: [{ field: 'messages', value: { messages: [{ id: 'w', ...message }] } }],
				},
			],
		},
		'metaCloud',
	)[0];

test('a tapped button without its text is a reply', () => {
	expect(eventOf({ type: 'button', button: { payload: 'CONFIRM' } })).toMatchObject({
		event: 'reply',
		text: null,
		reply: { id: 'CONFIRM', title: null },
	});
});

test('a card is read whatever stands in its fields', () => {
	const odd: unknown = JSON.parse('{"toString": 1, "valueOf": 1}');
	expect(eventOf({ type: 'contacts', contacts: [{ vcard: odd }] })).toMatchObject({
		event: 'message',
		message: { contacts: [{ name: null }] },
	});
});

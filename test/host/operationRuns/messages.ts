import { exampleMessages } from '../../engine/exampleMessages';
import { anna } from '../host';
import { ben, chloe, dora, of, typed, type OperationRuns } from './operationRun';

const sent = (kind: string, to = anna) => ({
	...{ status: expect.any(String), to, kind, sentAs: kind, replayed: false },
	sentAt: expect.any(String),
});
const text = exampleMessages.text.parameters['text'];

export const messageRuns: OperationRuns = {
	'message:markAsRead': {
		parameters: { whatsappMessageId: '={{ $json.wamid }}' },
		item: { read: true, whatsappMessageId: expect.stringMatching(/^wamid\./) },
	},
	'message:sendText': {
		parameters: exampleMessages.text.parameters,
		item: sent('text'),
		arrives: [{ phone: anna, kind: 'text', text }],
	},
	'message:getStatus': {
		parameters: { messageId: of('message:sendText', 'messageId', 'whatsappMessageId') },
		item: { status: expect.stringMatching(/^(?:queued|accepted|sent|delivered|read)$/) },
	},
	'message:getMany': {
		parameters: { messagesOf: 'person', phoneNumber: anna, limit: 1 },
		item: ({ conversation }) =>
			conversation?.sides === 'both'
				? { phoneNumber: anna, role: 'assistant', text }
				: { phoneNumber: anna, role: 'user', text: 'Hello, I have a question.' },
	},
	'message:getMany:account': {
		parameters: {
			...{ messagesOf: 'account', limit: 1 },
			filters: { direction: 'outbound', type: 'text', search: text },
		},
		item: { phoneNumber: anna, role: 'assistant', text },
	},
	'message:sendTemplate': {
		parameters: exampleMessages.template.parameters,
		item: sent('template'),
		arrives: [{ phone: anna, template: { name: 'appointment_reminder', language: 'en' } }],
	},
	'message:sendInteractive': {
		parameters: exampleMessages.buttons.parameters,
		item: sent('buttons'),
		arrives: [{ phone: anna, kind: 'buttons' }],
	},
	'message:sendMedia': {
		parameters: exampleMessages.image.parameters,
		item: sent('image'),
		arrives: [{ phone: anna, kind: 'image' }],
	},
	'message:sendLocation': {
		parameters: exampleMessages.location.parameters,
		item: sent('location'),
		arrives: [{ phone: anna, kind: 'location' }],
	},
	'message:sendContactCard': {
		parameters: exampleMessages.contacts.parameters,
		item: sent('contacts'),
		arrives: [{ phone: anna, kind: 'contacts' }],
	},
	'message:sendReaction': {
		parameters: exampleMessages.reaction.parameters,
		item: sent('reaction'),
		arrives: [{ phone: anna, kind: 'reaction', text: '👍' }],
	},
	'message:sendRaw': {
		parameters: exampleMessages.raw.parameters,
		item: sent('raw'),
		arrives: [{ phone: anna, kind: 'text', text: 'In its words' }],
	},
	'message:sendToMany': {
		parameters: {
			...{ people: 'list', numberField: 'to', broadcastName: 'Autumn', optOutList: chloe },
			peopleList: JSON.stringify([{ to: ben }, { to: chloe }, { to: dora }, { to: ben }]),
			...{ template: typed('order_confirmation'), language: 'en', dryRun: false },
			...{ specifyPlaceholders: 'json', valuesJson: '["Ben", "A-1", "5 €"]' },
		},
		item: {
			...{ broadcast: 'Autumn', people: 4, sent: 2, optedOut: 1, duplicate: 1, failed: 0 },
			stopped: null,
		},
		arrives: [ben, dora].map((phone) => ({
			...{ phone, template: { name: 'order_confirmation', language: 'en' } },
		})),
	},
};

/** The last ones: they wait. */
export const waitingRuns: OperationRuns = {
	'message:sendAndWait': {
		parameters: {
			...{ to: anna, message: 'Shall we deliver?', responseType: 'approval' },
			options: { confirmTap: false },
		},
		item: {
			...{ answered: true, approved: true, choice: 'approve' },
			receipt: expect.objectContaining({ to: anna }),
		},
		arrives: [{ phone: anna, text: expect.stringMatching(/^Shall we deliver\?/) }],
	},
};

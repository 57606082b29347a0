import type { CredentialData } from '../../host/rest/credentials';
import type { Gateway } from '../../nodes/WhatsAppGateway/core/gateway';
import { exampleMessages } from '../engine/exampleMessages';
import { connectionId } from '../../sandbox/gateways/mojeeb/account';
import { anna } from './host';

const ben = '+14155550123';
const chloe = '+447700900456';
/** A person of whom the sandbox knows nothing before Create or Update. */
const dora = '+491713920777';

/** One run of an operation. */
export interface OperationRun {
	/** Beside resource, operation and empty options. */
	readonly parameters?: Readonly<Record<string, unknown>>;
	/** Where the gateways need different ones. */
	readonly parametersOf?: (gateway: Gateway) => Readonly<Record<string, unknown>>;
	/** The first item that comes out. */
	readonly item: object | ((gateway: Gateway) => object);
	/** The messages that it brings to phones. */
	readonly arrives?: ReadonlyArray<{ readonly phone: string; readonly [field: string]: unknown }>;
}

/** The item of an operation that has run before, as an expression. */
const of = (operation: string, field: string, instead = field): string => {
	const item = `$('${operation}').first().json`;
	return `={{ ${item}.${field} ?? ${item}.${instead} }}`;
};

const typed = (value: string) => ({ __rl: true, mode: 'name', value });
const picked = (value: string) => ({ __rl: true, mode: 'list', value });
const contact = (more: object = {}) => ({ contact: dora, ...more });
const sent = (kind: string, to = anna) => ({
	...{ status: expect.any(String), to, kind, sentAs: kind, replayed: false },
	sentAt: expect.any(String),
});
const code = { to: ben, template: picked('login_code'), language: 'en', expiryMinutes: 5 };
const list = { returnAll: false, limit: 5 };
const text = exampleMessages.text.parameters['text'];

const templateName = 'order_is_ready';
const template = {
	...{ templateName, category: 'UTILITY', language: 'en_US', specifyContent: 'fields' },
	bodyText: 'Hi {{first_name}}, your order is ready.',
	placeholderExamples: { example: [{ placeholder: 'first_name', value: 'Anna' }] },
};

/** What the credential needs beside the fields that it must have. */
export const moreFields: Readonly<Record<string, CredentialData>> = { mojeeb: { connectionId } };

/** A path that the gateway has, where that which proves the token has nothing. */
const rawPaths: Readonly<Record<string, string>> = {
	mojeeb: '/v1/whatsapp/templates?agent_id={agentId}&connection_id={connectionId}',
};

/**
 * One run of each operation, by resource and operation, in the order in which one has the data of those
 * before it. What a gateway lacks is not said here: the operation knows it.
 */
export const operationRuns: Readonly<Record<string, OperationRun>> = {
	'account:diagnose': {
		item: ({ id }) => ({
			summary: expect.stringMatching(/^Messages can be sent through /),
			...{ gateway: id, tokenAccepted: true },
		}),
	},
	'account:rawRequest': {
		parametersOf: ({ id, probe }) => ({ method: 'GET', path: rawPaths[id] ?? probe.path }),
		item: ({ id }) => ({ gateway: id, status: 200, body: expect.anything() }),
	},
	'account:getMessageBots': { parameters: list, item: { id: expect.any(String) } },
	'account:getTemplateBots': { parameters: list, item: { id: expect.any(String) } },

	'businessProfile:update': {
		parameters: { profileFields: { about: 'Open from 9 to 5', websites: 'https://shop.example' } },
		item: { updated: true },
	},
	'businessProfile:get': {
		item: { about: 'Open from 9 to 5', websites: ['https://shop.example'] },
	},

	'contact:upsert': {
		parameters: contact({ additionalFields: { name: 'Dora Weber', email: 'dora@shop.example' } }),
		item: { phone: dora, name: 'Dora Weber', email: 'dora@shop.example' },
	},
	'contact:addLabel': {
		parameters: contact({ label: typed('vip') }),
		item: { phone: dora, labels: ['vip'] },
	},
	'contact:get': {
		parameters: contact(),
		item: { phone: dora, name: 'Dora Weber', labels: ['vip'] },
	},
	'contact:getAll': {
		parameters: { ...list, filters: { search: 'Dora' } },
		item: { phone: dora, name: 'Dora Weber' },
	},
	'contact:getLabels': { parameters: list, item: { name: expect.any(String) } },
	'contact:removeLabel': {
		parameters: contact({ label: typed('vip') }),
		item: { phone: dora, labels: [] },
	},
	'contact:update': {
		parameters: contact({ updateFields: { name: 'Dora Maier' } }),
		item: { phone: dora, name: 'Dora Maier', email: 'dora@shop.example' },
	},
	'contact:startSequence': {
		parameters: contact({ sequence: picked('01J3S000000000000000000001'), context: '{}' }),
		item: { status: 'started', sessionId: expect.any(String) },
	},
	'contact:startFlow': {
		parameters: contact({
			flow: picked('01J3F000000000000000000001'),
			context: '{"order": "A-1"}',
		}),
		item: { status: 'started', sessionId: expect.any(String) },
	},
	'contact:addComment': {
		parameters: { contact: anna, comment: 'Called back', options: { label: 'Call' } },
		item: { text: 'Called back', label: 'Call' },
	},
	'contact:getComments': {
		parameters: { contact: anna },
		item: { id: expect.any(String), text: 'Called back', label: 'Call' },
	},
	'contact:delete': { parameters: contact(), item: { phone: dora, deleted: true } },

	'contact:block': { parameters: { contact: anna }, item: { phone: anna, blocked: true } },
	'contact:getBlocked': { parameters: list, item: { phone: anna } },
	'contact:unblock': { parameters: { contact: anna }, item: { phone: anna, blocked: false } },

	'media:upload': {
		parameters: { binaryPropertyName: 'data' },
		item: { id: expect.any(String), mimeType: 'application/pdf', fileName: 'invoice.pdf' },
	},
	'media:get': {
		parameters: { mediaId: of('media:upload', 'id') },
		item: { url: expect.stringMatching(/^http/), mimeType: 'application/pdf' },
	},
	'media:download': {
		parameters: { mediaId: of('media:upload', 'id'), binaryPropertyName: 'file' },
		item: { mimeType: 'application/pdf', fileSize: expect.any(Number) },
	},
	'media:delete': {
		parameters: { mediaId: of('media:upload', 'id') },
		item: { deleted: true },
	},

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
		parameters: { phoneNumber: anna, limit: 1 },
		item: ({ conversation }) =>
			conversation?.sides === 'both'
				? { role: 'assistant', text }
				: { role: 'user', text: 'Hello, I have a question.' },
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

	'oneTimePassword:sendCode': {
		parameters: code,
		item: { to: ben, purpose: 'authentication', expiresAt: expect.any(String) },
		arrives: [{ phone: ben, template: { name: 'login_code', language: 'en' } }],
	},
	'oneTimePassword:resendCode': {
		parameters: code,
		item: { to: ben, purpose: 'authentication', expiresAt: expect.any(String) },
		arrives: [{ phone: ben, template: { name: 'login_code', language: 'en' } }],
	},
	'oneTimePassword:verifyCode': {
		parameters: {
			...{ phone: ben, code: '0000' },
			verification: of('oneTimePassword:resendCode', 'verification'),
		},
		item: { verified: false, reason: 'wrongCode', attemptsRemaining: 4 },
	},
	'oneTimePassword:getCodeStatus': {
		parameters: {
			phone: ben,
			verification: of('oneTimePassword:resendCode', 'verification'),
		},
		item: { active: true, state: 'active', to: ben },
	},

	'phoneNumber:check': {
		parameters: { phoneNumber: '0171 3920012', options: { checkAtGateway: true } },
		item: ({ checkNumber }) => ({
			...{ valid: true, e164: anna, country: 'DE' },
			gatewayCheck:
				checkNumber === undefined ? null : expect.objectContaining({ valid: true, reason: null }),
		}),
	},
	'phoneNumber:getAll': {
		parameters: list,
		item: { id: expect.any(String), phoneNumber: expect.any(String) },
	},
	'phoneNumber:setConversationalComponents': {
		parameters: { componentFields: { iceBreakers: ['Where is my order?'] } },
		item: { updated: true },
	},
	'phoneNumber:getConversationalComponents': { item: { iceBreakers: ['Where is my order?'] } },

	'template:create': {
		parameters: template,
		item: { name: templateName, language: 'en_US', status: 'pending' },
	},
	'template:get': {
		parameters: { template: typed('order_confirmation') },
		item: {
			...{ name: 'order_confirmation', status: 'approved', languages: ['en'] },
			body: expect.stringMatching(/^Hi \{\{1\}\}, thank you/),
		},
	},
	'template:edit': {
		parameters: {
			...{ template: typed('order_confirmation'), language: 'en', category: 'unchanged' },
			...{ specifyContent: 'fields', bodyText: 'Your order is confirmed.' },
		},
		item: { name: 'order_confirmation', language: 'en', changed: true },
	},
	'template:getAll': {
		parameters: { ...list, filters: { name: 'appointment_reminder', approvedOnly: true } },
		item: { name: 'appointment_reminder', status: 'approved' },
	},
	'template:getAnalytics': {
		parameters: { template: typed('appointment_reminder') },
		item: { templateId: expect.any(String), sent: expect.any(Number) },
	},
	'template:delete': {
		parameters: { template: typed(templateName), allLanguages: true },
		item: { name: templateName, deleted: true },
	},

	// The last one: it waits.
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

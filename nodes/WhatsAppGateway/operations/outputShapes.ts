/** What an operation puts out, as far as the choice of its output needs it. */
export interface OutputShape {
	/** Every field, in the order in which an item has them. */
	readonly fields: readonly string[];
	/** Those that an agent needs, at most ten. */
	readonly simplified: readonly string[];
}

/** Of a send: what tells whether the message went out, and how to refer to it. */
const receipt: OutputShape = {
	fields: [
		...['status', 'to', 'kind', 'sentAs', 'messageId', 'whatsappMessageId', 'userId', 'contactId'],
		...['gateway', 'attempts', 'idempotencyKey', 'messageKey', 'replayed', 'correlationId'],
		...['sentText', 'contactCreated', 'sentAt', 'parts', 'raw'],
	],
	simplified: [
		...['status', 'to', 'sentAs', 'messageId', 'whatsappMessageId', 'userId', 'replayed', 'sentAt'],
		'parts',
	],
};

const contact: OutputShape = {
	fields: ['id', 'phone', 'name', 'email', 'labels', 'optedOut', 'createdAt', 'raw'],
	simplified: ['id', 'phone', 'name', 'email', 'labels', 'optedOut', 'createdAt'],
};

/** By resource and operation; one that is left out has no choice of its output. */
export const outputShapes: Readonly<Record<string, OutputShape>> = {
	'account:diagnose': {
		fields: [
			...['summary', 'checks', 'gateway', 'baseUrl', 'tokenAccepted', 'account', 'sender'],
			'missingScopes',
			...['supportedKinds', 'templates', 'rate', 'clockSkewSeconds', 'webhook', 'assumptions'],
			...['advice'],
		],
		simplified: [
			...['summary', 'checks', 'gateway', 'tokenAccepted', 'account', 'sender', 'missingScopes'],
			...['supportedKinds', 'templates', 'advice'],
		],
	},
	'contact:addLabel': contact,
	'contact:get': contact,
	'contact:getAll': contact,
	'contact:removeLabel': contact,
	'contact:upsert': contact,
	'message:getMany': {
		fields: [
			...[
				'role',
				'text',
				'at',
				'type',
				'mediaUrl',
				'status',
				'messageId',
				'whatsappMessageId',
				'raw',
			],
		],
		simplified: ['role', 'text', 'at', 'type', 'mediaUrl', 'whatsappMessageId'],
	},
	'message:getStatus': {
		fields: [
			...['gateway', 'status', 'messageId', 'whatsappMessageId', 'reason', 'metaCode', 'raw'],
		],
		simplified: ['status', 'messageId', 'whatsappMessageId', 'reason', 'metaCode'],
	},
	'message:markAsRead': {
		fields: ['gateway', 'whatsappMessageId', 'read', 'raw'],
		simplified: ['whatsappMessageId', 'read'],
	},
	'message:sendContactCard': receipt,
	'message:sendInteractive': receipt,
	'message:sendLocation': receipt,
	'message:sendMedia': receipt,
	'message:sendRaw': receipt,
	'message:sendReaction': receipt,
	'message:sendTemplate': receipt,
	'message:sendText': receipt,
	'phoneNumber:check': {
		fields: [
			...['valid', 'input', 'e164', 'country', 'countryName', 'reason', 'hint', 'gatewayCheck'],
		],
		simplified: ['valid', 'e164', 'country', 'countryName', 'reason', 'hint', 'gatewayCheck'],
	},
	'template:get': {
		fields: [
			...['id', 'name', 'category', 'status', 'languages', 'language', 'header', 'body', 'footer'],
			...['buttons', 'offer', 'cards', 'placeholders', 'unknownParts', 'preview', 'cannotFill'],
		],
		simplified: [
			...['name', 'language', 'languages', 'status', 'category', 'body', 'placeholders'],
			...['preview', 'cannotFill'],
		],
	},
};

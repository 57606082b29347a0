import type { IDataObject } from 'n8n-workflow';

import { sentByOutcome } from '../messages/sendToMany/outcomes';
import { shortenReport } from '../messages/sendToMany/shortReport';

/** What an operation puts out, as far as the choice of its output needs it. */
export interface OutputShape {
	/** Every field, in the order in which an item has them. */
	readonly fields: readonly string[];
	/** Those that an agent needs, at most ten. */
	readonly simplified: readonly string[];
	/** What an agent gets in place of what is long, before the other fields are left out. */
	readonly shorten?: (json: IDataObject) => IDataObject;
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

/** Of a code that was sent: the receipt, and what Verify needs. */
const codeReceipt: OutputShape = {
	fields: [...receipt.fields, 'purpose', 'expiresAt', 'verification'],
	simplified: [
		...['status', 'to', 'messageId', 'whatsappMessageId', 'replayed', 'sentAt'],
		...['purpose', 'expiresAt', 'verification'],
	],
};

const contact: OutputShape = {
	fields: ['id', 'phone', 'name', 'email', 'labels', 'optedOut', 'createdAt', 'raw'],
	simplified: ['id', 'phone', 'name', 'email', 'labels', 'optedOut', 'createdAt'],
};

const listEntry: OutputShape = { fields: ['id', 'name', 'raw'], simplified: ['id', 'name'] };

/** Of a start of a sequence or a flow. */
const automationRun: OutputShape = {
	fields: ['gateway', 'status', 'sessionId', 'contactId', 'raw'],
	simplified: ['status', 'sessionId', 'contactId'],
};

const block: OutputShape = {
	fields: ['phone', 'blocked', 'raw'],
	simplified: ['phone', 'blocked'],
};

/** Of a request about a group whose result comes by webhook. */
const groupRequest: OutputShape = {
	fields: ['id', 'status', 'requestId', 'raw'],
	simplified: ['id', 'status', 'requestId'],
};

const inviteLink: OutputShape = {
	fields: ['id', 'inviteLink', 'raw'],
	simplified: ['id', 'inviteLink'],
};

const joinDecision: OutputShape = {
	fields: ['id', 'decision', 'joinRequestIds', 'failed', 'raw'],
	simplified: ['id', 'decision', 'joinRequestIds', 'failed'],
};

const media: OutputShape = {
	fields: ['id', 'url', 'mimeType', 'fileSize', 'sha256', 'raw'],
	simplified: ['id', 'url', 'mimeType', 'fileSize'],
};

/** Of a file that was uploaded, whose address only a library has. */
const libraryFile: OutputShape = {
	fields: ['id', 'url', 'kind', 'mimeType', 'fileName', 'fileSize', 'createdAt', 'raw'],
	simplified: ['id', 'url', 'kind', 'mimeType', 'fileName', 'fileSize'],
};

const comment: OutputShape = {
	fields: ['id', 'text', 'label', 'aboutMessageId', 'at', 'raw'],
	simplified: ['id', 'text', 'label', 'aboutMessageId', 'at'],
};

const conversation: OutputShape = {
	fields: [
		...['id', 'contactId', 'phone', 'name', 'channel', 'status', 'isRead', 'urgent'],
		...['needsAttention', 'aiEnabled', 'aiPausedUntil', 'assignedTo', 'lastMessage'],
		...['lastMessageAt', 'raw'],
	],
	simplified: [
		...['id', 'phone', 'name', 'status', 'urgent', 'aiEnabled', 'aiPausedUntil', 'assignedTo'],
		...['lastMessage', 'lastMessageAt'],
	],
};

const businessNumber: OutputShape = {
	fields: [
		...['id', 'phoneNumber', 'name', 'status', 'quality', 'throughput', 'messagesPerSecond'],
		...['nameStatus', 'isOnBusinessApp', 'raw'],
	],
	simplified: [
		...['id', 'phoneNumber', 'name', 'status', 'quality', 'messagesPerSecond', 'nameStatus'],
	],
};

const messageLink: OutputShape = {
	fields: ['code', 'message', 'url', 'qrImageUrl', 'raw'],
	simplified: ['code', 'message', 'url', 'qrImageUrl'],
};

const lead: OutputShape = {
	fields: [
		...['id', 'contactId', 'phone', 'name', 'summary', 'status', 'pinned', 'assignedTo'],
		...['createdAt', 'raw'],
	],
	simplified: [
		...['id', 'contactId', 'phone', 'name', 'summary', 'status', 'pinned', 'assignedTo'],
		'createdAt',
	],
};

const leadField: OutputShape = {
	fields: ['key', 'label', 'type', 'choices', 'required', 'builtIn', 'raw'],
	simplified: ['key', 'label', 'type', 'choices', 'required', 'builtIn'],
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
	'account:getAnalytics': {
		fields: [
			...['from', 'to', 'sent', 'delivered', 'volume', 'cost', 'category', 'pricingType'],
			...['country', 'phoneNumber', 'raw'],
		],
		simplified: [
			...['from', 'to', 'sent', 'delivered', 'volume', 'cost', 'category', 'pricingType'],
			...['country', 'phoneNumber'],
		],
	},
	'account:getMessageBots': listEntry,
	'account:getTemplateBots': listEntry,
	'account:getUsage': {
		fields: ['feature', 'name', 'used', 'limit', 'remaining', 'unlimited', 'raw'],
		simplified: ['feature', 'name', 'used', 'limit', 'remaining', 'unlimited'],
	},
	'account:rawRequest': {
		fields: ['gateway', 'status', 'body'],
		simplified: ['status', 'body'],
	},
	'businessProfile:get': {
		fields: [
			...['about', 'address', 'description', 'email', 'websites', 'vertical', 'pictureUrl', 'raw'],
		],
		simplified: ['about', 'address', 'description', 'email', 'websites', 'vertical', 'pictureUrl'],
	},
	'businessProfile:update': { fields: ['updated', 'raw'], simplified: ['updated'] },
	'contact:addComment': comment,
	'contact:addLabel': contact,
	'contact:block': block,
	'contact:createMany': {
		fields: ['outcome', 'reason', ...contact.fields],
		simplified: ['outcome', 'reason', ...contact.simplified],
	},
	'contact:deleteMany': {
		fields: ['outcome', 'reason', 'id', 'phone'],
		simplified: ['outcome', 'reason', 'id', 'phone'],
	},
	'contact:deleteComment': { fields: ['deleted', 'id'], simplified: ['deleted', 'id'] },
	'contact:get': contact,
	'contact:getAll': contact,
	'contact:getBlocked': { fields: ['phone', 'raw'], simplified: ['phone'] },
	'contact:getCallPermission': {
		fields: ['phone', 'permission', 'expiresAt', 'canCall', 'canAsk', 'raw'],
		simplified: ['phone', 'permission', 'expiresAt', 'canCall', 'canAsk'],
	},
	'contact:getComments': comment,
	'contact:getLabels': listEntry,
	'contact:removeLabel': contact,
	'contact:startFlow': automationRun,
	'contact:startSequence': automationRun,
	'contact:unblock': block,
	'contact:update': contact,
	'contact:updateComment': comment,
	'contact:upsert': contact,
	'contactList:create': listEntry,
	'contactList:delete': {
		fields: ['deleted', 'id', 'name'],
		simplified: ['deleted', 'id', 'name'],
	},
	'contactList:getAll': listEntry,
	'contactList:update': listEntry,
	'conversation:assign': conversation,
	'conversation:getAll': conversation,
	'conversation:resumeAi': conversation,
	'conversation:unassign': conversation,
	'conversation:update': conversation,
	'group:approveJoinRequests': joinDecision,
	'group:create': {
		fields: ['status', 'requestId', 'subject', 'raw'],
		simplified: ['status', 'requestId', 'subject'],
	},
	'group:delete': groupRequest,
	'group:get': {
		fields: [
			...['id', 'subject', 'createdAt', 'description', 'joinApprovalMode', 'suspended'],
			...['participantCount', 'participants', 'raw'],
		],
		simplified: [
			...['id', 'subject', 'description', 'joinApprovalMode', 'suspended', 'participantCount'],
			'participants',
		],
	},
	'group:getAll': {
		fields: ['id', 'subject', 'createdAt', 'raw'],
		simplified: ['id', 'subject', 'createdAt'],
	},
	'group:getInviteLink': inviteLink,
	'group:getJoinRequests': {
		fields: ['id', 'phone', 'userId', 'username', 'createdAt', 'raw'],
		simplified: ['id', 'phone', 'userId', 'username', 'createdAt'],
	},
	'group:rejectJoinRequests': joinDecision,
	'group:removeParticipants': {
		fields: ['id', 'status', 'requestId', 'participants', 'raw'],
		simplified: ['id', 'status', 'requestId', 'participants'],
	},
	'group:resetInviteLink': inviteLink,
	'group:update': groupRequest,
	'lead:assign': lead,
	'lead:changeStatus': {
		fields: ['dryRun', 'fromStatus', 'newStatus', 'matched', 'changed', 'raw'],
		simplified: ['dryRun', 'fromStatus', 'newStatus', 'matched', 'changed'],
	},
	'lead:create': lead,
	'lead:createField': leadField,
	'lead:delete': { fields: ['deleted', 'id'], simplified: ['deleted', 'id'] },
	'lead:deleteField': { fields: ['deleted', 'key'], simplified: ['deleted', 'key'] },
	'lead:getAll': lead,
	'lead:getFields': leadField,
	'lead:unassign': lead,
	'lead:update': lead,
	'lead:updateField': leadField,
	'media:delete': { fields: ['id', 'deleted', 'raw'], simplified: ['id', 'deleted'] },
	'media:download': media,
	'media:get': media,
	'media:getAll': libraryFile,
	'media:upload': libraryFile,
	'message:getMany': {
		fields: [
			...['phoneNumber', 'role', 'text', 'at', 'type', 'mediaUrl', 'status', 'messageId'],
			...['whatsappMessageId', 'raw'],
		],
		simplified: [
			...['phoneNumber', 'role', 'text', 'at', 'type', 'mediaUrl', 'status', 'whatsappMessageId'],
		],
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
	'message:sendBroadcast': {
		fields: [
			...['gateway', 'id', 'status', 'broadcast', 'template', 'language', 'contacts', 'part'],
			...['parts', 'counts', 'replayed', 'raw'],
		],
		simplified: [
			...['id', 'status', 'broadcast', 'template', 'contacts', 'part', 'parts', 'counts'],
			'replayed',
		],
	},
	'message:sendContactCard': receipt,
	'message:sendInteractive': receipt,
	'message:sendLocation': receipt,
	'message:sendMedia': receipt,
	'message:sendRaw': receipt,
	'message:sendReaction': receipt,
	'message:sendTemplate': receipt,
	'message:sendText': receipt,
	'message:sendToMany': {
		fields: [
			...['broadcast', 'dryRun', 'preview', 'people', ...Object.keys(sentByOutcome)],
			...['stopped', 'faults', 'results'],
		],
		simplified: ['broadcast', 'dryRun', 'preview', 'people', 'stopped', 'results'],
		shorten: shortenReport,
	},
	'messageLink:create': messageLink,
	'messageLink:delete': { fields: ['code', 'deleted', 'raw'], simplified: ['code', 'deleted'] },
	'messageLink:getAll': messageLink,
	'messageLink:update': messageLink,
	'oneTimePassword:getCodeStatus': {
		fields: [
			...['active', 'state', 'to', 'purpose', 'expiresAt', 'attempts', 'attemptsRemaining'],
			...['gateway', 'raw'],
		],
		simplified: ['active', 'state', 'to', 'purpose', 'expiresAt', 'attempts', 'attemptsRemaining'],
	},
	'oneTimePassword:resendCode': codeReceipt,
	'oneTimePassword:sendCode': codeReceipt,
	'oneTimePassword:verifyCode': {
		fields: [
			...['verified', 'reason', 'to', 'purpose', 'attemptsRemaining', 'expiresAt', 'retryAfter'],
			...['gateway', 'raw'],
		],
		simplified: [
			...['verified', 'reason', 'to', 'purpose', 'attemptsRemaining', 'expiresAt', 'retryAfter'],
		],
	},
	'phoneNumber:check': {
		fields: [
			...['valid', 'input', 'e164', 'country', 'countryName', 'reason', 'hint', 'gatewayCheck'],
		],
		simplified: ['valid', 'e164', 'country', 'countryName', 'reason', 'hint', 'gatewayCheck'],
	},
	'phoneNumber:get': businessNumber,
	'phoneNumber:getAll': businessNumber,
	'phoneNumber:getConversationalComponents': {
		fields: ['iceBreakers', 'commands', 'welcomeMessage', 'raw'],
		simplified: ['iceBreakers', 'commands', 'welcomeMessage'],
	},
	'phoneNumber:setConversationalComponents': {
		fields: ['updated', 'raw'],
		simplified: ['updated'],
	},
	'template:create': {
		fields: ['id', 'name', 'language', 'category', 'status', 'rejectedReason', 'raw'],
		simplified: ['id', 'name', 'language', 'category', 'status', 'rejectedReason'],
	},
	'template:createFromLibrary': {
		fields: ['id', 'name', 'language', 'category', 'status', 'raw'],
		simplified: ['id', 'name', 'language', 'category', 'status'],
	},
	'template:delete': {
		fields: ['id', 'name', 'language', 'deleted', 'raw'],
		simplified: ['id', 'name', 'language', 'deleted'],
	},
	'template:edit': {
		fields: ['id', 'name', 'language', 'changed', 'raw'],
		simplified: ['id', 'name', 'language', 'changed'],
	},
	'template:getAnalytics': {
		fields: [
			...['templateId', 'from', 'to', 'sent', 'delivered', 'read', 'clicks', 'amountSpent', 'raw'],
		],
		simplified: [
			...['templateId', 'from', 'to', 'sent', 'delivered', 'read', 'clicks', 'amountSpent'],
		],
	},
	'template:get': {
		fields: [
			...['id', 'name', 'category', 'status', 'languages', 'language', 'header', 'body', 'footer'],
			...['buttons', 'offer', 'cards', 'placeholders', 'unknownParts', 'quality', 'rejectedReason'],
			...['preview', 'cannotFill'],
		],
		simplified: [
			...['name', 'language', 'languages', 'status', 'category', 'body', 'placeholders'],
			...['preview', 'cannotFill'],
		],
	},
	'template:getLibrary': {
		fields: [
			...['id', 'name', 'language', 'category', 'topic', 'useCase', 'industries', 'header', 'body'],
			...['values', 'buttons', 'raw'],
		],
		simplified: ['name', 'language', 'category', 'topic', 'header', 'body', 'values', 'buttons'],
	},
	'template:sync': { fields: ['synced', 'raw'], simplified: ['synced'] },
};

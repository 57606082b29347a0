import type { IDataObject } from 'n8n-workflow';

import { sentByOutcome } from '../messages/sendToMany/outcomes';
import { shortenReport } from '../messages/sendToMany/shortReport';
import { shortenBody, shortenPlaceholders } from './shorten';

/** What an operation puts out, as far as the choice of its output needs it. */
export interface OutputShape {
	/** Every field, in the order in which an item has them. */
	readonly fields: readonly string[];
	/** Those that an agent needs, at most ten. */
	readonly simplified: readonly string[];
	/** What an agent gets in place of what is long, before the other fields are left out. */
	readonly shorten?: (json: IDataObject) => IDataObject;
}

/** What no agent needs of any operation. */
const notForAgents = ['gateway', 'raw'];

const wordsOf = (text: string) => text.split(' ');

/**
 * Every field of an operation, with spaces between.
 *
 * @param hidden those of them that an agent does not need
 */
function shape(all: string, hidden = ''): OutputShape {
	const fields = wordsOf(all);
	const left = new Set([...notForAgents, ...wordsOf(hidden)]);
	return { fields, simplified: fields.filter((field) => !left.has(field)) };
}

/** Of a send: what tells whether the message went out, and how to refer to it. */
const receipt = shape(
	'status to kind sentAs messageId whatsappMessageId userId contactId gateway attempts idempotencyKey messageKey replayed correlationId sentText contactCreated sentAt parts raw',
	'kind contactId attempts idempotencyKey messageKey correlationId sentText contactCreated',
);

/** Of a code that was sent: the receipt, and what Verify needs. */
const codeReceipt = shape(
	`${receipt.fields.join(' ')} purpose expiresAt verification`,
	'kind sentAs userId contactId attempts idempotencyKey messageKey correlationId sentText contactCreated parts',
);

const contact = shape('id phone name email labels optedOut createdAt raw');

const listEntry = shape('id name raw');

/** Of a start of a sequence or a flow. */
const automationRun = shape('gateway status sessionId contactId raw');

const block = shape('phone blocked raw');

/** Of a request about a group whose result comes by webhook. */
const groupRequest = shape('id status requestId raw');

const inviteLink = shape('id inviteLink raw');

const joinDecision = shape('id decision joinRequestIds failed raw');

const media = shape('id url mimeType fileSize sha256 raw', 'sha256');

/** Of a file that was uploaded, whose address only a library has. */
const libraryFile = shape('id url kind mimeType fileName fileSize createdAt raw', 'createdAt');

const comment = shape('id text label aboutMessageId at raw');

const conversation = shape(
	'id contactId phone name channel status isRead urgent needsAttention aiEnabled aiPausedUntil assignedTo lastMessage lastMessageAt raw',
	'contactId channel isRead needsAttention',
);

const businessNumber = shape(
	'id phoneNumber name status quality throughput messagesPerSecond nameStatus isOnBusinessApp raw',
	'throughput isOnBusinessApp',
);

const messageLink = shape('code message url qrImageUrl raw');

const lead = shape('id contactId phone name summary status pinned assignedTo createdAt raw');

const leadField = shape('key label type choices required builtIn raw');

/** By resource and operation; one that is left out has no choice of its output. */
export const outputShapes: Readonly<Record<string, OutputShape>> = {
	'account:diagnose': {
		...shape(
			'summary checks gateway baseUrl tokenAccepted account sender missingScopes supportedKinds templates rate clockSkewSeconds webhook assumptions advice',
		),
		simplified: wordsOf(
			'summary checks gateway tokenAccepted account sender missingScopes supportedKinds templates advice',
		),
	},
	'account:getAnalytics': shape(
		'from to sent delivered volume cost category pricingType country phoneNumber raw',
	),
	'account:getMessageBots': listEntry,
	'account:getTemplateBots': listEntry,
	'account:getUsage': shape('feature name used limit remaining unlimited raw'),
	'account:rawRequest': { ...shape('gateway status body'), shorten: shortenBody },
	'businessProfile:get': shape('about address description email websites vertical pictureUrl raw'),
	'businessProfile:update': shape('updated raw'),
	'contact:addComment': comment,
	'contact:addLabel': contact,
	'contact:block': block,
	'contact:createMany': shape(`outcome reason ${contact.fields.join(' ')}`),
	'contact:deleteMany': shape('outcome reason id phone'),
	'contact:deleteComment': shape('deleted id'),
	'contact:get': contact,
	'contact:getAll': contact,
	'contact:getBlocked': shape('phone raw'),
	'contact:getCallPermission': shape('phone permission expiresAt canCall canAsk raw'),
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
	'contactList:delete': shape('deleted id name'),
	'contactList:getAll': listEntry,
	'contactList:update': listEntry,
	'conversation:assign': conversation,
	'conversation:getAll': conversation,
	'conversation:resumeAi': conversation,
	'conversation:unassign': conversation,
	'conversation:update': conversation,
	'group:approveJoinRequests': joinDecision,
	'group:create': shape('status requestId subject raw'),
	'group:delete': groupRequest,
	'group:get': shape(
		'id subject createdAt description joinApprovalMode suspended participantCount participants raw',
		'createdAt',
	),
	'group:getAll': shape('id subject createdAt raw'),
	'group:getInviteLink': inviteLink,
	'group:getJoinRequests': shape('id phone userId username createdAt raw'),
	'group:rejectJoinRequests': joinDecision,
	'group:removeParticipants': shape('id status requestId participants raw'),
	'group:resetInviteLink': inviteLink,
	'group:update': groupRequest,
	'lead:assign': lead,
	'lead:changeStatus': shape('dryRun fromStatus newStatus matched changed raw'),
	'lead:create': lead,
	'lead:createField': leadField,
	'lead:delete': shape('deleted id'),
	'lead:deleteField': shape('deleted key'),
	'lead:getAll': lead,
	'lead:getFields': leadField,
	'lead:unassign': lead,
	'lead:update': lead,
	'lead:updateField': leadField,
	'media:delete': shape('id deleted raw'),
	'media:download': media,
	'media:get': media,
	'media:getAll': libraryFile,
	'media:upload': libraryFile,
	'message:getBroadcasts': shape('id name status counts createdAt raw'),
	'message:getMany': shape(
		'phoneNumber role text at type mediaUrl status messageId whatsappMessageId raw',
		'messageId',
	),
	'message:getStatus': shape('gateway status messageId whatsappMessageId reason metaCode raw'),
	'message:markAsRead': shape('gateway whatsappMessageId read raw'),
	'message:sendBroadcast': shape(
		'gateway id status broadcast template language contacts part parts counts replayed raw',
		'language',
	),
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
			...wordsOf('broadcast dryRun preview people'),
			...Object.keys(sentByOutcome),
			...wordsOf('stopped faults results'),
		],
		simplified: wordsOf('broadcast dryRun preview people stopped results'),
		shorten: shortenReport,
	},
	'messageLink:create': messageLink,
	'messageLink:delete': shape('code deleted raw'),
	'messageLink:getAll': messageLink,
	'messageLink:update': messageLink,
	'oneTimePassword:getCodeStatus': shape(
		'active state to purpose expiresAt attempts attemptsRemaining gateway raw',
	),
	'oneTimePassword:resendCode': codeReceipt,
	'oneTimePassword:sendCode': codeReceipt,
	'oneTimePassword:verifyCode': shape(
		'verified reason to purpose attemptsRemaining expiresAt retryAfter gateway raw',
	),
	'phoneNumber:check': shape(
		'valid input e164 country countryName reason hint gatewayCheck',
		'input',
	),
	'phoneNumber:get': businessNumber,
	'phoneNumber:getAll': businessNumber,
	'phoneNumber:getConversationalComponents': shape('iceBreakers commands welcomeMessage raw'),
	'phoneNumber:setConversationalComponents': shape('updated raw'),
	'template:create': shape('id name language category status rejectedReason raw'),
	'template:createFromLibrary': shape('id name language category status raw'),
	'template:delete': shape('id name language deleted raw'),
	'template:edit': shape('id name language changed raw'),
	'template:getAnalytics': shape('templateId from to sent delivered read clicks amountSpent raw'),
	'template:getAll': {
		...shape(
			'id name category status languages quality rejectedReason language header body footer buttons offer cards placeholders unknownParts',
			'id quality header footer buttons offer cards unknownParts',
		),
		shorten: shortenPlaceholders,
	},
	'template:get': {
		...shape(
			'id name category status languages language header body footer buttons offer cards placeholders unknownParts quality rejectedReason preview cannotFill',
		),
		simplified: wordsOf(
			'name language languages status category body placeholders preview cannotFill',
		),
		shorten: shortenPlaceholders,
	},
	'template:getLibrary': shape(
		'id name language category topic useCase industries header body values buttons raw',
		'id useCase industries',
	),
	'template:sync': shape('synced raw'),
};

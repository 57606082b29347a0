import type { Gateway } from '../../core/gateway';
import { authenticate } from './authenticate';
import { broadcasts } from './broadcasts';
import { addComment, commentRules, listComments } from './comments';
import {
	addTag,
	deleteContact,
	getContact,
	removeTag,
	saveContact,
	searchContacts,
	updateContact,
} from './contacts';
import { conversation } from './conversation';
import { createTemplate } from './createTemplate';
import { faults } from './faults';
import { fields, webhookFields } from './fields';
import { findSimilarMessages } from './findSimilarMessages';
import { inbox } from './inbox';
import { inspect } from './inspect';
import { lists } from './lists';
import { mediaLibrary } from './mediaLibrary';
import { recipientOptions } from './recipientContact';
import { send } from './send';
import { startFlow } from './startFlow';
import { status } from './status';
import { getTemplate, listTemplates, templateSupport } from './templates';
import { webhook } from './webhook';

/**
 * WA.CR, developer API v1 at api.wa.cr: another API than the app's, with other tokens. Its facts are those
 * of the vendor's own node and plugin.
 * Sources: https://github.com/kdctek/n8n-nodes-wacr and https://github.com/kdctek/kdc-wacr-recoveryflow
 */
export const wacrDeveloper = {
	id: 'wacrDeveloper',
	name: 'WA.CR Developer API',
	shortName: 'WA.CR Dev',
	docs: 'https://api.wa.cr/docs',
	baseUrl: 'https://api.wa.cr',
	credentialNotes: [
		'Save tests the access token only. The operation Account: Diagnose looks the Sender Channel ID up; without a number under sender, no channel has it.',
	],
	fields,
	webhookFields,
	settingFields: ['polledTag', 'flowSecret'],
	senderFields: ['senderChannelId'],
	pollFields: ['polledTag'],
	fieldLists: { senderChannelId: 'channels', polledTag: 'labels' },
	recipientOptions,
	probe: { path: '/v1/me' },
	authenticate,
	budget: { messages: 120, perSeconds: 60 },
	send,
	quotes: true,
	linkPreviews: true,
	voiceMessages: true,
	headerFiles: true,
	setsQuickReplyPayloads: true,
	templates: { list: listTemplates, get: getTemplate, support: templateSupport },
	templateManagement: { create: createTemplate },
	status,
	findSimilarMessages,
	contacts: {
		labelName: 'tag',
		save: saveContact,
		keyFields: { save: ['id', 'phoneE164'], update: ['id'] },
		update: updateContact,
		changesOptOut: true,
		get: getContact,
		remove: deleteContact,
		search: searchContacts,
		addLabel: addTag,
		removeLabel: removeTag,
		commentRules,
		addComment,
		listComments,
	},
	startAutomation: { flow: startFlow },
	startsByHook: true,
	lists,
	mediaLibrary,
	broadcasts,
	conversation,
	inspect,
	faults,
	webhook,
	inbox,
	assumptions: [
		'The message object is passed on to WhatsApp as it is, so that every kind of message can be sent.',
		'The ids of an accepted message are messageId or id, and providerMessageId.',
		'The answer to an upload names the file’s public address as url, publicUrl, mediaUrl or link; where it does not, a file needs a URL of its own.',
		'A row of a conversation has the fields that the vendor’s own plugin reads, each under one of several names; what it holds is also read as Meta writes it.',
		'A row without a direction counts as sent by the business.',
		'An answer of 200 rows may be followed by more, after its newest time.',
		'Why a message failed is read from errorMessage, failureReason or error, and Meta’s code from its text and its fields for codes.',
		'A code of a refusal that is about WhatsApp is read from its text.',
		'null clears the display name or the email of a contact.',
		'A comment has its text as body, its time as createdAt and, where it was deleted, deletedAt.',
		'The templates come in one answer.',
		'The tags to choose from are those of the first 500 contacts; one answer has at most 200 channels.',
		'The hook of a flow is at /automations/hooks/ and its token, below the address of the API.',
		'A hook that was called without the right signature is refused with 401 or 403, and an unknown one with 404. Its answer names what was started as enrolmentId, and without enrolled: false the flow was started.',
		'The answer to a broadcast has its fields in broadcast or without, and what it counts as numbers in them, or in counts, stats or totals. The variables of its template are passed on as they are given.',
		'WA.CR answers to a broadcast once it has sent to everybody, within five minutes.',
		'A file of the library has url, publicUrl, mediaUrl or link, mimeType, filename, sizeBytes or size, and createdAt, as far as the answer names them.',
		'The answer to a new template has Meta’s fields, in template or without; without a status it is in review. The example of its header is passed on as it is given, so that it should be a handle of Meta.',
	],
} satisfies Gateway;

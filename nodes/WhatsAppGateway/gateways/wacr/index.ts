import type { Gateway } from '../../core/gateway';
import { bearer } from '../../gatewayKit/bearer';
import { addComment, commentRules, listComments } from './comments';
import { addGroup, removeGroup } from './contactGroups';
import { batch } from './contactBatch';
import { batchRemoval } from './contactBatchRemoval';
import { deleteContact, getContact, saveContact, searchContacts, updateContact } from './contacts';
import { conversation } from './conversation';
import { faults } from './faults';
import { findSimilarMessages } from './findSimilarMessages';
import { inbox } from './inbox';
import { inspect } from './inspect';
import { listChanges } from './listChanges';
import { lists } from './lists';
import { keepMergeFields } from './mergeFields';
import { oneTimePassword } from './oneTimePassword';
import { plan } from './plan';
import { recipientOptions } from './recipientContact';
import { sendButtons, sendList, sendTemplate, sendText, templateSupport } from './send';
import { sendMedia } from './sendMedia';
import { status } from './status';
import { getTemplate, getTemplatePage, listTemplates, syncTemplates } from './templates';
import { webhook } from './webhook';

/**
 * WA.CR, app API v2, not the newer one at api.wa.cr. Rasl runs the same software: its users set the
 * Base URL to https://getrasl.io/api/v2. Source: https://docs.app.wa.cr/
 */
export const wacr = {
	id: 'wacr',
	name: 'WA.CR / Rasl',
	docs: 'https://docs.app.wa.cr/',
	baseUrl: 'https://app.wa.cr/api/v2',
	credentialNotes: [
		'Rasl runs the same software: with an account there, enter https://getrasl.io/api/v2 into Base URL.',
	],
	fields: [],
	recipientOptions,
	// A token without the scope account:read gets 403, which proves the token as well.
	probe: { path: '/account', acceptedStatuses: [403] },
	authenticate: bearer,
	// The rate depends on the plan; this is the documented default.
	budget: { messages: 60, perSeconds: 60 },
	send: {
		text: sendText,
		template: sendTemplate,
		buttons: sendButtons,
		list: sendList,
		image: sendMedia,
		video: sendMedia,
		audio: sendMedia,
		document: sendMedia,
	},
	templates: {
		list: listTemplates,
		page: getTemplatePage,
		get: getTemplate,
		support: templateSupport,
	},
	templateManagement: { sync: syncTemplates },
	status,
	findSimilarMessages,
	contacts: {
		labelName: 'group',
		save: saveContact,
		update: updateContact,
		keyFields: { save: ['id', 'phone'], update: ['id'] },
		batch,
		batchRemoval,
		get: getContact,
		remove: deleteContact,
		search: searchContacts,
		filters: ['type', 'source', 'status'],
		addLabel: addGroup,
		removeLabel: removeGroup,
		commentRules,
		addComment,
		listComments,
	},
	lists,
	listChanges,
	oneTimePassword,
	keepMergeFields,
	conversation,
	plan,
	inspect,
	faults,
	webhook,
	inbox,
	assumptions: [
		'Webhook Resend forwards Meta’s own payload as JSON by POST, unsigned, where an account has it.',
		'Reactions, edits, deletions, orders and answers of forms are read as Meta writes them; a type with an unknown name is a message if it holds a text or a file.',
		'A refusal is read in every form that the sister products have, and Meta’s code from its text and its fields for codes.',
		'A caption is sent as caption, a document’s name as filename.',
		'Codes of offers and payloads of buttons are sent like links: button_0 to button_2.',
		'The status lookup uses the chat_message_id of the receipt.',
		'A row of the list of messages names the person as contact.phone, phone or contact_phone, staff_id where a colleague wrote it in WA.CR, and its time as sent_at or created_at.',
		'The list of contacts is sorted and filtered by created_at, as that of messages. Only a message that a colleague wrote has a staff_id other than 0.',
		'A conversation is found by the interaction_id of a row of the person; a row is the person’s if its direction is inbound or, without that field, if its sender_id is the person’s number.',
		'An invisible character between @ and { keeps a merge field from being filled.',
		'An empty text clears the email of a contact or another field of it; a contact without a name gets its number as one.',
		'A comment’s label and its time are read as status_message and as created_at, sent_at or time_sent.',
		'A request that creates or deletes many contacts takes 100 of them. What became of one is found by its number in what the answer has as created, skipped or errors, or by its place, which is counted from 0.',
		'A refused code is named by OTP_NOT_FOUND, OTP_EXPIRED, MAX_ATTEMPTS_EXCEEDED or INVALID_CODE, anywhere in the answer; a 429 to Verify or Resend is about the person, whose attempts are limited, and not about the account.',
		'The placeholders of an authentication template after the code and the minutes are sent as additional_params, in their order.',
		'The rate of the plan is read from /account/limits, under likely names as well; until Account: Diagnose has read it, it is taken to be 60 requests a minute.',
	],
} satisfies Gateway;

import type { Gateway } from '../../core/gateway';
import { bearer } from '../../gatewayKit/bearer';
import { numberedTemplateSupport } from '../../gatewayKit/numberedTemplateFields';
import { checkNumber } from './checkNumber';
import { addGroup, removeGroup } from './contactGroups';
import { getContact, searchContacts } from './contacts';
import { deleteContact } from './deleteContact';
import { faults } from './faults';
import { fields } from './fields';
import { inspect } from './inspect';
import { listChanges } from './listChanges';
import { lists } from './lists';
import { recipientOptions } from './recipientContact';
import { saveContact } from './saveContact';
import { sendButtons, sendCtaUrl, sendTemplate, sendText } from './send';
import { sendMedia } from './sendMedia';
import { status } from './status';
import { getTemplate, getTemplatePage, listTemplates } from './templates';
import { updateContact } from './updateContact';
import { webhook } from './webhook';

/** Xobito, API v1 in all versions of the platform. Source: https://documents.xobito.com/api-reference/introduction */
export const xobito = {
	id: 'xobito',
	name: 'Xobito',
	docs: 'https://documents.xobito.com/developers/authentication',
	baseUrl: 'https://dash.xobito.com/api/v1',
	credentialNotes: [
		'Save tests the access token and the Workspace Subdomain. Xobito checks the Sender Phone Number ID when a template is sent.',
	],
	fields,
	senderFields: ['senderPhoneNumberId'],
	recipientOptions,
	// A token without the permission to read templates gets 403, which proves the token as well.
	probe: {
		path: '/{subdomain}/templates?per_page=1',
		acceptedStatuses: [403],
		afterBadRequest:
			'write into Workspace Subdomain only the part before .xobito.com in the address of your dashboard, such as acme',
	},
	authenticate: bearer,
	budget: { messages: 60, perSeconds: 60 },
	send: {
		text: sendText,
		template: sendTemplate,
		buttons: sendButtons,
		ctaUrl: sendCtaUrl,
		image: sendMedia,
		video: sendMedia,
		audio: sendMedia,
		document: sendMedia,
	},
	templates: {
		list: listTemplates,
		page: getTemplatePage,
		get: getTemplate,
		support: numberedTemplateSupport,
	},
	status,
	contacts: {
		labelName: 'group',
		save: saveContact,
		update: updateContact,
		remove: deleteContact,
		get: getContact,
		search: searchContacts,
		filters: ['type', 'source', 'status'],
		addLabel: addGroup,
		removeLabel: removeGroup,
	},
	lists,
	listChanges,
	checkNumber,
	inspect,
	faults,
	webhook,
	assumptions: [
		'What Webhook Resend forwards is Meta’s own payload as it came, as JSON by POST.',
		'Reactions, edits, deletions, orders and answers of forms are read as Meta writes them; a type with an unknown name is a message if it holds a text or a file.',
		'Both forms of its answers to a send are read, the newer one with Meta’s own answer in it.',
		'An endpoint that a workspace does not have (status, phone check) is reported as not offered by this workspace.',
		'How many buttons of a template can be filled is not documented: all are passed on.',
		'The lists of bots are at /messagebots and /templatebots, as in WhatsMark, and each row has an id and a name.',
		'Groups, sources and statuses are created, renamed and deleted with the fields of WhatsMark: a name, and the color of a status; a change replaces the entry.',
		'Groups of a contact that a send creates are names with commas, as when a contact is created.',
		'An empty text clears the email of a contact, and takes it out of all groups.',
		'A contact without a first name gets its number as one, and the workspace’s first source and status.',
	],
} satisfies Gateway;

import type { Gateway } from '../../core/gateway';
import { bearer } from '../../gatewayKit/bearer';
import {
	addTag,
	getContact,
	getContactByEmail,
	removeTag,
	saveContact,
	searchContacts,
	updateContact,
} from './contacts';
import { conversation } from './conversation';
import { faults } from './faults';
import { inbox } from './inbox';
import { inspect } from './inspect';
import { lists } from './lists';
import { sendTemplate, sendText, templateSupport } from './send';
import { startAutomation } from './startAutomation';
import { getTemplate, listTemplates } from './templates';
import { webhook } from './webhook';
import { webhookFields } from './webhookFields';

/** Qyvo, REST API v1. Source: https://www.qyvo.io/docs/api/index */
export const qyvo = {
	id: 'qyvo',
	name: 'Qyvo',
	docs: 'https://www.qyvo.io/docs/authentication',
	baseUrl: 'https://www.qyvo.io/api/v1',
	fields: [],
	webhookFields,
	settingFields: ['signatureCovers'],
	probe: { path: '/me' },
	authenticate: bearer,
	budget: { messages: 120, perSeconds: 60 },
	send: { text: sendText, template: sendTemplate },
	templates: { list: listTemplates, get: getTemplate, support: templateSupport },
	contacts: {
		labelName: 'tag',
		save: saveContact,
		keyFields: { save: ['contact_id', 'phone'], update: ['contact_id', 'phone'] },
		update: updateContact,
		get: getContact,
		getByEmail: getContactByEmail,
		search: searchContacts,
		addLabel: addTag,
		removeLabel: removeTag,
	},
	startAutomation,
	lists,
	conversation,
	inspect,
	faults,
	webhook,
	inbox,
	assumptions: [
		'Reactions, edits, deletions, orders and answers of forms are read as Meta writes them; a type with an unknown name is a message if it holds a text or a file.',
		'Meta’s code is read from the text of a refusal, as (#131047) or bare, and from its fields for codes.',
		'A row of the lists of tags, sequences and flows is read as {id, label} or {id, name}; a tag without an id is chosen by its name.',
		'A row of the lists of sent campaigns and started sequences has the fields that one of started flows has, with campaign or sequence in their names; a campaign’s own may be id and name.',
		'The session that a start gives is read from session_id or id.',
		'A header’s file stays as it was approved; a link or a code in a button gets the body’s variable of the same name.',
	],
} satisfies Gateway;

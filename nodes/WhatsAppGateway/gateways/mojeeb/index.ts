import type { Gateway } from '../../core/gateway';
import { bearer } from '../../gatewayKit/bearer';
import { lists } from './agents';
import { contacts } from './contacts';
import { inboxConversations } from './conversations';
import { createTemplate } from './createTemplate';
import { faults } from './faults';
import { fields } from './fields';
import { inspect } from './inspect';
import { leads } from './leads';
import { addComment, commentRules, listComments, removeComment, updateComment } from './notes';
import { sendTemplate, sendText, templateSupport } from './send';
import { status, unknownMessagePath } from './status';
import { getTemplate, listTemplates } from './templates';

/** Mojeeb, public API v1. Source: https://docs.mojeeb.app/docs/developers/overview */
export const mojeeb = {
	id: 'mojeeb',
	name: 'Mojeeb',
	docs: 'https://docs.mojeeb.app/docs/developers/authentication',
	baseUrl: 'https://api.mojeeb.app',
	credentialNotes: [
		'Save tests the access token only. The operation Account: Diagnose also asks for the templates of the Agent ID and the Connection ID.',
		'Mojeeb checks the Sender Number when a message is sent.',
	],
	fields,
	settingFields: ['connectionId'],
	senderFields: ['agentId', 'senderNumber'],
	fieldLists: { agentId: 'agents', senderNumber: 'senderNumbers' },
	// No endpoint names the key’s owner; “no such message” proves the key as well.
	probe: { path: unknownMessagePath, acceptedStatuses: [404] },
	authenticate: bearer,
	budget: { messages: 60, perSeconds: 60 },
	send: { text: sendText, template: sendTemplate },
	idempotencyHeader: 'Idempotency-Key',
	templates: { list: listTemplates, get: getTemplate, support: templateSupport },
	templateManagement: { create: createTemplate },
	lists,
	status,
	contacts: { ...contacts, commentRules, addComment, listComments, updateComment, removeComment },
	inboxConversations,
	leads,
	inspect,
	faults,
	instead: {
		contacts:
			'Mojeeb itself makes a contact of everyone who writes to the agent. Contact: Get Many, Get and Update work with these.',
		// Source: https://github.com/Osamahi/mojeeb-web-dashboard (src/features/actions)
		webhook:
			'An agent of Mojeeb can call n8n, though: give it an Action that calls a webhook, with the address of n8n’s own Webhook node. The agent calls it when the prompt of the Action fits.',
	},
	assumptions: [
		'With a Connection ID, the list of templates is at /v1/agents/{agent}/connections/{connection}/whatsapp/templates or, without whatsapp, /templates; then at /v1/whatsapp/templates. Where it is at none of them, templates are typed by name.',
		'A template is created by POST at the addresses of the list that name agent and connection, with the fields name, language, category, body, body_examples, header {format, text, example, media_url}, footer, buttons as Meta has them, and otp {type, add_security_recommendation, code_expiration_minutes}; the answer may be in data.',
		'Contacts are at /v1/agents/{agent}/contacts or /v1/contacts, with the ID of one behind it, and are changed by PATCH; where they are at neither, Mojeeb is taken not to have them.',
		'A list is in data, in items or under its own name, such as contacts, and next_cursor beside it, in pagination or in meta. The search for contacts finds the digits of a number; a contact’s number is mobile or, without one, the WhatsApp number. An empty name clears it.',
		'The notes about a contact are at its address with /notes behind it; a note is created by POST with text, changed by PATCH and deleted by DELETE at its ID, comes back with id, text, type and created_at, and has no limit of its length.',
		'Conversations are at /v1/agents/{agent}/conversations or /v1/conversations; one is changed by PATCH at its ID, its AI is resumed by POST to /resume-ai or /ai/resume behind it, and it is assigned by POST to /assign or /assignment. Their status has Mojeeb’s own words.',
		'A conversation has the person in contact, contact_id, contact_name or mobile, its last message in last_message, and a channel with whatsapp in its name; the list takes limit and cursor as other lists do.',
		'Leads are at /v1/agents/{agent}/leads or /v1/leads, created by POST, and changed by PATCH and deleted by DELETE at their ID; one is assigned by POST to /assign or /assignment behind it. Their number is phone, and who has one is assigned_to. One that is named by its number is the first of the list with it.',
		'The status of many leads is changed by POST to /leads/change-status or /leads/status, with the filters of the list, new_status, dry_run and max_changes in the body; changed in the answer counts them.',
		'The fields of leads are at /v1/agents/{agent}/lead-fields or /v1/lead-fields, changed by PATCH and deleted by DELETE at their key; a choice is an object with value and label, which are the same here.',
		'The colleagues are at /v1/agents/{agent}/members or /v1/members, as {user_id, name, can_open_agent}, with likely other names.',
		'The agents of the key are listed at /v1/agents, and an agent’s connections at /v1/agents/{agent}/connections or /v1/connections, as {id, name} and {id, platform, phone_number, is_active}, with likely other names; where they are at none of them, the Agent ID and the number are typed.',
		'The value of a template’s button is sent as {index, text}, or with Meta’s own name for it.',
		'Why a message was not delivered is read from failure_reason or error.',
		'Codes that are not documented, such as those of the quota, are read by their type.',
	],
} satisfies Gateway;

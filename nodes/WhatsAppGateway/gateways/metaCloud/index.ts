import { bearer } from '../../core/bearer';
import type { Gateway } from '../../core/gateway';
import { inspect } from './account';
import { fault } from './faults';
import { fields } from './fields';
import { sendTemplate, sendText } from './send';
import { getTemplate, listTemplates } from './templates';

/** Meta's own API, without a gateway between. Source: https://developers.facebook.com/docs/whatsapp/cloud-api */
export const metaCloud = {
	id: 'metaCloud',
	name: 'Meta Cloud API',
	docs: 'https://developers.facebook.com/docs/whatsapp/business-management-api/get-started',
	baseUrl: 'https://graph.facebook.com',
	fields,
	overridable: ['phoneNumberId'],
	probe: { path: '/{graphVersion}/{phoneNumberId}?fields=display_phone_number' },
	authenticate: bearer,
	// 80 messages in a second by default; numbers shared with the Business app have 20.
	budget: { messages: 20, perSeconds: 1 },
	send: { text: sendText, template: sendTemplate },
	templates: { list: listTemplates, get: getTemplate },
	inspect,
	fault,
} satisfies Gateway;

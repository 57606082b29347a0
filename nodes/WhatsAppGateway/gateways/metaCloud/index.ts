import type { Gateway } from '../../core/gateway';
import { bearer } from '../../gatewayKit/bearer';
import { faults } from './faults';
import { fields } from './fields';
import { inspect } from './inspect';
import {
	markRead,
	sendButtons,
	sendContacts,
	sendCtaUrl,
	sendList,
	sendLocation,
	sendReaction,
	sendTemplate,
	sendText,
} from './send';
import { locateFile, sendMedia } from './sendMedia';
import { getTemplate, listTemplates } from './templates';
import { webhook } from './webhook';

/** Meta's own API, without a gateway. Source: https://developers.facebook.com/docs/whatsapp/cloud-api */
export const metaCloud = {
	id: 'metaCloud',
	name: 'Meta Cloud API',
	isDefault: true,
	docs: 'https://developers.facebook.com/docs/whatsapp/business-management-api/get-started',
	baseUrl: 'https://graph.facebook.com',
	fields,
	senderFields: ['phoneNumberId'],
	probe: { path: '/{graphApiVersion}/{phoneNumberId}?fields=display_phone_number' },
	authenticate: bearer,
	// 80 messages per second by default; 20 for numbers that the Business app uses, too.
	budget: { messages: 20, perSeconds: 1 },
	send: {
		text: sendText,
		template: sendTemplate,
		buttons: sendButtons,
		list: sendList,
		ctaUrl: sendCtaUrl,
		image: sendMedia,
		video: sendMedia,
		audio: sendMedia,
		document: sendMedia,
		sticker: sendMedia,
		location: sendLocation,
		contacts: sendContacts,
		reaction: sendReaction,
	},
	quotes: true,
	markRead,
	templates: { list: listTemplates, get: getTemplate },
	inspect,
	faults,
	files: { origins: ['https://lookaside.fbsbx.com'], locate: locateFile },
	webhook,
	assumptions: [
		'GET /app names the app of the access token, and webhook_configuration shows that app’s addresses for a number.',
		'The subscription of the app is ended only if no number of the account has an address; where that is unknown, it stays.',
		'The Graph version is v24.0 unless the credential names another one.',
		'A number accepts 20 messages a second, which is the lowest of the documented rates.',
	],
} satisfies Gateway;

import type { Gateway } from '../../core/gateway';
import { bearer } from '../../gatewayKit/bearer';
import { faults } from './faults';
import { fields } from './fields';
import { inspect } from './inspect';
import {
	markRead,
	sendContacts,
	sendLocation,
	sendRaw,
	sendReaction,
	sendTemplate,
	sendText,
} from './send';
import { sendInteractive } from './sendInteractive';
import { locateFile, sendMedia, uploadTypes } from './sendMedia';
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
		...sendInteractive,
		image: sendMedia,
		video: sendMedia,
		audio: sendMedia,
		document: sendMedia,
		sticker: sendMedia,
		location: sendLocation,
		contacts: sendContacts,
		reaction: sendReaction,
		raw: sendRaw,
	},
	quotes: true,
	linkPreviews: true,
	voiceMessages: true,
	headerFiles: true,
	carriesMessageKey: true,
	uploadTypes,
	markRead,
	templates: { list: listTemplates, get: getTemplate },
	inspect,
	faults,
	files: { origins: ['https://lookaside.fbsbx.com'], locate: locateFile },
	webhook,
	assumptions: [
		'The Graph version is v24.0 unless the credential names another one.',
		'A number accepts 20 messages a second, which is the lowest of the documented rates.',
		'A call button and a request for an address can have a text as header, and a footer.',
		'A Flow can have a file above its text, as reply buttons can.',
		'Text that Meta’s upload does not name, such as CSV, can be uploaded as text/plain and keeps its name.',
	],
} satisfies Gateway;

import type { Gateway } from '../../core/gateway';
import { authenticate } from './authenticate';
import { businessNumbers } from './businessNumbers';
import { faults } from './faults';
import { fields } from './fields';
import { groupList, groups } from './groups';
import { inspect } from './inspect';
import { lists } from './lists';
import { media } from './mediaStore';
import { createTemplate, deleteTemplate, editTemplate } from './manageTemplates';
import { uploadForHandle } from './resumableUpload';
import { markRead, sendContacts, sendLocation, sendRaw, sendReaction, sendText } from './send';
import { sendInteractive } from './sendInteractive';
import { locateFile, sendMedia, uploadTypes } from './sendMedia';
import { sendTemplate, templateSupport } from './sendTemplate';
import { readTemplateAnalytics } from './templateAnalytics';
import { fetchLibraryPage, library } from './templateLibrary';
import { getTemplate, getTemplatePage, listTemplates } from './templates';
import { webhook } from './webhook';

/** Meta's own API, without a gateway. Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/overview */
export const metaCloud = {
	id: 'metaCloud',
	name: 'Meta Cloud API',
	shortName: 'Meta',
	docs: 'https://developers.facebook.com/documentation/business-messaging/whatsapp/access-tokens',
	baseUrl: 'https://graph.facebook.com',
	credentialNotes: [
		'Save tests the access token and the Phone Number ID, but not the Business Account ID: the operation Account: Diagnose does.',
	],
	fields,
	settingFields: ['graphApiVersion'],
	senderFields: ['phoneNumberId'],
	fieldLists: { phoneNumberId: 'phoneNumbers' },
	probe: {
		path: '/{graphApiVersion}/{phoneNumberId}?fields=display_phone_number',
		afterBadRequest:
			'compare the Phone Number ID and the access token with WhatsApp → API Setup in the App Dashboard',
	},
	authenticate,
	// 80 messages per second by default; 20 for numbers that the Business app uses, too.
	budget: { messages: 20, perSeconds: 1 },
	// Source, also of the next one: https://developers.facebook.com/documentation/business-messaging/whatsapp/throughput
	senderRateCodes: [130429],
	pairRate: { burst: 45, perSeconds: 6 },
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
	addressesUserIds: true,
	linkPreviews: true,
	voiceMessages: true,
	headerFiles: true,
	setsQuickReplyPayloads: true,
	marketingMessages: true,
	carriesMessageKey: true,
	uploadTypes,
	markRead,
	templates: {
		list: listTemplates,
		page: getTemplatePage,
		get: getTemplate,
		support: templateSupport,
	},
	templateManagement: {
		settings: true,
		create: createTemplate,
		edit: editTemplate,
		remove: deleteTemplate,
		analytics: readTemplateAnalytics,
		library,
	},
	media,
	uploadForHandle,
	lists: { ...lists, groups: groupList, libraryTemplates: fetchLibraryPage },
	businessNumbers,
	groups,
	inspect,
	faults,
	files: { origins: ['https://lookaside.fbsbx.com'], locate: locateFile },
	webhook,
	instead: {
		contacts:
			'Meta keeps no contacts. Keep people in your CRM or in a data table of n8n: each item of the trigger has the person’s number and name.',
	},
	assumptions: [
		'A number accepts 20 messages a second, which is the lowest of the documented rates, until Account: Diagnose has read its own.',
		'A template with a GIF goes to marketing_messages, the only API for which Meta documents GIFs.',
		'A template that tells the status of an order is listed with the sub_category ORDER_STATUS; the status can be written partially-shipped or partially_shipped, as Meta’s pages have both.',
		'The name and the address of a template’s place are required, as in all of Meta’s examples.',
		'The button of a call has an index like every other button, though Meta’s example has none.',
		'The member of a group whom a status is about is read from recipient_participant_id or participant_recipient_id; Meta’s pages have both.',
		'A product that a person sends is read from interactive.product or interactive.action.',
		'A call button and a request for an address can have a text as header, and a footer.',
		'A Flow can have a file above its text, as reply buttons can.',
		'Text that Meta’s upload does not name, such as CSV, can be uploaded as text/plain and keeps its name.',
		'A template whose placeholders have names is created with parameter_format NAMED; the subcodes 2388023, 2388024 and 2593002 mean what Meta’s answers say with them.',
		'A template’s time to live and the counting of its links can be changed alone, by the ID of the template.',
		'The template library is at message_template_library below the version, in pages like every list; every template of it exists in en_US.',
		'A template of the library has at most one link and one call button; one with more is refused. Only its link, call and code buttons are described in library_template_button_inputs, in their order, as JSON text like in Meta’s examples.',
		'What is left out of a profile or of the conversational components stays as it is.',
		'The list of message links gives pictures of QR codes by the field qr_image_url.format(SVG).',
		'A person is blocked by the phone number; Meta documents no way by the user ID of a person who hides it.',
		'The access token of a system user may upload a file to the Resumable Upload API of the app that GET /app names, as that of a person may; the bytes go as application/octet-stream.',
		'An upload that breaks goes on at file_offset; where Meta has all of its bytes, but the handle did not come, the file is uploaded again.',
		'An example of a template has the limits of a file that is sent: an image 5 MB, a video 16 MB, a document 100 MB; a profile picture those of an image.',
		'GET /app names the app of the access token, and webhook_configuration shows that app’s addresses for a number.',
		'A group’s ID begins as in all of Meta’s examples (Y2FwaV9ncm91cD…); any other is written with group: in front.',
		'A group takes the messages that Meta’s page on groups lists, and raw ones: no places, contact cards and reactions, of which it says nothing.',
		'The picture of a group goes in a request of its own, after subject and description; for these and for removed people, each 2xx is an answer.',
		'Join requests of which an answer lists nothing were approved, or rejected, as asked.',
		'A person who hides the number is removed from a group by user_id, as Meta’s newest page on user IDs says; its page on groups has one field for both.',
		'The subscription of the app is ended only if no number of the account has an address; where that is unknown, it stays.',
	],
} satisfies Gateway;

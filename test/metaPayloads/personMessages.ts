import { type MetaPayload, silent, spoken } from './envelope';

const media = (mimeType: string, more: object = {}) => ({
	mime_type: mimeType,
	sha256: 'GgwkKc5Wl1rUDCYUrBVtzZX4mE9V6vSHPgtvA7v1uQk=',
	id: '1003383421387256',
	...more,
});

const adReferral = {
	source_url: 'https://fb.me/3cr4Wqqkv',
	source_id: '120226305854810726',
	source_type: 'ad',
	body: 'Warm coats, half the price',
	headline: 'Winter sale',
	media_type: 'image',
	image_url: 'https://scontent.example/ad.jpg',
	ctwa_clid: 'Aff-n8ZTODiE79d22KtAwQKj9e_mIEOOj27vDVwFjN80dp4',
	welcome_message: { text: 'Hi! What are you looking for?' },
};

/** Messages by which a person says something. */
export const personMessages: readonly MetaPayload[] = [
	spoken('text', 'message', { type: 'text', text: { body: 'Does it come in green?' } }),
	spoken('text with an emoji and two lines', 'message', {
		type: 'text',
		text: { body: 'Thanks 🙏\nSee you' },
	}),
	spoken('text that quotes a message', 'message', {
		type: 'text',
		text: { body: 'Yes, this one' },
		context: { from: '15550100100', id: 'wamid.OUT1' },
	}),
	spoken('forwarded text', 'message', {
		type: 'text',
		text: { body: 'Look at this' },
		context: { forwarded: true },
	}),
	spoken('text forwarded many times', 'message', {
		type: 'text',
		text: { body: 'Pass it on' },
		context: { frequently_forwarded: true },
	}),
	spoken('text after a click on an ad', 'message', {
		type: 'text',
		text: { body: 'Is it still on sale?' },
		referral: adReferral,
	}),
	spoken('text after a click on a post with a video', 'message', {
		type: 'text',
		text: { body: 'How much?' },
		referral: {
			source_url: 'https://fb.me/post',
			source_id: '77',
			source_type: 'post',
			headline: 'Chat with us',
			media_type: 'video',
			video_url: 'https://scontent.example/post.mp4',
			thumbnail_url: 'https://scontent.example/post.jpg',
			ctwa_clid: 'Aff-second',
		},
	}),
	spoken('picture after a click on an ad', 'message', {
		type: 'image',
		image: media('image/jpeg', { caption: 'This one' }),
		referral: adReferral,
	}),
	spoken('text about a product', 'message', {
		type: 'text',
		text: { body: 'Do you have it in XL?' },
		context: {
			from: '15550100100',
			id: 'wamid.OUT2',
			referred_product: { catalog_id: '194836987003835', product_retailer_id: 'coat-7' },
		},
	}),
	spoken(
		'text of a person with number and username',
		'message',
		{ type: 'text', text: { body: 'Hallo' } },
		'anna',
	),
	spoken('text of spaces', 'message', { type: 'text', text: { body: ' ' } }),
	spoken('image with a caption', 'message', {
		type: 'image',
		image: media('image/jpeg', { caption: 'The broken part' }),
	}),
	spoken('image without a caption', 'message', { type: 'image', image: media('image/png') }),
	spoken('image with its address', 'message', {
		type: 'image',
		image: media('image/jpeg', {
			url: 'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1',
		}),
	}),
	spoken('video', 'message', {
		type: 'video',
		video: media('video/mp4', { caption: 'It rattles' }),
	}),
	spoken('voice message', 'message', {
		type: 'audio',
		audio: media('audio/ogg; codecs=opus', { voice: true }),
	}),
	spoken('audio file', 'message', { type: 'audio', audio: media('audio/mpeg', { voice: false }) }),
	spoken('document', 'message', {
		type: 'document',
		document: media('application/pdf', { filename: 'order.pdf', caption: 'My order' }),
	}),
	spoken('document without a name', 'message', {
		type: 'document',
		document: media('application/pdf'),
	}),
	spoken('sticker', 'message', {
		type: 'sticker',
		sticker: media('image/webp', { animated: false }),
	}),
	spoken('animated sticker', 'message', {
		type: 'sticker',
		sticker: media('image/webp', { animated: true }),
	}),
	spoken('place with a name', 'message', {
		type: 'location',
		location: {
			latitude: 48.137,
			longitude: 11.575,
			name: 'Marienplatz',
			address: 'Marienplatz 1, Munich',
		},
	}),
	spoken('place without a name', 'message', {
		type: 'location',
		location: { latitude: -33.86, longitude: 151.2 },
	}),
	spoken('place with an address on the web', 'message', {
		type: 'location',
		location: { latitude: 0, longitude: 0, name: 'Null Island', url: 'https://example.com' },
	}),
	spoken('contact card', 'message', {
		type: 'contacts',
		contacts: [
			{
				name: { formatted_name: 'Dora Diaz', first_name: 'Dora', last_name: 'Diaz' },
				phones: [{ phone: '+1 (650) 555-9999', wa_id: '16505559999', type: 'CELL' }],
				emails: [{ email: 'dora@example.com', type: 'WORK' }],
			},
		],
	}),
	spoken('two contact cards', 'message', {
		type: 'contacts',
		contacts: [
			{ name: { first_name: 'Ed' }, phones: [{ phone: '+44 20 7946 0018' }] },
			{ org: { company: 'Lucky Shrub' }, phones: [{ wa_id: '442079460019' }] },
		],
	}),
	spoken(
		'own contact card, asked for',
		'message',
		{
			type: 'contacts',
			origin: 'contact_request',
			contacts: [
				{
					vcard: 'BEGIN:VCARD\nVERSION:3.0\nFN:Carla Cruz\nEND:VCARD',
					phones: [{ phone: '+14155550177' }],
				},
			],
		},
		'hidden',
	),
	spoken('contact card without anything', 'message', { type: 'contacts', contacts: [{}] }),
	spoken('product of the catalog', 'message', {
		type: 'interactive',
		interactive: {
			type: 'product',
			product: { catalog_id: '194836987003835', product_retailer_id: 'coat-9' },
		},
	}),
	spoken('quick reply of a template', 'reply', {
		type: 'button',
		button: { payload: 'confirm', text: 'Confirm' },
		context: { from: '15550100100', id: 'wamid.OUT3' },
	}),
	spoken('quick reply without a payload', 'reply', { type: 'button', button: { text: 'Stop' } }),
	spoken('tapped button', 'reply', {
		type: 'interactive',
		interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } },
		context: { from: '15550100100', id: 'wamid.OUT4' },
	}),
	spoken('tapped button with the same words as a message', 'reply', {
		type: 'interactive',
		interactive: {
			type: 'button_reply',
			button_reply: { id: 'q', title: 'Does it come in green?' },
		},
	}),
	spoken('tapped button after a click on an ad', 'reply', {
		type: 'interactive',
		interactive: { type: 'button_reply', button_reply: { id: 'go', title: 'Show me' } },
		referral: adReferral,
	}),
	spoken('chosen row', 'reply', {
		type: 'interactive',
		interactive: {
			type: 'list_reply',
			list_reply: { id: 'tue', title: 'Tuesday', description: '9 am' },
		},
	}),
	spoken('chosen row without a description', 'reply', {
		type: 'interactive',
		interactive: { type: 'list_reply', list_reply: { id: 'wed', title: 'Wednesday' } },
	}),
	spoken(
		'text of a person who hides the number',
		'message',
		{ type: 'text', text: { body: 'Hi there' } },
		'hidden',
	),
	spoken(
		'image of a person who hides the number',
		'message',
		{ type: 'image', image: media('image/jpeg') },
		'hidden',
	),
	spoken(
		'place of a person who hides the number',
		'message',
		{ type: 'location', location: { latitude: 1, longitude: 2 } },
		'hidden',
	),
	spoken(
		'tapped button of a person who hides the number',
		'reply',
		{
			type: 'interactive',
			interactive: { type: 'button_reply', button_reply: { id: 'no', title: 'No' } },
		},
		'hidden',
	),
	spoken(
		'chosen row of a person who hides the number',
		'reply',
		{
			type: 'interactive',
			interactive: { type: 'list_reply', list_reply: { id: 'mon', title: 'Monday' } },
		},
		'hidden',
	),
	spoken(
		'quick reply of a person who hides the number',
		'reply',
		{ type: 'button', button: { payload: 'p', text: 'OK' } },
		'hidden',
	),
];

/** Rows in the list of messages by which nobody says anything. */
export const wordlessMessages: readonly MetaPayload[] = [
	silent('reaction', 'reaction', {
		type: 'reaction',
		reaction: { message_id: 'wamid.OUT5', emoji: '👍' },
	}),
	silent('reaction taken away', 'reaction', {
		type: 'reaction',
		reaction: { message_id: 'wamid.OUT5' },
	}),
	silent(
		'reaction of a person who hides the number',
		'reaction',
		{ type: 'reaction', reaction: { message_id: 'wamid.OUT5', emoji: '❤️' } },
		'hidden',
	),
	silent('edited text', 'edited', {
		type: 'edit',
		edit: {
			original_message_id: 'wamid.IN900',
			message: { type: 'text', text: { body: 'I meant blue' } },
		},
	}),
	silent('edited caption', 'edited', {
		type: 'edit',
		edit: {
			original_message_id: 'wamid.IN901',
			message: { type: 'image', image: media('image/jpeg', { caption: 'The other part' }) },
		},
	}),
	silent('edited caption without the file', 'edited', {
		type: 'edit',
		edit: {
			original_message_id: 'wamid.IN902',
			message: { type: 'video', video: { caption: 'Rattles more' } },
		},
	}),
	silent('edited text that quotes a message', 'edited', {
		type: 'edit',
		edit: {
			original_message_id: 'wamid.IN903',
			message: { context: { id: 'wamid.OUT6' }, type: 'text', text: { body: 'Not this one' } },
		},
	}),
	silent(
		'edited text of a person who hides the number',
		'edited',
		{
			type: 'edit',
			edit: {
				original_message_id: 'wamid.IN904',
				message: { type: 'text', text: { body: 'Hi again' } },
			},
		},
		'hidden',
	),
	silent('deleted message', 'deleted', {
		type: 'revoke',
		revoke: { original_message_id: 'wamid.IN905' },
	}),
	silent(
		'deleted message of a person who hides the number',
		'deleted',
		{ type: 'revoke', revoke: { original_message_id: 'wamid.IN906' } },
		'hidden',
	),
	silent('order with a note', 'order', {
		type: 'order',
		order: {
			catalog_id: '194836987003835',
			text: 'Please wrap it',
			product_items: [
				{ product_retailer_id: 'coat-7', quantity: 1, item_price: 89.9, currency: 'EUR' },
				{ product_retailer_id: 'hat-2', quantity: '3', item_price: '12', currency: 'EUR' },
			],
		},
	}),
	silent('order without a note', 'order', {
		type: 'order',
		order: {
			catalog_id: '194836987003835',
			product_items: [
				{ product_retailer_id: 'hat-2', quantity: 2, item_price: 12, currency: 'USD' },
			],
		},
	}),
	silent('order without products', 'order', { type: 'order', order: {} }),
	silent(
		'order of a person who hides the number',
		'order',
		{ type: 'order', order: { catalog_id: '1', text: 'Fast, please', product_items: [] } },
		'hidden',
	),
	silent('answer of a Flow', 'formAnswer', {
		type: 'interactive',
		interactive: {
			type: 'nfm_reply',
			nfm_reply: {
				name: 'flow',
				body: 'Sent',
				response_json: '{"flow_token":"ft-1","day":"2026-12-01","guests":2}',
			},
		},
	}),
	silent('answer of a Flow without a body', 'formAnswer', {
		type: 'interactive',
		interactive: {
			type: 'nfm_reply',
			nfm_reply: { name: 'flow', response_json: '{"topics":["a","b"],"ok":true}' },
		},
	}),
	silent('answer of a Flow that is no JSON', 'formAnswer', {
		type: 'interactive',
		interactive: {
			type: 'nfm_reply',
			nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"day":' },
		},
	}),
	silent('answer of a Flow that is a list', 'formAnswer', {
		type: 'interactive',
		interactive: {
			type: 'nfm_reply',
			nfm_reply: { name: 'flow', body: 'Sent', response_json: '[1]' },
		},
	}),
	silent('answer of a Flow without an answer', 'formAnswer', {
		type: 'interactive',
		interactive: { type: 'nfm_reply', nfm_reply: {} },
	}),
	silent('address', 'formAnswer', {
		type: 'interactive',
		interactive: {
			type: 'nfm_reply',
			nfm_reply: {
				name: 'address_message',
				body: 'Ben\n1 Main St',
				response_json: '{"saved_address_id":"a1","values":{"city":"Pune"}}',
			},
		},
	}),
	silent(
		'answer of a Flow of a person who hides the number',
		'formAnswer',
		{
			type: 'interactive',
			interactive: {
				type: 'nfm_reply',
				nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"flow_token":"ft-2"}' },
			},
		},
		'hidden',
	),
	silent('calls allowed for a time', 'call', {
		type: 'interactive',
		interactive: {
			type: 'call_permission_reply',
			call_permission_reply: {
				response: 'accept',
				is_permanent: false,
				expiration_timestamp: 1795773600,
				response_source: 'user_action',
			},
		},
	}),
	silent('calls allowed for ever', 'call', {
		type: 'interactive',
		interactive: {
			type: 'call_permission_reply',
			call_permission_reply: {
				response: 'accept',
				is_permanent: true,
				response_source: 'automatic',
			},
		},
	}),
	silent(
		'calls not allowed',
		'call',
		{
			type: 'interactive',
			interactive: {
				type: 'call_permission_reply',
				call_permission_reply: { response: 'reject', response_source: 'user_action' },
			},
		},
		'hidden',
	),
	silent('changed number', 'system', {
		type: 'system',
		system: {
			body: 'User Ben changed from 14155550123 to 14155550144',
			wa_id: '14155550144',
			type: 'user_changed_number',
		},
	}),
	silent(
		'changed number, with both user ids',
		'system',
		{
			type: 'system',
			system: {
				body: 'User Anna changed from 491713920012 to 491713920013',
				wa_id: '491713920013',
				user_id: 'DE.111',
				previous_user_id: 'DE.90214477310058816644',
				type: 'user_changed_number',
			},
		},
		'anna',
	),
	silent(
		'changed user id',
		'system',
		{
			type: 'system',
			system: {
				body: 'User changed',
				user_id: 'US.222',
				previous_user_id: 'US.13491208655302741918',
				type: 'user_changed_user_id',
			},
		},
		'hidden',
	),
	silent('changed identity', 'system', {
		type: 'system',
		system: {
			body: 'Security code changed',
			customer: '14155550123',
			identity: 'h',
			type: 'customer_identity_changed',
		},
	}),
	silent('what WhatsApp does not pass on', 'other', {
		type: 'unsupported',
		errors: [{ code: 131051, title: 'Message type unknown' }],
	}),
	silent('what WhatsApp does not pass on, with its kind', 'other', {
		type: 'unsupported',
		unsupported: { type: 'poll' },
		errors: [{ code: 131060, title: 'This message is unavailable.' }],
	}),
	silent('what WhatsApp does not know', 'other', { type: 'unknown', errors: [{ code: 131051 }] }),
	silent('chat that was opened for the first time', 'other', { type: 'request_welcome' }),
	silent('type of a later version', 'other', { type: 'hologram', hologram: { body: 'Hello?' } }),
	silent('type of a later version with a text', 'other', {
		type: 'poll',
		text: { body: 'Which one?' },
	}),
	silent('interactive of a later version', 'other', {
		type: 'interactive',
		interactive: { type: 'gesture_reply', gesture_reply: {} },
	}),
	silent('interactive without anything', 'other', { type: 'interactive' }),
	silent('quick reply without words', 'other', { type: 'button', button: {} }),
	silent('no type', 'other', { text: { body: 'typeless' } }),
	silent('ephemeral', 'other', { type: 'ephemeral' }),
];

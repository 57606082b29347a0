import type { INodeParameters } from 'n8n-workflow';

import type { Kind } from '../../nodes/WhatsAppGateway/core/message';
import { templateJson, text } from './nodeParameters';
import { anna, type Delivered } from './sandboxClient';

/** The parameters of an operation on messages, to Anna. */
export const message = (operation: string, more: INodeParameters): INodeParameters => ({
	resource: 'message',
	operation,
	to: anna,
	options: {},
	...more,
});

const interactive = (interactiveType: string, more: INodeParameters) =>
	message('sendInteractive', {
		interactiveType,
		specifyMessage: 'fields',
		header: 'Delivery',
		body: 'Shall we deliver tomorrow?',
		footer: 'Acme Shop',
		...more,
	});

const shownText = {
	header: 'Delivery',
	body: 'Shall we deliver tomorrow?',
	footer: 'Acme Shop',
};

/** Of messages that have neither header nor footer. */
const bodyOnly = { header: null, body: shownText.body, footer: null };

const media = (mediaType: string, more: INodeParameters = {}) =>
	message('sendMedia', {
		mediaType,
		mediaSource: 'url',
		mediaUrl: `https://shop.example/files/a.${mediaType}`,
		...more,
	});

/**
 * One message of each kind, the same for every gateway, and how the phone shows it. An item's
 * `wamid` is an inbound message.
 */
export const exampleMessages: Record<
	Kind,
	{ parameters: INodeParameters; shown: Partial<Delivered> }
> = {
	text: {
		parameters: text({ to: anna, text: 'It is ready 👋' }),
		shown: { body: 'It is ready 👋' },
	},
	template: {
		parameters: templateJson('appointment_reminder', ['Anna', '3 May', '09:00'], { to: anna }),
		shown: {
			body: 'Hi Anna, this is a reminder of your appointment on 3 May at 09:00.',
			template: { name: 'appointment_reminder', language: 'en' },
		},
	},
	buttons: {
		parameters: interactive('buttons', {
			buttons: {
				button: [
					{ title: 'Yes, please', id: '' },
					{ title: 'No', id: 'no' },
				],
			},
		}),
		shown: { ...shownText, buttons: ['Yes, please', 'No'] },
	},
	list: {
		parameters: interactive('list', {
			buttonText: 'Choose a day',
			rows: {
				row: [
					{ title: 'Monday', description: '9 to 12', id: '', section: 'This week' },
					{ title: 'Later', description: '', id: 'later', section: 'Next week' },
					{ title: 'Friday', description: '', id: '', section: 'This week' },
				],
			},
		}),
		shown: {
			...shownText,
			list: {
				button: 'Choose a day',
				sections: [
					{
						title: 'This week',
						rows: [
							{ id: 'monday', title: 'Monday', description: '9 to 12' },
							{ id: 'friday', title: 'Friday', description: null },
						],
					},
					{ title: 'Next week', rows: [{ id: 'later', title: 'Later', description: null }] },
				],
			},
		},
	},
	ctaUrl: {
		parameters: interactive('ctaUrl', {
			buttonText: 'Track it',
			url: 'https://shop.example/track/1042',
		}),
		shown: { ...shownText, buttons: ['Track it'] },
	},
	locationRequest: {
		parameters: interactive('locationRequest', {}),
		shown: { ...bodyOnly, buttons: ['Send location'] },
	},
	contactInfo: {
		parameters: interactive('contactInfo', {}),
		shown: { ...bodyOnly, buttons: ['Share contact info'] },
	},
	callPermission: {
		parameters: interactive('callPermission', {}),
		shown: { ...bodyOnly, buttons: ['Choose preference'] },
	},
	voiceCall: {
		parameters: interactive('voiceCall', {
			callButtonText: 'Call us',
			callMinutes: '60',
			callPayload: 'order-1042',
		}),
		shown: { ...shownText, buttons: ['Call us'] },
	},
	address: {
		parameters: interactive('address', { addressCountry: 'in', addressValues: '{"name":"Asha"}' }),
		shown: { ...shownText, buttons: ['Provide address'] },
	},
	flow: {
		parameters: interactive('flow', {
			flow: '1197715005513101',
			buttonText: 'Book',
			flowOptions: { screen: 'BOOKING', data: '{"days": ["Monday"]}', reference: 'order-1042' },
		}),
		shown: { ...shownText, buttons: ['Book'] },
	},
	product: {
		parameters: interactive('product', { catalogId: '194836987003835', productId: 'di9ozbzfi4' }),
		shown: { ...shownText, header: null, buttons: ['View di9ozbzfi4'] },
	},
	productList: {
		parameters: interactive('productList', {
			catalogId: '194836987003835',
			products: {
				product: [
					{ productId: 'a1', section: 'New' },
					{ productId: 'b1', section: 'Old' },
				],
			},
		}),
		shown: { ...shownText, buttons: ['View items', 'a1', 'b1'] },
	},
	catalog: {
		parameters: interactive('catalog', { thumbnailProductId: 'a1' }),
		shown: { ...shownText, header: null, buttons: ['View catalog'] },
	},
	carousel: {
		parameters: interactive('carousel', {
			cards: {
				card: [
					{ media: 'image', mediaUrl: 'https://shop.example/a.png', body: 'Blue', button: 'Like' },
					{ media: 'video', mediaUrl: 'https://shop.example/b.mp4', button: 'Like', id: 'b' },
				],
			},
		}),
		shown: {
			...bodyOnly,
			cards: [
				{
					header: '[image]',
					mediaUrl: 'https://shop.example/a.png',
					body: 'Blue',
					buttons: ['Like'],
					replies: [{ id: 'like', title: 'Like' }],
				},
				{
					header: '[video]',
					mediaUrl: 'https://shop.example/b.mp4',
					body: '',
					buttons: ['Like'],
					replies: [{ id: 'b', title: 'Like' }],
				},
			],
		},
	},
	orderDetails: {
		parameters: interactive('orderDetails', {
			orderReference: 'A-1042',
			orderJson:
				'{"type": "digital-goods", "currency": "BRL", "payment_type": "br", "total_amount": {"value": 5000, "offset": 100}}',
		}),
		shown: { ...shownText, header: null, buttons: ['Review and pay'] },
	},
	orderStatus: {
		parameters: interactive('orderStatus', {
			orderReference: 'A-1042',
			orderStatus: 'shipped',
			orderDescription: 'On its way.',
			paymentStatus: 'captured',
		}),
		shown: { ...shownText, header: null, buttons: ['Review order'] },
	},
	image: {
		parameters: media('image', { caption: 'Have a look' }),
		shown: {
			header: '[image]',
			mediaUrl: 'https://shop.example/files/a.image',
			body: 'Have a look',
		},
	},
	video: {
		parameters: media('video', { caption: 'Have a look' }),
		shown: {
			header: '[video]',
			mediaUrl: 'https://shop.example/files/a.video',
			body: 'Have a look',
		},
	},
	audio: {
		parameters: media('audio'),
		shown: { header: '[audio]', mediaUrl: 'https://shop.example/files/a.audio', body: '' },
	},
	document: {
		parameters: media('document', { caption: 'Your invoice', fileName: 'invoice.pdf' }),
		shown: {
			header: '[document invoice.pdf]',
			mediaUrl: 'https://shop.example/files/a.document',
			body: 'Your invoice',
		},
	},
	sticker: {
		parameters: media('sticker'),
		shown: { header: '[sticker]', mediaUrl: 'https://shop.example/files/a.sticker', body: '' },
	},
	location: {
		parameters: message('sendLocation', {
			latitude: '52,5163',
			longitude: 13.3777,
			locationName: 'Our shop',
			address: 'Pariser Platz 1',
		}),
		shown: { header: '[location]', body: 'Our shop\nPariser Platz 1\n52.5163, 13.3777' },
	},
	contacts: {
		parameters: message('sendContactCard', {
			firstName: 'Nathan',
			lastName: 'Smith',
			organization: 'Acme',
			phone: '0171 3920099',
			email: 'nathan@acme.example',
		}),
		shown: { header: '[contact]', body: 'Nathan Smith\n+491713920099\nnathan@acme.example' },
	},
	reaction: {
		parameters: message('sendReaction', { whatsappMessageId: '={{ $json.wamid }}', emoji: '👍' }),
		shown: { body: '👍' },
	},
	raw: {
		parameters: message('sendRaw', {
			rawMessage: '{"type":"text","text":{"body":"In its words"}}',
		}),
		shown: { kind: 'text', body: 'In its words' },
	},
};

import type { INodeProperties } from 'n8n-workflow';

import { asObject, asObjects } from '../../../core/narrow';
import { readCarousel } from '../../../whatsapp/carousel';
import type { InteractiveType } from './interactiveType';

const cardFields: INodeProperties[] = [
	{
		displayName: 'File Type',
		name: 'media',
		type: 'options',
		options: [
			{ name: 'Image', value: 'image' },
			{ name: 'Video', value: 'video' },
		],
		default: 'image',
	},
	{
		displayName: 'File URL',
		name: 'mediaUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://shop.example/plants/1042.jpg',
		description: 'A public URL that begins with https:// and that WhatsApp can download from',
	},
	{
		displayName: 'Text',
		name: 'body',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		description: 'The text of the card, up to 160 characters. Optional.',
	},
	{
		displayName: 'Button Text',
		name: 'button',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Shop now',
		description: 'The text on the button, up to 20 characters',
	},
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://shop.example/plants/1042',
		description:
			'The page that the button opens. If empty, tapping the button sends its text as a reply. All cards must do the same.',
	},
	{
		displayName: 'Reply ID',
		name: 'id',
		type: 'string',
		default: '',
		placeholder: 'e.g. plant-1042',
		description:
			'Comes back when the recipient taps, if the card has no URL. If empty, it is made from the text.',
	},
];

/** One card of the form in the form of the JSON. */
function toCard({ media, mediaUrl, body, button, url, id }: Readonly<Record<string, unknown>>) {
	const action =
		String(url ?? '').trim() === '' ? { buttons: [{ title: button, id }] } : { button, url };
	return { [media === 'video' ? 'video' : 'image']: { url: mediaUrl }, body, ...action };
}

/** Cards beside each other. */
export const carouselType: InteractiveType<'carousel'> = {
	kind: 'carousel',
	name: 'Media Carousel',
	description: 'Two to ten cards side by side, each with an image or a video and a button',
	header: 'none',
	hasFooter: false,
	shape:
		'{"body", "cards": [{"image" or "video": "https://…", "body", "button", "url"}]} or "buttons": ["Yes"] in place of "button" and "url"',
	fields: [
		{
			displayName: 'Cards',
			name: 'cards',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, maxAllowedFields: 10, sortable: true },
			placeholder: 'Add card',
			default: {},
			description: 'Two to ten cards',
			options: [{ displayName: 'Card', name: 'card', values: cardFields }],
		},
	],
	form: ({ parameter }) => ({
		cards: asObjects(asObject(parameter('cards', {}))['card']).map(toCard),
	}),
	read: readCarousel,
	buttons: ({ cards }) =>
		cards.flatMap(({ action }) =>
			'url' in action
				? [`${action.button}: ${action.url}`]
				: action.buttons.map(({ title }) => title),
		),
};

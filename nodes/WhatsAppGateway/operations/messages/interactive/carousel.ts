import type { INodeProperties } from 'n8n-workflow';

import { asObject, asObjects } from '../../../core/narrow';
import { fieldText } from '../../../n8n/fieldText';
import { readCarousel } from '../../../whatsapp/carousel';
import { refuse } from '../../../whatsapp/shape';
import type { InteractiveType } from './interactiveType';

const cardFile: INodeProperties = {
	displayName: 'File URL',
	name: 'mediaUrl',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://shop.example/plants/1042.jpg',
	description: 'A public URL that begins with https:// and that WhatsApp can download from',
};

const cardButton: INodeProperties = {
	displayName: 'Button Text',
	name: 'button',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Shop now',
	description: 'The text on the button, up to 20 characters',
};

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
	cardFile,
	{
		displayName: 'Text',
		name: 'body',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		description: 'The text of the card, up to 160 characters. Optional.',
	},
	cardButton,
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

/** One card of the form in the form of the JSON. Throws `invalidRequest` for one without its file or button. */
function toCard(card: Readonly<Record<string, unknown>>, index: number) {
	const require = ({ displayName, name }: INodeProperties) => {
		const field = `Card ${index + 1}: ${displayName}`;
		const text = fieldText(card[name], field);
		return text === '' ? refuse(`${field} is empty.`, 'Fill it in.') : text;
	};
	const { media, body, url, id } = card;
	const [file, button] = [require(cardFile), require(cardButton)];
	const action =
		String(url ?? '').trim() === '' ? { buttons: [{ title: button, id }] } : { button, url };
	return { [media === 'video' ? 'video' : 'image']: { url: file }, body, ...action };
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

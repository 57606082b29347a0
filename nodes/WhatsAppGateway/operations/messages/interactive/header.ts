import type { INodeProperties } from 'n8n-workflow';

import { readChoice } from '../../../n8n/readOption';
import { namesOfGateways } from '../../../session/gatewayNames';
import { readText } from '../../fields/readText';
import type { Item } from '../../operation';

const withFiles = namesOfGateways(({ headerFiles }) => headerFiles === true);

/** What stands above the text. */
const headerType: INodeProperties = {
	displayName: 'Header Type',
	name: 'headerType',
	type: 'options',
	options: [
		{ name: 'Document', value: 'document' },
		{ name: 'Image', value: 'image' },
		{ name: 'Text', value: 'text', description: 'A bold line; no header if Header Text is empty' },
		{ name: 'Video', value: 'video' },
	],
	default: 'text',
	description: `What is shown above the message; a file only with ${withFiles}`,
};

/** The text above a message. */
export const headerText: INodeProperties = {
	displayName: 'Header',
	name: 'header',
	type: 'string',
	default: '',
	placeholder: 'e.g. Your order 1042',
	description: 'A bold line above the message, up to 60 characters. Optional.',
};

const files = ['document', 'image', 'video'];

const headerSource: INodeProperties = {
	displayName: 'Header Source',
	name: 'headerSource',
	type: 'options',
	options: [
		{ name: 'Binary Data', value: 'binary', description: 'A file in the input item' },
		{ name: 'Media ID', value: 'id', description: 'A file that was uploaded before' },
		{ name: 'URL', value: 'url', description: 'A public URL that WhatsApp downloads from' },
	],
	default: 'url',
	displayOptions: { show: { headerType: files } },
};

/** The fields for a text or a file above a message. */
export const headerFields: readonly INodeProperties[] = [
	headerType,
	{
		...headerText,
		displayName: 'Header Text',
		displayOptions: { show: { headerType: ['text'] } },
	},
	headerSource,
	{
		displayName: 'Header URL',
		name: 'headerUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://shop.example/orders/1042.png',
		displayOptions: { show: { headerType: files, headerSource: ['url'] } },
		description: 'A public URL that begins with https:// and that WhatsApp can download from',
	},
	{
		displayName: 'Header Media ID',
		name: 'headerMediaId',
		type: 'string',
		required: true,
		default: '',
		displayOptions: { show: { headerType: files, headerSource: ['id'] } },
		description: 'The ID that the gateway returned when the file was uploaded',
	},
	{
		displayName: 'Input Binary Field',
		name: 'headerBinaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		hint: 'The name of the input field containing the file',
		displayOptions: { show: { headerType: files, headerSource: ['binary'] } },
	},
	{
		displayName: 'Header File Name',
		name: 'headerFileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. invoice-1042.pdf',
		displayOptions: { show: { headerType: ['document'] } },
		description: 'The name of the document as the recipient sees it. Optional.',
	},
];

/** The field that holds the place of the file, for each source. */
const sourceFields: Readonly<Record<string, string>> = {
	url: 'headerUrl',
	id: 'headerMediaId',
	binary: 'headerBinaryPropertyName',
};

/** What the fields hold, in the form of the JSON: a text, or an object with a file. */
export function readHeaderForm(item: Item): unknown {
	const type = readChoice(item.parameter('headerType', 'text'), headerType);
	if (type === 'text') return item.parameter('header', '');
	const source = readChoice(item.parameter('headerSource', 'url'), headerSource);
	const file = { [source]: readText(item, sourceFields[source] ?? '', 'Header') };
	return {
		[type]:
			type === 'document'
				? { ...file, fileName: readText(item, 'headerFileName', 'Header File Name') }
				: file,
	};
}

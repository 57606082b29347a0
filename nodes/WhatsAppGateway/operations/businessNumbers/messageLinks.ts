import type { INodeProperties } from 'n8n-workflow';

import type { QrFormat } from '../../core/businessNumber';
import { readChoice } from '../../n8n/readOption';
import { checkLength, type Limit } from '../../whatsapp/limits';
import { refuse } from '../../whatsapp/shape';
import { createOnce } from '../createOnce';
import { firstOf } from '../fields/firstOf';
import { limit, readLimit, returnAll } from '../fields/listOptions';
import { options } from '../fields/options';
import { requireText } from '../fields/readText';
import { timeout } from '../fields/runOptions';
import type { Item, Operation } from '../operation';
import { createTask } from '../task';
import { needOfNumbers, numberInUse, numberOptions } from './numberInUse';

/** What each operation needs. */
const needs = {
	create: needOfNumbers('create message links'),
	list: needOfNumbers('list message links'),
	change: needOfNumbers('change message links'),
};

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/qr-codes */
const messageLimit: Limit = {
	field: 'Message',
	maxCharacters: 140,
	hint: 'Shorten it by {excess}.',
};

const message: INodeProperties = {
	displayName: 'Message',
	name: 'linkMessage',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. I have a question about invoice 1042',
	description:
		'What the person finds written in the chat and only has to send, up to 140 characters',
};

const code: INodeProperties = {
	displayName: 'Link',
	name: 'link',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 4O4YGZEG3RIVE1',
	description: 'The code of the link, or its whole address',
};

const imageFormats = [
	{ name: 'PNG', value: 'PNG' },
	{ name: 'SVG', value: 'SVG', description: 'Best for print' },
];

const imageFormat: INodeProperties = {
	displayName: 'QR Code Format',
	name: 'qrFormat',
	type: 'options',
	options: imageFormats,
	default: 'SVG',
	description: 'How the picture of the QR code is made',
};

const imageInList: INodeProperties = {
	...imageFormat,
	options: [{ name: 'No Picture', value: 'none' }, ...imageFormats],
	default: 'none',
	description: 'Whether each link comes with the picture of its QR code, and how that is made',
};

function readMessage(item: Item): string {
	const text = requireText(item, message.name, 'Message', 'Write what the person will send.');
	checkLength(text, messageLimit);
	return text;
}

/** The code of a link, also from its address. Throws `invalidRequest`. */
function readCode(item: Item): string {
	const text = requireText(item, code.name, 'Link', 'Enter its code.');
	const found = text.replace(/^(?:https?:\/\/)?wa\.me\/message\//i, '');
	if (/^[A-Z0-9]+$/i.test(found)) return found;
	return refuse(
		`“${text.slice(0, 60)}” is no message link.`,
		'Enter its code, such as 4O4YGZEG3RIVE1, or its address, which begins with https://wa.me/message/.',
	);
}

/** Creates a link that opens a chat with a text. */
export const createLink: Operation = {
	resource: 'messageLink',
	value: 'create',
	name: 'Create',
	action: 'Create message link',
	description: 'Create a link and a QR code that open a chat with your number and a text to send',
	needs: needs.create,
	fields: [message, imageFormat, options(timeout, ...numberOptions)],
	async read(item) {
		const { numbers, connection } = numberInUse(item, needs.create);
		const text = readMessage(item);
		const format = readChoice(item.parameter(imageFormat.name, ''), imageFormat) as QrFormat;
		return createOnce(
			item,
			{
				...{ what: 'the link', look: 'with Message Link: Get Many' },
				...{ recipient: null, words: { text, format } },
				known: { code: null, message: text, url: null, qrImageUrl: null, raw: null },
			},
			async (creating) => await numbers.links.create(text, format, creating),
			connection,
		);
	},
};

/** Lists the links of a number. */
export const getLinks: Operation = {
	resource: 'messageLink',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many message links',
	description: 'Get many of the links that open a chat with your number',
	needs: needs.list,
	fields: [returnAll, limit, options(imageInList, timeout, ...numberOptions)],
	async read(item) {
		const { numbers, connection } = numberInUse(item, needs.list);
		const maxLinks = readLimit(item);
		const chosen = readChoice(item.options[imageInList.name], imageInList);
		const format = chosen === 'none' ? null : (chosen as QrFormat);
		const list = numbers.links.list(format, connection);
		return createTask(null, async () => await firstOf(list, maxLinks));
	},
};

/** Gives a link another text. */
export const updateLink: Operation = {
	resource: 'messageLink',
	value: 'update',
	name: 'Update',
	action: 'Update message link',
	description: 'Change the text of a link; its address and its QR code stay',
	needs: needs.change,
	fields: [code, message, options(timeout, ...numberOptions)],
	async read(item) {
		const { numbers, connection } = numberInUse(item, needs.change);
		const [link, text] = [readCode(item), readMessage(item)];
		return createTask(null, async () => await numbers.links.update(link, text, connection));
	},
};

/** Deletes a link. */
export const deleteLink: Operation = {
	resource: 'messageLink',
	value: 'delete',
	name: 'Delete',
	action: 'Delete message link',
	description: 'Delete a link: whoever opens it then reads that it has expired',
	needs: needs.change,
	fields: [code, options(timeout, ...numberOptions)],
	async read(item) {
		const { numbers, connection } = numberInUse(item, needs.change);
		const link = readCode(item);
		return createTask(null, async () => ({
			code: link,
			deleted: true,
			raw: (await numbers.links.remove(link, connection)) ?? null,
		}));
	},
};

import { GatewayError } from '../core/faults';
import { kindNames, type MediaKind, type MediaSource } from '../core/message';
import { readMedia } from '../whatsapp/media';
import { options, sendOptions, to } from './fields';
import type { Item, Operation } from './operation';
import { readRecipient, prepareSend } from './send';
import { whitespaceOption } from './templateContent';
import { ifWindowClosed } from './windowFallback';

const kinds = ['audio', 'document', 'image', 'sticker', 'video'] as const;

function kindOf(value: unknown): MediaKind {
	const kind = kinds.find((one) => one === value);
	if (kind !== undefined) return kind;
	throw new GatewayError('invalidRequest', `“${String(value)}” is no type of file.`, {
		hint: `Choose one of: ${kinds.join(', ')}.`,
	});
}

async function source({ parameter, file }: Item): Promise<MediaSource> {
	const from = parameter('mediaSource', 'url');
	const text = (name: string) => String(parameter(name, '') ?? '').trim();
	if (from === 'binary') return await file(text('binaryPropertyName'));
	if (from !== 'id') return { url: text('mediaUrl') };
	const id = text('mediaId');
	if (id !== '') return { id };
	throw new GatewayError('invalidRequest', 'The field Media ID is empty.', { hint: 'Fill it in.' });
}

/** A file, inside the customer service window. */
export const sendMedia: Operation = {
	resource: 'message',
	value: 'sendMedia',
	name: 'Send Media',
	action: 'Send media',
	description: 'Send an image, a video, an audio file, a document or a sticker',
	fields: [
		to,
		{
			displayName: 'Type',
			name: 'mediaType',
			type: 'options',
			options: kinds.map((kind) => ({ name: kindNames[kind], value: kind })),
			default: 'image',
		},
		{
			displayName: 'File From',
			name: 'mediaSource',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Binary Data', value: 'binary', description: 'A file that the item carries' },
				{ name: 'Media ID', value: 'id', description: 'A file that was uploaded before' },
				{ name: 'URL', value: 'url', description: 'A public address that WhatsApp fetches' },
			],
			default: 'url',
		},
		{
			displayName: 'URL',
			name: 'mediaUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://shop.example/invoices/1042.pdf',
			displayOptions: { show: { mediaSource: ['url'] } },
			description: 'A public address that begins with https:// and that WhatsApp can fetch',
		},
		{
			displayName: 'Input Binary Field',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			hint: 'The name of the input field that holds the file',
			displayOptions: { show: { mediaSource: ['binary'] } },
		},
		{
			displayName: 'Media ID',
			name: 'mediaId',
			type: 'string',
			required: true,
			default: '',
			displayOptions: { show: { mediaSource: ['id'] } },
			description: 'The ID that the gateway gave the file when it was uploaded',
		},
		{
			displayName: 'Caption',
			name: 'caption',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			displayOptions: { show: { mediaType: ['image', 'video', 'document'] } },
			description: 'Words below the file, up to 1024 characters. Optional.',
		},
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. invoice-1042.pdf',
			displayOptions: { show: { mediaType: ['document'] } },
			description: 'What the person sees as the name of the document. Optional.',
		},
		...ifWindowClosed,
		options(...sendOptions, whitespaceOption),
	],
	async read(item) {
		const to = readRecipient(item);
		const kind = kindOf(item.parameter('mediaType', 'image'));
		const text = (name: string) => String(item.parameter(name, '') ?? '').trim();
		const media = readMedia(kind, await source(item), {
			caption: text('caption'),
			fileName: text('fileName'),
		});
		const shown = media.fileName ?? ('url' in media.file ? media.file.url : '');
		const header = `[${kind}${shown === '' ? '' : ` ${shown}`}]`;
		const preview = { header, body: media.caption ?? '', footer: null, buttons: [] };
		return await prepareSend(kind, to, media, preview, item);
	},
};

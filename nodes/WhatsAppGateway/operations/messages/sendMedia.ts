import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import type { MediaSource } from '../../core/interactive';
import { kindNames, type MediaContent, type MediaKind } from '../../core/message';
import { readChoice, readSwitch } from '../../n8n/readOption';
import { namesOfGateways } from '../../session/gatewayNames';
import { checkVoice, type FileChecks, readMedia } from '../../whatsapp/media';
import { options } from '../fields/options';
import { readText, requireText } from '../fields/readText';
import { to } from '../fields/recipient';
import { sendOptions } from '../fields/sendOptions';
import { whitespaceOption } from '../fields/template';
import { formatText, textFormat } from '../fields/textFormat';
import { toolFilesNotice } from '../fields/toolNotices';
import { fileReaderOf } from '../media/fileChecks';
import { needsOfKinds } from '../needs';
import type { Item, Operation } from '../operation';
import { prepareSend, readRecipient } from './prepareSend';
import { ifWindowClosed } from './windowFallback';

/** The kinds that are sent as files, in the order of the form. */
export const mediaKinds = ['audio', 'document', 'image', 'sticker', 'video'] as const;

const mediaType: INodeProperties = {
	displayName: 'Type',
	name: 'mediaType',
	type: 'options',
	options: mediaKinds.map((kind) => ({ name: kindNames[kind], value: kind })),
	default: 'image',
};

const mediaSource: INodeProperties = {
	displayName: 'Source',
	name: 'mediaSource',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Binary Data', value: 'binary', description: 'A file in the input item' },
		{ name: 'Media ID', value: 'id', description: 'A file that was uploaded before' },
		{ name: 'URL', value: 'url', description: 'A public URL that WhatsApp downloads from' },
	],
	default: 'url',
};

const voice: INodeProperties = {
	displayName: 'Voice Message',
	name: 'voice',
	type: 'boolean',
	default: false,
	displayOptions: { show: { mediaType: ['audio'] } },
	hint: 'Needs an OGG file with the codec Opus',
	description: `Whether the recipient sees the file as a recorded voice message, with your profile picture. Only with ${namesOfGateways(({ voiceMessages }) => voiceMessages === true)}.`,
};

const mediaFields: readonly INodeProperties[] = [
	mediaType,
	mediaSource,
	toolFilesNotice('mediaSource'),
	{
		displayName: 'URL',
		name: 'mediaUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://shop.example/invoice.pdf',
		displayOptions: { show: { mediaSource: ['url'] } },
		description: 'A public URL that begins with https:// and that WhatsApp can download from',
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		hint: 'The name of the input field containing the file',
		displayOptions: { show: { mediaSource: ['binary'] } },
	},
	{
		displayName: 'Media ID',
		name: 'mediaId',
		type: 'string',
		required: true,
		default: '',
		displayOptions: { show: { mediaSource: ['id'] } },
		description: 'The ID that the gateway returned when the file was uploaded',
	},
	{
		displayName: 'Caption',
		name: 'caption',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		displayOptions: { show: { mediaType: ['image', 'video', 'document'] } },
		description: 'Text below the file, up to 1024 characters. Optional.',
	},
	voice,
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. invoice-1042.pdf',
		displayOptions: { show: { mediaType: ['document'] } },
		description: 'The name of the document as the recipient sees it. Optional.',
	},
];

/** An expression may set the type, so it is checked. Throws `invalidRequest`. */
function readKind({ parameter }: Item): MediaKind {
	return readChoice(parameter('mediaType', 'image'), mediaType) as MediaKind;
}

async function readSource(item: Item): Promise<MediaSource> {
	const source = readChoice(item.parameter('mediaSource', 'url'), mediaSource);
	if (source === 'binary')
		return await item.file(readText(item, 'binaryPropertyName', 'Input Binary Field'));
	if (source === 'id') return { id: requireText(item, 'mediaId', 'Media ID', 'Fill it in.') };
	return { url: readText(item, 'mediaUrl', 'URL') };
}

/** Whether it is sent as a recording. Throws `unsupported` where the gateway has none. */
function readVoice(kind: MediaKind, media: MediaContent, item: Item, checks: FileChecks): boolean {
	if (kind !== 'audio' || !readSwitch(item.parameter('voice', false), voice)) return false;
	const { name, voiceMessages } = item.session.gateway;
	if (voiceMessages !== true) {
		throw new GatewayError('unsupported', `${name} cannot send an audio file as a voice message.`, {
			hint: 'Switch Voice Message off: the recipient gets it as an audio file.',
		});
	}
	checkVoice(media, checks);
	return true;
}

/** Sends a file; needs an open customer service window. */
export const sendMedia: Operation = {
	resource: 'message',
	value: 'sendMedia',
	name: 'Send Media',
	action: 'Send media',
	description: 'Send an image, a video, an audio file, a document or a sticker',
	needs: needsOfKinds(mediaType.name, mediaKinds),
	fields: [
		to,
		...mediaFields,
		...ifWindowClosed,
		options(...sendOptions, textFormat, whitespaceOption),
	],
	async read(item) {
		const to = readRecipient(item);
		const kind = readKind(item);
		const checks = fileReaderOf(item);
		const texts = {
			caption: formatText(readText(item, 'caption', 'Caption'), item),
			fileName: readText(item, 'fileName', 'File Name'),
		};
		const media = readMedia(kind, await readSource(item), texts, checks);
		const isVoice = readVoice(kind, media, item, checks);
		const name = media.fileName ?? ('url' in media.file ? media.file.url : '');
		const header = `[${kind}${name === '' ? '' : ` ${name}`}]`;
		const preview = { header, body: media.caption ?? '', footer: null, buttons: [] };
		const content = isVoice ? { ...media, voice: true as const } : media;
		return await prepareSend(kind, to, content, preview, item);
	},
};

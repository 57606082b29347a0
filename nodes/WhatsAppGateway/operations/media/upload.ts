import type { INodeProperties } from 'n8n-workflow';

import type { Gateway } from '../../core/gateway';
import type { MediaLibrary } from '../../core/mediaLibrary';
import type { MediaStore, UploadFile } from '../../core/mediaStore';
import type { MediaKind } from '../../core/message';
import { readChoice } from '../../n8n/readOption';
import { namesOfGateways } from '../../session/gatewayNames';
import { realType } from '../../whatsapp/fileType';
import { mediaRules, mediaType, readMedia } from '../../whatsapp/media';
import { options } from '../fields/options';
import { fieldText, readText, requireText } from '../fields/readText';
import { timeout } from '../fields/runOptions';
import { toolFilesNotice } from '../fields/toolNotices';
import { createNeed, requireNeed } from '../needs';
import type { Item, Operation } from '../operation';
import { createTask } from '../task';
import { fileReaderOf } from './fileChecks';
import { withoutUpload } from './manage';

/** Where a file can be uploaded to. */
type Uploads = { readonly store: MediaStore } | { readonly library: MediaLibrary };

function uploadsOf({ media, mediaLibrary }: Gateway): Uploads | undefined {
	if (media !== undefined) return { store: media };
	return mediaLibrary === undefined ? undefined : { library: mediaLibrary };
}

const needOfUploads = createNeed(
	uploadsOf,
	'keeps no files for later messages.',
	(gateway) => `${withoutUpload(gateway)}.`,
);

const libraries = namesOfGateways(({ mediaLibrary }) => mediaLibrary !== undefined);

const notice: INodeProperties = {
	displayName: `${namesOfGateways(({ media }) => media !== undefined)} gives the file an ID, which messages and templates can name. At ${libraries}, the file goes to the workspace’s library, and no message can name its ID: map url of the output into Send Media, with URL as Source. Whether the gateway gives one is not documented.`,
	name: 'uploadNotice',
	type: 'notice',
	default: '',
};

const source: INodeProperties = {
	displayName: 'Source',
	name: 'uploadSource',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Binary Data', value: 'binary', description: 'A file in the input item' },
		{ name: 'URL', value: 'url', description: 'A file at a public URL' },
	],
	default: 'binary',
};

const url: INodeProperties = {
	displayName: 'URL',
	name: 'uploadUrl',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://shop.example/invoice.pdf',
	displayOptions: { show: { [source.name]: ['url'] } },
	description: `A public URL that begins with https://. ${libraries} downloads it itself; for the others, n8n does.`,
};

const fileName: INodeProperties = {
	displayName: 'File Name',
	name: 'uploadFileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. invoice-1042.pdf',
	description: 'The name of the file, if it is to have another one',
};

/** The kind of message that a file of this type would be, whose limits it has to keep. */
function kindOf(type: string): MediaKind {
	if (type === 'image/webp') return 'sticker';
	if (type === 'image/jpeg' || type === 'image/png') return 'image';
	if (type.startsWith('video/')) return 'video';
	return type.startsWith('audio/') ? 'audio' : 'document';
}

const noTexts = { caption: '', fileName: '' };

/** A file with its real type and within WhatsApp's limits, and what it would be sent as. Throws `mediaRejected`. */
function checkFile(given: UploadFile, item: Item): { file: UploadFile; kind: MediaKind } {
	const type = realType(mediaType(given.mimeType), given.name, given.data);
	const kind = kindOf(type ?? '');
	const { file } = readMedia(kind, given, noTexts, fileReaderOf(item));
	return { file: 'data' in file ? file : given, kind };
}

const readFileName = ({ options: given }: Item) =>
	fieldText(given[fileName.name], fileName.displayName) || null;

/** The file of the item. Throws `mediaRejected`. */
async function readBinary(item: Item): Promise<UploadFile> {
	const field = requireText(item, 'binaryPropertyName', 'Input Binary Field', 'Enter its name.');
	const given = await item.file(field);
	return { ...given, name: readFileName(item) ?? given.name };
}

/** The address of a file, as it can be fetched. Throws `mediaRejected`. */
function readAddress(item: Item): string {
	const given = { url: readText(item, url.name, url.displayName) };
	const { file } = readMedia('document', given, noTexts, fileReaderOf(item));
	return 'url' in file ? file.url : given.url;
}

/** Uploads to a library, which downloads what is at an address itself. */
async function readForLibrary(
	library: MediaLibrary,
	address: string | null,
	item: Item,
): Promise<() => Promise<object>> {
	const { connection } = item.session;
	if (address !== null) {
		const given = { url: address, name: readFileName(item) };
		return async () => await library.uploadFrom(given, connection);
	}
	const { file, kind } = checkFile(await readBinary(item), item);
	return async () => await library.upload(file, kind, connection);
}

/** Uploads to WhatsApp, which takes bytes only. */
async function readForStore(
	store: MediaStore,
	address: string | null,
	item: Item,
): Promise<() => Promise<object>> {
	const { connection, fetchFile } = item.session;
	const read = async () => {
		if (address === null) return await readBinary(item);
		const fetched = await fetchFile(address, mediaRules.document.maxBytes);
		return { ...fetched, name: readFileName(item) ?? fetched.name };
	};
	const { file } = checkFile(await read(), item);
	return async () => ({
		id: await store.upload(file, connection),
		mimeType: file.mimeType,
		fileName: file.name,
		fileSize: file.data.length,
	});
}

/** Uploads a file of the item, or one at an address. */
export const uploadMedia: Operation = {
	resource: 'media',
	value: 'upload',
	name: 'Upload',
	action: 'Upload media',
	description: 'Upload a file once, to send it many times',
	needs: needOfUploads,
	fields: [
		notice,
		source,
		toolFilesNotice(source.name),
		{
			displayName: 'Input Binary Field',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			hint: 'The name of the input field containing the file',
			displayOptions: { show: { [source.name]: ['binary'] } },
		},
		url,
		options(fileName, timeout),
	],
	async read(item) {
		const uploads = requireNeed(needOfUploads, item.session.gateway);
		const chosen = readChoice(item.parameter(source.name, source.default), source);
		const address = chosen === 'url' ? readAddress(item) : null;
		const run =
			'store' in uploads
				? await readForStore(uploads.store, address, item)
				: await readForLibrary(uploads.library, address, item);
		return createTask(null, run);
	},
};

import type { IBinaryKeyData, INodeProperties } from 'n8n-workflow';

import type { Gateway } from '../../core/gateway';
import { readNumber } from '../../n8n/readOption';
import { options } from '../fields/options';
import { requireText } from '../fields/readText';
import { timeout } from '../fields/runOptions';
import { createNeed, requireNeed } from '../needs';
import type { Item, Operation } from '../operation';
import { createTask } from '../task';

/** How a file is sent where the gateway keeps none, as the beginning of a sentence. */
export function withoutUpload({ send }: Pick<Gateway, 'send'>): string {
	return send.document === undefined
		? 'Send a link to the file in a text'
		: 'Send a file with Send Media';
}

/** To have files at WhatsApp. */
const needOfMedia = createNeed(
	({ media }) => media,
	'gives files no IDs of their own.',
	({ send, webhook, inbox }) => {
		const isHeard = webhook !== undefined || inbox !== undefined;
		return `${withoutUpload({ send })}${isHeard ? ', and get received ones with the trigger' : ''}.`;
	},
);

const mediaId: INodeProperties = {
	displayName: 'Media ID',
	name: 'mediaId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 1037543291543636',
	description:
		'The ID of an uploaded file from the output of Upload, or that of a received one from the trigger’s message.media',
};

function readMediaId(item: Item): string {
	const hint = 'Take it from the output of Media: Upload, or from the trigger.';
	return requireText(item, mediaId.name, mediaId.displayName, hint);
}

/** Gets what is known of a file. */
export const getMedia: Operation = {
	resource: 'media',
	value: 'get',
	name: 'Get',
	action: 'Get media',
	description: 'Get the type, the size and the address of a file, which is valid for five minutes',
	needs: needOfMedia,
	fields: [mediaId, options(timeout)],
	async read(item) {
		const media = requireNeed(needOfMedia, item.session.gateway);
		const { connection } = item.session;
		const id = readMediaId(item);
		return createTask(null, async () => await media.get(id, connection));
	},
};

const bytesPerMb = 1024 * 1024;

const maxFileSize: INodeProperties = {
	displayName: 'Max File Size (MB)',
	name: 'maxFileSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 100 },
	default: 100,
	description: 'A larger file is not downloaded',
};

/** A name with the usual ending, where the user gives none. */
function nameOf(id: string, mimeType: string | null): string {
	const ending = mimeType?.split(/[;/]/)[1]?.replace(/[^\w.+-]/g, '');
	return ending ? `${id}.${ending}` : id;
}

/** Downloads a file. */
export const downloadMedia: Operation = {
	resource: 'media',
	value: 'download',
	name: 'Download',
	action: 'Download media',
	description: 'Download a file by its ID',
	needs: needOfMedia,
	fields: [
		mediaId,
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			hint: 'The name of the output binary field to put the file in',
		},
		options(maxFileSize, timeout),
	],
	async read(item) {
		const media = requireNeed(needOfMedia, item.session.gateway);
		const { connection, download } = item.session;
		const id = readMediaId(item);
		const field = requireText(
			item,
			'binaryPropertyName',
			'Put Output File in Field',
			'Enter a name, such as data.',
		);
		const maxBytes = readNumber(item.options[maxFileSize.name], maxFileSize) * bytesPerMb;
		const files: IBinaryKeyData = {};
		const task = createTask(null, async () => {
			const facts = await media.get(id, connection);
			const { url, mimeType } = facts;
			const source = { id, url, mimeType, fileName: null, caption: null };
			const { data, mimeType: type } = await download(source, maxBytes);
			const name = nameOf(id, mimeType ?? type);
			files[field] = await item.storeFile({
				data,
				name,
				mimeType: mimeType ?? type ?? 'application/octet-stream',
			});
			return facts;
		});
		return { ...task, files: () => files };
	},
};

/** Deletes a file. */
export const deleteMedia: Operation = {
	resource: 'media',
	value: 'delete',
	name: 'Delete',
	action: 'Delete media',
	description: 'Delete a file by its ID',
	needs: needOfMedia,
	fields: [mediaId, options(timeout)],
	async read(item) {
		const media = requireNeed(needOfMedia, item.session.gateway);
		const { connection } = item.session;
		const id = readMediaId(item);
		return createTask(null, async () => ({
			id,
			deleted: true,
			raw: (await media.remove(id, connection)) ?? null,
		}));
	},
};

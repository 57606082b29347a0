import type { LaravelFields } from '../../gatewayKit/laravel';
import { fileParts } from '../../state/message';
import { invalid } from './answers';
import type { Endpoint } from './endpoint';
import { deliver } from './sent';
import { contactField, readFields } from './validation';

/** Kinds of files with the kilobytes that are taken of each. */
const kilobytes = { image: 5120, video: 16_384, audio: 16_384, document: 102_400 } as const;

type FileKind = keyof typeof kilobytes;

const kinds = Object.keys(kilobytes) as FileKind[];

/** A file's address, its own or that of its upload; empty, with a reason, where it is not right. */
export function fileField(fields: LaravelFields, field: string, kind: FileKind | ''): string {
	const file = fields.body[`${field}_file`];
	if (file instanceof File) {
		const max = kilobytes[kind || 'document'];
		if (file.size > 0 && file.size <= max * 1024) return `upload:${file.name}`;
		if (file.size > 0) {
			fields.refuseField(`${field}_file`, `must not be greater than ${max} kilobytes`);
		} else {
			const name = `${field}_file`.replaceAll('_', ' ');
			fields.refuse(`${field}_file`, `The ${name} failed to upload.`);
		}
		return '';
	}
	const url = fields.optionalUrl(`${field}_url`);
	if (url === '' && !fields.isRefused(`${field}_url`)) {
		const other = `${field}_file`.replaceAll('_', ' ');
		fields.refuseField(`${field}_url`, `is required when ${other} is not present`);
	}
	return url;
}

/** Source: https://documents.xobito.com/api-reference/endpoints/send-media-message */
export const mediaEndpoints: readonly Endpoint[] = [
	{
		method: 'POST',
		path: '/messages/media',
		ability: 'messages.send',
		async answer(visit) {
			const { context } = visit;
			const fields = await readFields(context);
			const phone = fields.phone('phone_number', { min: 10, max: 15 });
			const kind = fields.choice('media_type', kinds);
			const address = fileField(fields, 'media', kind);
			const caption = fields.optionalText('caption', 1024);
			const fileName = fields.optionalText('filename');
			if (kind === 'audio' && caption !== undefined) {
				fields.refuse('caption', 'The caption field is prohibited when media type is audio.');
			}
			const contact = contactField(fields);
			if (kind === '' || fields.areRefused) return invalid(context, fields.errors);
			return deliver(visit, {
				phone,
				input: fields.body['phone_number'],
				contact,
				what: 'Media message',
				parts: fileParts(kind, address, { caption, fileName }),
			});
		},
	},
];

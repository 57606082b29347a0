import { fileParts } from '../../state/message';
import { invalid } from './answers';
import type { Endpoint } from './endpoint';
import { deliver } from './sent';
import {
	anyRefused,
	bodyOf,
	choiceField,
	isWebAddress,
	optionalText,
	phoneField,
	type Body,
	type Refusals,
} from './validation';

/** Kinds of files with the kilobytes that are taken of each. */
export const kilobytes = { image: 5120, video: 16_384, audio: 16_384, document: 102_400 } as const;

type FileKind = keyof typeof kilobytes;

const kinds = Object.keys(kilobytes) as FileKind[];

/** A file's address, its own or that of its upload; empty, with a reason, where it is not right. */
export function fileField(
	body: Body,
	field: string,
	kind: FileKind | '',
	errors: Refusals,
): string {
	const name = field.replaceAll('_', ' ');
	const file = body[`${field}_file`];
	if (file instanceof File) {
		const most = kilobytes[kind || 'document'];
		if (file.size > 0 && file.size <= most * 1024) return `upload:${file.name}`;
		errors[`${field}_file`] = [
			file.size === 0
				? `The ${name} file failed to upload.`
				: `The ${name} file field must not be greater than ${most} kilobytes.`,
		];
		return '';
	}
	const url = optionalText(body, `${field}_url`, errors, 2048) ?? '';
	if (url === '') {
		errors[`${field}_url`] ??= [
			`The ${name} url field is required when ${name} file is not present.`,
		];
	} else if (!isWebAddress(url)) {
		errors[`${field}_url`] = [`The ${name} url field must be a valid URL.`];
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
			const body = await bodyOf(context);
			const errors: Refusals = {};
			const phone = phoneField(body, errors, [10, 15]);
			const kind = choiceField(body, 'media_type', errors, kinds);
			const address = fileField(body, 'media', kind, errors);
			const caption = optionalText(body, 'caption', errors, 1024);
			const fileName = optionalText(body, 'filename', errors);
			if (kind === 'audio' && caption !== undefined) {
				errors['caption'] = ['The caption field is prohibited when media type is audio.'];
			}
			if (kind === '' || anyRefused(errors)) return invalid(context, errors);
			return deliver(visit, {
				phone,
				input: body['phone_number'],
				contact: body['contact'],
				what: 'Media message',
				parts: fileParts(kind, address, { caption, fileName }),
			});
		},
	},
];

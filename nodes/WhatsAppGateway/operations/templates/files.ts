import { GatewayError } from '../../core/faults';
import type { MediaSource } from '../../core/interactive';
import type { TemplateContent } from '../../core/message';
import { rethrow } from '../../core/rethrow';
import type { FileFormat, FileSource, Template, TemplateValues } from '../../core/template';
import { mediaType, readMedia } from '../../whatsapp/media';
import {
	documentName,
	gifLimits,
	isFile,
	readFileValue,
	type FilePlaceholder,
} from '../../whatsapp/templateFiles';
import { fileReaderOf } from '../media/fileChecks';
import type { Item } from '../operation';

/** The file as WhatsApp takes it. Throws `mediaRejected`. */
function checkFile(format: FileFormat, given: MediaSource, item: Item): MediaSource {
	const kind = format === 'gif' ? 'video' : format;
	const { file } = readMedia(kind, given, { caption: '', fileName: '' }, fileReaderOf(item));
	if (format !== 'gif' || !('data' in file)) return file;
	const { maxBytes, type } = gifLimits;
	if (mediaType(file.mimeType) !== type || file.data.length > maxBytes) {
		throw new GatewayError(
			'mediaRejected',
			'WhatsApp takes an animation as an MP4 video of at most 3.5 MB.',
			{
				hint: 'Convert the file, or make it smaller.',
			},
		);
	}
	return file;
}

/** The fault of a file with the placeholder that it is for. */
function withKey(
	{ fault, message, hint, details }: GatewayError,
	{ key }: FilePlaceholder,
): GatewayError {
	return new GatewayError(fault, `The file for {{${key}}}: ${message}`, { ...details, hint });
}

async function readFile(
	item: Item,
	placeholder: FilePlaceholder,
	value: string,
	accepted: readonly FileSource[],
): Promise<MediaSource> {
	const named = readFileValue(placeholder, value, accepted, item.fileNames());
	const file = 'field' in named ? await item.file(named.field) : named;
	try {
		return checkFile(placeholder.input, file, item);
	} catch (error) {
		return rethrow(error instanceof GatewayError ? withKey(error, placeholder) : error);
	}
}

/**
 * The files of a template: the addresses, ids and binary fields that its values name.
 *
 * @param accepted how the gateway takes a file
 * @throws GatewayError `templateParameters` for a value that names none, `mediaRejected` for its file
 */
export async function readTemplateFiles(
	item: Item,
	template: Template,
	values: TemplateValues,
	accepted: readonly FileSource[],
): Promise<NonNullable<TemplateContent['files']>> {
	const files: Record<string, MediaSource> = {};
	for (const placeholder of template.placeholders.filter(isFile)) {
		const value = values[placeholder.key];
		if (value !== undefined)
			files[placeholder.key] = await readFile(item, placeholder, value, accepted);
	}
	return files;
}

/** The values as a preview shows them: a file by its name, where it has one. */
export function shownValues(
	template: Template,
	values: TemplateValues,
	files: NonNullable<TemplateContent['files']>,
): TemplateValues {
	const names = template.placeholders.filter(isFile).flatMap(({ key }) => {
		const file = files[key];
		const name = file !== undefined && 'data' in file ? documentName(file, undefined) : null;
		return name === null ? [] : [[key, name] as const];
	});
	return { ...values, ...Object.fromEntries(names) };
}

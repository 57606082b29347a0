import { GatewayError } from '../../core/faults';
import type { UploadFile } from '../../core/mediaStore';
import { parseUrl } from '../../core/parseUrl';
import { credentialOf } from '../../session/gatewayNames';
import { checkSample, maxSampleBytes, type SampleFormat } from '../../whatsapp/sampleFiles';
import { refuse } from '../../whatsapp/shape';
import type { Item } from '../operation';

/** A file that was checked, or what the gateway itself understands: a handle, or an address. */
export type Sample = UploadFile | string;

/** Handles are texts such as `4::aW1hZ2U…`; without a colon, a name was mistyped. */
const handle = /:/;

/**
 * Reads a file of the item, one at an address, or a handle. It is checked here and uploaded later.
 *
 * @param label names the field in sentences
 * @throws GatewayError `invalidRequest` for what is none of them, `mediaRejected` for the file, `unsupported`
 *   for bytes where the gateway uploads none
 */
export async function readSample(
	item: Item,
	format: SampleFormat,
	text: string,
	label: string,
): Promise<Sample> {
	const { gateway, fetchFile } = item.session;
	const isField = item.fileNames().includes(text);
	const isAddress = /^https?:/i.test(text) && parseUrl(text) !== null;
	if (gateway.uploadForHandle === undefined) {
		if (!isField) return text;
		throw new GatewayError('unsupported', `${gateway.name} uploads no file for ${label}.`, {
			hint: `Enter its public URL, or use ${credentialOf((one) => one.uploadForHandle !== undefined)}.`,
		});
	}
	if (isField) return checkSample(format, await item.file(text), label);
	if (isAddress) return checkSample(format, await fetchFile(text, maxSampleBytes(format)), label);
	if (handle.test(text)) return text;
	const names = item.fileNames();
	return refuse(
		`${label}: the item has no file called “${text}”, and it is no URL and no handle.`,
		names.length > 0
			? `The item has: ${names.join(', ')}. Enter one of these, or the public URL of a file.`
			: 'Put a node before this one that reads or downloads the file, or enter its public URL.',
	);
}

/** The handle of a file, which is uploaded now. */
export async function toHandle({ session }: Item, sample: Sample): Promise<string> {
	const { gateway, connection } = session;
	if (typeof sample === 'string' || gateway.uploadForHandle === undefined) return String(sample);
	return await gateway.uploadForHandle(sample, connection);
}

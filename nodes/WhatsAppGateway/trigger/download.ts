import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { ReceivedMedia } from '../core/eventDetails';
import { GatewayError } from '../core/faults';
import { asObject, asText, type JsonObject } from '../core/narrow';
import { throwIfCanceled } from '../n8n/cancellation';
import { openSession, type Session } from '../session/session';
import { type Download, withDownload } from './item';
import type { DownloadSettings } from './triggerSettings';

/** In seconds. A run has time to wait for its slot; the gateway has its answer already. */
const downloadLimits = { timeout: 60, maxWait: 300 };

const bytesPerMb = 1024 * 1024;

/** Downloads at the same time; a poll may bring hundreds of files. */
const parallelDownloads = 5;

/** Where an item's file is: read from the item, so that a Retry finds it as well. */
function readMedia(message: JsonObject): ReceivedMedia | null {
	const media = message['media'];
	if (typeof media !== 'object' || media === null) return null;
	const field = (name: keyof ReceivedMedia) => asText(asObject(media)[name]);
	return {
		id: field('id'),
		url: field('url'),
		mimeType: field('mimeType'),
		fileName: field('fileName'),
		caption: field('caption'),
	};
}

/** The file's name, or one from its type where the gateway sends none. */
function fileNameOf({ fileName, mimeType }: ReceivedMedia, message: JsonObject): string {
	const extension = mimeType?.split(/[;/]/)[1]?.replace(/[^\w.+-]/g, '');
	const name = asText(message['type']) ?? 'file';
	return fileName ?? `${name}${extension ? `.${extension}` : ''}`;
}

/** Downloads a file with the gateway's authentication, from its own origins only. */
async function downloadFile(
	context: IExecuteFunctions,
	session: Session,
	{ json }: INodeExecutionData,
	maxFileSizeMb: number,
): Promise<Download | undefined> {
	const message = asObject(json['message']);
	const media = readMedia(message);
	if (media === null) return undefined;
	try {
		const { data, mimeType } = await session.download(media, maxFileSizeMb * bytesPerMb);
		const type = mimeType ?? media.mimeType ?? undefined;
		const name = fileNameOf(media, message);
		return { file: await context.helpers.prepareBinaryData(data, name, type) };
	} catch (error) {
		const isFault = error instanceof GatewayError;
		return {
			reason: isFault ? error.message : 'The download was interrupted, or n8n could not store it.',
		};
	}
}

/** Throws for the first file that is missing. */
function requireFiles(downloads: ReadonlyArray<Download | undefined>): void {
	for (const download of downloads) {
		if (download === undefined || 'file' in download) continue;
		throw new GatewayError('mediaRejected', `A file is missing. ${download.reason}`, {
			hint: 'Retry this execution to download it again. To go on without the file, change the option If Not Downloaded.',
		});
	}
}

/**
 * Downloads the files of items. Where one cannot be downloaded, its item holds the reason.
 *
 * @throws GatewayError `mediaRejected` for such a file, if the user wants the run to stop then
 */
export async function downloadFiles(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	{ maxFileSizeMb, stopsWithoutFile }: DownloadSettings,
): Promise<INodeExecutionData[]> {
	const session = await openSession(context, downloadLimits);
	const done: INodeExecutionData[] = [];
	while (done.length < items.length) {
		throwIfCanceled(context);
		const part = items.slice(done.length, done.length + parallelDownloads);
		const downloads = await Promise.all(
			part.map(async (item) => await downloadFile(context, session, item, maxFileSizeMb)),
		);
		if (stopsWithoutFile) requireFiles(downloads);
		done.push(...part.map((item, index) => withDownload(item, downloads[index])));
	}
	return done;
}

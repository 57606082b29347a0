import type { IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { GatewayEvent } from '../core/event';
import { GatewayError } from '../core/faults';
import type { Session } from '../session/session';
import { type Download, type EventItem, toItem } from './item';

const bytesPerMb = 1024 * 1024;

/** The file's name, or one from its type where the gateway sends none. */
function fileNameOf({ message }: GatewayEvent): string {
	const { fileName, mimeType } = message?.media ?? {};
	const extension = mimeType?.split(/[;/]/)[1]?.replace(/[^\w.+-]/g, '');
	return fileName ?? `${message?.type ?? 'file'}${extension ? `.${extension}` : ''}`;
}

/**
 * Downloads the file of an event with the gateway's authentication, from its own origins only. Where
 * that fails, the item holds the reason; the message still starts a run.
 */
async function downloadFile(
	context: IWebhookFunctions | IPollFunctions,
	session: Session,
	event: GatewayEvent,
	maxFileSizeMb: number,
): Promise<Download | undefined> {
	const media = event.message?.media ?? null;
	if (media === null) return undefined;
	try {
		const { data, mimeType } = await session.download(media, maxFileSizeMb * bytesPerMb);
		const type = mimeType ?? media.mimeType ?? undefined;
		return { file: await context.helpers.prepareBinaryData(data, fileNameOf(event), type) };
	} catch (error) {
		// The event is marked as seen and is not delivered again, so no fault may drop it.
		const isFault = error instanceof GatewayError;
		return {
			reason: isFault ? error.message : 'The download was interrupted, or n8n could not store it.',
		};
	}
}

/**
 * Converts an event to an item, with its file where files are downloaded.
 *
 * @param maxFileSizeMb in megabytes; `null` downloads nothing
 */
export async function toItemWithFile(
	context: IWebhookFunctions | IPollFunctions,
	session: Session,
	event: GatewayEvent,
	maxFileSizeMb: number | null,
): Promise<EventItem> {
	const file =
		maxFileSizeMb === null ? undefined : await downloadFile(context, session, event, maxFileSizeMb);
	return { event: event.event, item: toItem(event, file) };
}

import type { IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { GatewayEvent } from '../core/event';
import { GatewayError } from '../core/faults';
import type { Session } from '../session/session';
import { type Download, type EventItem, toItem } from './item';

const megabyte = 1024 * 1024;

/** What a file is called where the gateway does not say. */
function fileNameOf({ message }: GatewayEvent): string {
	const { fileName, mimeType } = message?.media ?? {};
	const ending = mimeType?.split(/[;/]/)[1]?.replace(/[^\w.+-]/g, '');
	return fileName ?? `${message?.type ?? 'file'}${ending ? `.${ending}` : ''}`;
}

/**
 * The file of an event, through the gateway's authentication and from its own addresses only. A file
 * that cannot be had does not hold the message up: the item says why.
 */
async function download(
	context: IWebhookFunctions | IPollFunctions,
	session: Session,
	event: GatewayEvent,
	megabytes: number,
): Promise<Download | undefined> {
	const media = event.message?.media ?? null;
	if (media === null) return undefined;
	try {
		const { data, mimeType } = await session.download(media, megabytes * megabyte);
		const type = mimeType ?? media.mimeType ?? undefined;
		return { file: await context.helpers.prepareBinaryData(data, fileNameOf(event), type) };
	} catch (error) {
		// The event is remembered by now and is not told again: nothing may keep it from coming in.
		const told = error instanceof GatewayError;
		return { reason: told ? error.message : 'The file broke off, or n8n could not keep it.' };
	}
}

/** An event as an item, with its file where files are wanted. */
export async function toItemWithFile(
	context: IWebhookFunctions | IPollFunctions,
	session: Session,
	event: GatewayEvent,
	megabytes: number | null,
): Promise<EventItem> {
	const file = megabytes === null ? undefined : await download(context, session, event, megabytes);
	return { event: event.event, item: toItem(event, file) };
}

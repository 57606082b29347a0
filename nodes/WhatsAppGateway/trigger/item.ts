import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { EventKind, GatewayEvent } from '../core/event';

/** A file that was downloaded, or why it was not. */
export type Download = { readonly file: IBinaryData } | { readonly reason: string };

/** An event as an item: the event itself, and the file that came with it. */
export function toItem(event: GatewayEvent, downloaded: Download | undefined): INodeExecutionData {
	const json = { ...event } as unknown as IDataObject;
	if (downloaded === undefined) return { json };
	if ('file' in downloaded) return { json, binary: { data: downloaded.file } };
	return { json: { ...json, mediaNotDownloaded: downloaded.reason } };
}

/** An item, and the event that it is about. */
export interface EventItem {
	readonly event: EventKind;
	readonly item: INodeExecutionData;
}

/** The items of each output: all in one, or each event's in its own. */
export function toOutputs(
	items: readonly EventItem[],
	chosen: readonly EventKind[],
	split: boolean,
): INodeExecutionData[][] {
	if (!split) return [items.map(({ item }) => item)];
	return chosen.map((kind) => items.filter(({ event }) => event === kind).map(({ item }) => item));
}

import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { EventKind, GatewayEvent } from '../core/event';

/** A downloaded file, or why there is none. */
export type Download = { readonly file: IBinaryData } | { readonly reason: string };

/** Converts an event to an item, with the file that came with it. */
export function toItem(event: GatewayEvent, download: Download | undefined): INodeExecutionData {
	const json = { ...event } as unknown as IDataObject;
	if (download === undefined) return { json };
	if ('file' in download) return { json, binary: { data: download.file } };
	return { json: { ...json, mediaNotDownloaded: download.reason } };
}

/** An item with its kind of event. */
export interface EventItem {
	readonly event: EventKind;
	readonly item: INodeExecutionData;
}

/** Distributes items to the outputs: to one, or to one for each selected kind of event. */
export function toOutputs(
	items: readonly EventItem[],
	selectedEvents: readonly EventKind[],
	splitOutputs: boolean,
): INodeExecutionData[][] {
	if (!splitOutputs) return [items.map(({ item }) => item)];
	return selectedEvents.map((kind) =>
		items.filter(({ event }) => event === kind).map(({ item }) => item),
	);
}

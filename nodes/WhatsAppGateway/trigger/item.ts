import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { EventKind, GatewayEvent, TriggerItem } from '../core/event';

/** A downloaded file, or why there is none. */
export type Download = { readonly file: IBinaryData } | { readonly reason: string };

/** Converts an event to an item. */
export function toItem(event: GatewayEvent): INodeExecutionData {
	const item: TriggerItem = { ...event };
	return { json: item as unknown as IDataObject };
}

/** Adds the file that came with an item's event, or the reason why it is missing. */
export function withDownload(
	item: INodeExecutionData,
	download: Download | undefined,
): INodeExecutionData {
	if (download === undefined) return item;
	if ('file' in download) return { ...item, binary: { data: download.file } };
	const missing: Pick<TriggerItem, 'mediaNotDownloaded'> = { mediaNotDownloaded: download.reason };
	return { ...item, json: { ...item.json, ...missing } };
}

/** Distributes items to the outputs: to one, or to one for each selected kind of event. */
export function toOutputs(
	items: INodeExecutionData[],
	selectedEvents: readonly EventKind[],
	splitOutputs: boolean,
): INodeExecutionData[][] {
	if (!splitOutputs) return [items];
	return selectedEvents.map((kind) => items.filter(({ json }) => json['event'] === kind));
}

import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { CollectedMessage, GatewayEvent, TriggerItem } from '../../core/event';
import { chatOf } from './chat';

/** The event of an item, which `toItem` has made. */
function eventOf({ json }: INodeExecutionData): TriggerItem {
	return json as unknown as TriggerItem;
}

/** The chat whose messages an item is joined with; `null` for what no person wrote. */
function joinedChat(item: INodeExecutionData): string | null {
	const event = eventOf(item);
	return event.event === 'message' ? chatOf(event) : null;
}

/** By time; what has the same time, or none, keeps the order in which it arrived. */
function sortByTime(items: readonly INodeExecutionData[]): INodeExecutionData[] {
	let last = '';
	return items
		.map((item) => {
			const { at } = eventOf(item);
			if (Date.parse(at) > 0) last = at;
			return { item, at: Date.parse(at) > 0 ? at : last };
		})
		.sort((a, b) => a.at.localeCompare(b.at))
		.map(({ item }) => item);
}

/** The first file is `data`, where nodes look for it; the next ones are `data_1`, `data_2` … */
function binaryName(index: number): string {
	return index === 0 ? 'data' : `data_${index}`;
}

/** The newest value of a field that only one of the messages may have. */
function newest<K extends 'referral' | 'referredProduct'>(
	events: readonly GatewayEvent[],
	field: K,
): GatewayEvent[K] | null {
	return events.findLast((event) => event[field] !== null)?.[field] ?? null;
}

/** One item of all messages of a chat: the last one, with the words and files of all. */
function joinChat(unordered: readonly INodeExecutionData[]): INodeExecutionData {
	const items = sortByTime(unordered);
	const binary: IBinaryKeyData = {};
	const messages = items.map((item): CollectedMessage => {
		const { id, at, text, message, referral, referredProduct, mediaNotDownloaded } = eventOf(item);
		const file = item.binary?.['data'];
		const name = file === undefined ? null : binaryName(Object.keys(binary).length);
		if (name !== null && file !== undefined) binary[name] = file;
		const missing = mediaNotDownloaded === undefined ? {} : { mediaNotDownloaded };
		return { id, at, text, message, referral, referredProduct, binaryName: name, ...missing };
	});
	const events = items.map(eventOf);
	const texts = events.flatMap(({ text }) => (text === null ? [] : [text]));
	const missing = events.find((event) => event.mediaNotDownloaded !== undefined);
	const joined: Partial<TriggerItem> = {
		text: texts.length === 0 ? null : texts.join('\n'),
		referral: newest(events, 'referral'),
		referredProduct: newest(events, 'referredProduct'),
		...(missing && { mediaNotDownloaded: missing.mediaNotDownloaded }),
		messages,
	};
	const json = { ...items.at(-1)?.json, ...joined } as IDataObject;
	return Object.keys(binary).length === 0 ? { json } : { json, binary };
}

/**
 * Joins the messages that a run has of the same chat into one item, in the place of the last of them.
 * Everything else stays an item of its own.
 */
export function joinMessages(items: readonly INodeExecutionData[]): INodeExecutionData[] {
	const chats = new Map<string, INodeExecutionData[]>();
	for (const item of items) {
		const chat = joinedChat(item);
		if (chat !== null) chats.set(chat, [...(chats.get(chat) ?? []), item]);
	}
	return items.flatMap((item) => {
		const parts = chats.get(joinedChat(item) ?? '');
		if (parts === undefined) return [item];
		return parts.at(-1) === item ? [joinChat(parts)] : [];
	});
}

import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import {
	createContact,
	createEvent,
	createReceivedMessage,
	type GatewayEvent,
} from '../../../nodes/WhatsAppGateway/core/event';
import { toItem } from '../../../nodes/WhatsAppGateway/trigger/item';
import { joinMessages } from '../../../nodes/WhatsAppGateway/trigger/collect/joinMessages';

const anna = '+491713920012';

let number = 0;
const event = (text: string | null, more: Partial<GatewayEvent> = {}) =>
	createEvent({
		event: 'message',
		id: `id-${++number}`,
		gateway: 'qyvo',
		at: '2026-05-07T08:14:23.000Z',
		from: anna,
		businessNumber: '1',
		text,
		message: createReceivedMessage({ type: 'text', messageId: text }),
		raw: { text },
		...more,
	});
const join = (...events: GatewayEvent[]) => joinMessages(events.map(toItem));
const texts = (items: readonly INodeExecutionData[]) => items.map(({ json }) => json['text']);

test('the item is the last message with the words of all, and lists each without raw', () => {
	const [first, last] = [event('Hi'), event('Where is my order?')];
	const [item, ...others] = join(first, event(null), last);
	expect(others).toEqual([]);
	expect(item?.json).toMatchObject({ id: last.id, raw: last.raw, text: 'Hi\nWhere is my order?' });
	const messages = item?.json['messages'] as object[];
	expect(messages).toHaveLength(3);
	expect(messages[0]).toEqual({
		id: first.id,
		at: first.at,
		text: 'Hi',
		message: first.message,
		referral: null,
		referredProduct: null,
		binaryName: null,
	});
	expect(item?.binary).toBeUndefined();
});

test('messages are in the order of their time, then as they arrived', () => {
	const at = (second: number) => `2026-05-07T08:14:0${second}.000Z`;
	const unknown = new Date(0).toISOString();
	expect(
		texts(
			join(
				event('c', { at: at(3) }),
				event('a', { at: at(1) }),
				event('b', { at: at(1) }),
				event('?', { at: unknown }),
			),
		),
	).toEqual(['a\nb\n?\nc']);
});

test('people, numbers of the business and groups stay apart, and so does what is no message', () => {
	expect(
		texts(
			join(
				event('mine'),
				event('in a group', { group: 'g' }),
				event('of Ben', { from: '+15550100' }),
				event('to the other number', { businessNumber: '2' }),
				event('a tap', { event: 'reply' }),
				event('hidden', { from: null, contact: createContact({ userId: 'DE.1' }) }),
				event('nobody’s', { from: null }),
				event('too'),
			),
		),
	).toEqual([
		'in a group',
		'of Ben',
		'to the other number',
		'a tap',
		'hidden',
		'nobody’s',
		'mine\ntoo',
	]);
});

test('each message says where its file is; the first one is data', () => {
	const file = (name: string): IBinaryData => ({ data: '', mimeType: 'image/png', fileName: name });
	const [item] = joinMessages([
		{ ...toItem(event('a')), binary: { data: file('a') } },
		toItem(event('b')),
		{ json: { ...toItem(event('c')).json, mediaNotDownloaded: 'It is gone.' } },
		{ ...toItem(event('d')), binary: { data: file('d') } },
	]);
	expect(item?.binary).toEqual({ data: file('a'), data_1: file('d') });
	expect(item?.json).toMatchObject({ mediaNotDownloaded: 'It is gone.' });
	expect(
		(item?.json['messages'] as object[]).map((message) => ({ binaryName: null, ...message })),
	).toMatchObject([
		{ binaryName: 'data' },
		{ binaryName: null },
		{ binaryName: null, mediaNotDownloaded: 'It is gone.' },
		{ binaryName: 'data_1' },
	]);
});

test('an ad that brought the person is not lost behind later messages', () => {
	const referral = { sourceId: 'ad' } as unknown as GatewayEvent['referral'];
	expect(join(event('a', { referral }), event('b'))[0]?.json['referral']).toEqual(referral);
});

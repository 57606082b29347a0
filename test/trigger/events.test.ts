import { defaultEvents, readEvents } from '../../nodes/WhatsAppGateway/trigger/events';
import { toOutputs } from '../../nodes/WhatsAppGateway/trigger/item';

test('messages and replies start a run by default, statuses do not', () => {
	expect(readEvents(undefined)).toEqual(['reply', 'message']);
	expect(new Set(defaultEvents)).toEqual(new Set(['message', 'reply']));
});

test('items go to one output, or to one for each event in the order of the form', () => {
	const items = (['message', 'status', 'message'] as const).map((kind, index) => ({
		event: kind,
		item: { json: { index } },
	}));
	expect(toOutputs(items, ['message', 'status'], false)).toEqual([items.map(({ item }) => item)]);
	expect(toOutputs(items, readEvents(['status', 'message', 'reply']), true)).toEqual([
		[],
		[{ json: { index: 0 } }, { json: { index: 2 } }],
		[{ json: { index: 1 } }],
	]);
});

import { defaultEvents, polledOnly, readEvents } from '../../nodes/WhatsAppGateway/trigger/events';
import { pollingFields, webhookFields } from '../../nodes/WhatsAppGateway/trigger/fields';
import { toOutputs } from '../../nodes/WhatsAppGateway/trigger/item';

test('messages and replies start a run by default, statuses do not', () => {
	expect(readEvents(undefined)).toEqual(['reply', 'message']);
	expect(new Set(defaultEvents)).toEqual(new Set(['message', 'reply']));
});

test('items go to one output, or to one for each event in the order of the form', () => {
	const items = ['message', 'status', 'message'].map((event, index) => ({
		json: { event, index },
	}));
	const [first, second, third] = items;
	expect(toOutputs(items, ['message', 'status'], false)).toEqual([items]);
	expect(toOutputs(items, readEvents(['status', 'message', 'reply']), true)).toEqual([
		[],
		[first, third],
		[second],
	]);
	expect(toOutputs([], ['message', 'status'], true)).toEqual([[], []]);
});

test('what no webhook brings is offered by the polling trigger alone', () => {
	const offered = (fields: typeof webhookFields) =>
		(fields.find(({ name }) => name === 'events')?.options ?? []).flatMap((option) =>
			'value' in option ? [option.value] : [],
		);
	expect(offered(pollingFields)).toEqual(expect.arrayContaining([...polledOnly]));
	expect(offered(webhookFields).filter((kind) => polledOnly.some((one) => one === kind))).toEqual(
		[],
	);
});

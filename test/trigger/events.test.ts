import {
	defaultEvents,
	eventOptions,
	outputOptions,
	polledOnly,
	readEvents,
} from '../../nodes/WhatsAppGateway/trigger/events';
import { pollingFields, webhookFields } from '../../nodes/WhatsAppGateway/trigger/fields';
import { toOutputs } from '../../nodes/WhatsAppGateway/trigger/item';

test('messages and replies start a run by default, statuses do not', () => {
	expect(readEvents(undefined)).toEqual(['reply', 'message']);
	expect(new Set(defaultEvents)).toEqual(new Set(['message', 'reply']));
});

test('the form begins with what starts most workflows, and ends with what fits nowhere else', () => {
	const order = eventOptions.map(({ value }) => value);
	expect(order.slice(0, 2)).toEqual(['message', 'reply']);
	expect(order.slice(-2)).toEqual(['test', 'other']);
});

test('the outputs keep the order of the names, by which saved workflows are wired', () => {
	const names = outputOptions.map(({ name }) => name);
	expect(names).toEqual([...names].sort());
	expect(new Set(outputOptions)).toEqual(new Set(eventOptions));
});

test('items go to one output, or to one for each event in the order of the outputs', () => {
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

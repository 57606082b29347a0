import { createEvent, type GatewayEvent } from '../../nodes/WhatsAppGateway/core/event';
import { isPublic } from '../../nodes/WhatsAppGateway/trigger/address';
import {
	chosenEvents,
	defaultEvents,
	matchesFilters,
	readFilters,
} from '../../nodes/WhatsAppGateway/trigger/events';
import { toOutputs } from '../../nodes/WhatsAppGateway/trigger/item';

const event = (more: Partial<GatewayEvent> = {}): GatewayEvent =>
	createEvent({
		event: 'message',
		id: 'message:1',
		gateway: 'any',
		at: '2026-11-21T09:00:00.000Z',
		from: '+491713920012',
		sender: '+15550100100',
		text: 'Where is my order A-1042?',
		message: {
			whatsappMessageId: 'wamid.1',
			messageId: null,
			type: 'text',
			media: null,
			location: null,
			quotedMessageId: null,
		},
		raw: {},
		...more,
	});

test('messages and replies start a run by default, statuses do not', () => {
	expect(chosenEvents(undefined)).toEqual(['reply', 'message']);
	expect(new Set(defaultEvents)).toEqual(new Set(['message', 'reply']));
});

test.each<[object, boolean]>([
	[{}, true],
	[{ fromNumbers: '' }, true],
	[{ fromNumbers: '+49 171 3920012' }, true],
	[{ fromNumbers: '+1 415 555 0123, 49 (171) 392-0012' }, true],
	[{ fromNumbers: '0171 3920012' }, true],
	[{ fromNumbers: '0049 171 3920012' }, true],
	[{ fromNumbers: '+1 415 555 0123' }, false],
	[{ messageTypes: [] }, true],
	[{ messageTypes: ['text'] }, true],
	[{ messageTypes: ['image', 'video'] }, false],
	[{ businessNumbers: '+1 555 010 0100' }, true],
	[{ businessNumbers: '+1 555 010 0199' }, false],
	[{ text: 'ORDER' }, true],
	[{ text: 'refund' }, false],
	[{ text: '/order [a-z]-\\d+/' }, true],
	[{ text: '/^order/' }, false],
	[{ text: 'a-1042?' }, true],
	[{ text: '(' }, false],
])('filters of %j let a message pass: %p', (given, expected) => {
	expect(matchesFilters(event(), readFilters({ ...given }))).toBe(expected);
});

test('a pattern that is none is told', () => {
	expect(() => readFilters({ text: '/(/' })).toThrow('The filter Text Matches is no pattern: /(/');
});

test('a message from the business’s own number is an echo', () => {
	expect(matchesFilters(event({ from: '+15550100100' }), readFilters({}))).toBe(false);
});

test('somebody whose number is hidden passes where nobody asks for numbers', () => {
	expect(matchesFilters(event({ from: null }), readFilters({}))).toBe(true);
	expect(matchesFilters(event({ from: null }), readFilters({ fromNumbers: '+491713920012' }))).toBe(
		false,
	);
});

test('numbers are asked of people’s events alone', () => {
	const status = event({ event: 'status', from: null, message: null, text: null });
	expect(matchesFilters(status, readFilters({ fromNumbers: '+491713920012' }))).toBe(true);
});

test('words and types are asked of messages alone', () => {
	const status = event({ event: 'status', message: null, text: null });
	expect(matchesFilters(status, readFilters({ messageTypes: ['image'], text: 'x' }))).toBe(true);
});

test('items go to one output, or each event’s to its own in the order of the form', () => {
	const items = (['message', 'status', 'message'] as const).map((kind, index) => ({
		event: kind,
		item: { json: { index } },
	}));
	expect(toOutputs(items, ['message', 'status'], false)).toEqual([items.map(({ item }) => item)]);
	expect(toOutputs(items, chosenEvents(['status', 'message', 'reply']), true)).toEqual([
		[],
		[{ json: { index: 0 } }, { json: { index: 2 } }],
		[{ json: { index: 1 } }],
	]);
});

test.each<[string, boolean]>([
	['https://n8n.example.com/webhook/x', true],
	['https://n8n.example.com:8443/', true],
	['http://n8n.example.com/', false],
	['https://localhost/', false],
	['http://127.0.0.1:5678/', false],
	['https://192.168.1.5/', false],
	['https://172.20.0.5/', false],
	['https://172.33.0.5/', true],
	['https://10.1.2.3/', false],
	['https://n8n/', false],
	['https://n8n.local/', false],
	['https://[::1]/', false],
	['', false],
	['n8n.example.com', false],
])('%s can be reached by anybody: %p', (address, expected) => {
	expect(isPublic(address)).toBe(expected);
});

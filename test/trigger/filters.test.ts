import { createEvent, type GatewayEvent } from '../../nodes/WhatsAppGateway/core/event';
import { matchesFilters, readFilters } from '../../nodes/WhatsAppGateway/trigger/filters';

const event = (more: Partial<GatewayEvent> = {}): GatewayEvent =>
	createEvent({
		event: 'message',
		id: 'message:1',
		gateway: 'any',
		at: '2026-11-21T09:00:00.000Z',
		from: '+491713920012',
		businessNumber: '+15550100100',
		text: 'Where is my order A-1042?',
		message: {
			whatsappMessageId: 'wamid.1',
			messageId: null,
			type: 'text',
			media: null,
			location: null,
			contacts: null,
			quotedMessageId: null,
		},
		raw: {},
		...more,
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
])('filters of %j let a message pass: %p', (values, expected) => {
	expect(matchesFilters(event(), readFilters({ ...values }))).toBe(expected);
});

test('an invalid regular expression is refused', () => {
	expect(() => readFilters({ text: '/(/' })).toThrow(
		'The filter Text Matches is not a valid regular expression: /(/',
	);
});

test('a message from the business’s own number is an echo', () => {
	expect(matchesFilters(event({ from: '+15550100100' }), readFilters({}))).toBe(false);
});

test('a person whose number is hidden passes only without a filter for numbers', () => {
	expect(matchesFilters(event({ from: null }), readFilters({}))).toBe(true);
	expect(matchesFilters(event({ from: null }), readFilters({ fromNumbers: '+491713920012' }))).toBe(
		false,
	);
});

test('the filter for numbers applies to events of people only', () => {
	const status = event({ event: 'status', from: null, message: null, text: null });
	expect(matchesFilters(status, readFilters({ fromNumbers: '+491713920012' }))).toBe(true);
});

test('the filters for text and type apply to messages only', () => {
	const status = event({ event: 'status', message: null, text: null });
	expect(matchesFilters(status, readFilters({ messageTypes: ['image'], text: 'x' }))).toBe(true);
});

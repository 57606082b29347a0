import {
	createEvent,
	type EventKind,
	type GatewayEvent,
} from '../../nodes/WhatsAppGateway/core/event';
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
	[{ fromNumbers: '+49 (0)171 3920012' }, true],
	[{ fromNumbers: '+49-171-392.00.12' }, true],
	[{ fromNumbers: '+٤٩ ١٧١ ٣٩٢٠٠١٢' }, true],
	[{ fromNumbers: '＋４９ １７１ ３９２００１２' }, true],
	[{ fromNumbers: 'US.134912' }, false],
	[{ fromNumbers: '+1 415 555 0123' }, false],
	[{ messageTypes: [] }, true],
	[{ messageTypes: ['text'] }, true],
	[{ messageTypes: ['image', 'video'] }, false],
	[{ businessNumbers: '+1 555 010 0100' }, true],
	[{ businessNumbers: '+1 (555) 010-0100' }, true],
	[{ businessNumbers: '001 555 010 0100' }, true],
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

const hidden = {
	from: null,
	contact: { id: 'US.1349120', name: null, userId: 'US.1349120', username: null },
};

test('a person who hides the number is found by the user id', () => {
	for (const [fromNumbers, expected] of [
		['US.1349120', true],
		['+49 171 3920012, US.1349120', true],
		['US.134912', false],
		['1349120', false],
	] as const) {
		expect([fromNumbers, matchesFilters(event(hidden), readFilters({ fromNumbers }))]).toEqual([
			fromNumbers,
			expected,
		]);
	}
});

test('the business’s own number is known however it is written', () => {
	const own = { from: '+15550100100', businessNumber: '+1 555-010-0100' };
	expect(matchesFilters(event(own), readFilters({}))).toBe(false);
});

test('what happens in a group passes only if the user asks for it', () => {
	const inGroup = event({ group: 'Y2FwaV9ncm91cDox' });
	expect(matchesFilters(inGroup, readFilters({}))).toBe(false);
	expect(matchesFilters(inGroup, readFilters({ privateChatsOnly: true }))).toBe(false);
	expect(matchesFilters(inGroup, readFilters({ privateChatsOnly: false }))).toBe(true);
	expect(() => readFilters({ privateChatsOnly: 'perhaps' })).toThrow(
		'Private Chats Only must be true or false, but it is “perhaps”.',
	);
	// Nobody is answered because of a status of the business's own message.
	const status = event({ event: 'status', group: 'Y2FwaV9ncm91cDox', message: null });
	expect(matchesFilters(status, readFilters({}))).toBe(true);
});

test('old messages pass only if the user asks for them, echoes always', () => {
	const echo = (isHistory: boolean) =>
		event({
			event: 'echo',
			message: null,
			echo: {
				action: 'sent',
				direction: 'outbound',
				isHistory,
				changedMessageId: null,
				message: null,
			},
		});
	expect(matchesFilters(echo(true), readFilters({}))).toBe(false);
	expect(matchesFilters(echo(true), readFilters({ chatHistory: true }))).toBe(true);
	expect(matchesFilters(echo(false), readFilters({}))).toBe(true);
});

test.each<[EventKind, boolean]>([
	['reaction', false],
	['edited', false],
	['order', false],
	['formAnswer', false],
	['deleted', true],
	['call', true],
	['echo', true],
	['template', true],
])('the filters for text and type hold for what a person said: %s passes %p', (kind, expected) => {
	const values = { messageTypes: ['image'], text: 'refund' };
	expect(matchesFilters(event({ event: kind }), readFilters(values))).toBe(expected);
});

test.each<[EventKind, boolean]>([
	['reaction', false],
	['deleted', false],
	['system', false],
	['call', false],
	['optOut', false],
	['echo', true],
	['payment', true],
	['account', true],
])('the filter for people holds for what a person did: %s passes %p', (kind, expected) => {
	const values = { fromNumbers: '+1 415 555 0123' };
	expect(matchesFilters(event({ event: kind }), readFilters(values))).toBe(expected);
});

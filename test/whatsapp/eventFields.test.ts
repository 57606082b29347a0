import fc from 'fast-check';

import { actionId, eventId, toE164 } from '../../nodes/WhatsAppGateway/whatsapp/eventFields';

test.each([
	['15550100100', '+15550100100'],
	['+1 555-010-0100', '+15550100100'],
	['+1 (555) 010-0100', '+15550100100'],
	['+49\u00a0171\u20113920012', '+491713920012'],
	[491713920012, '+491713920012'],
])('a number is one however its digits are grouped: %p', (given, expected) => {
	expect(toE164(given)).toBe(expected);
});

test.each([
	'',
	'123',
	'+551187654321.0',
	'1555x0100100',
	'US.13491208655',
	'++15550100100',
	null,
	{},
])('anything else is no number: %p', (given) => {
	expect(toE164(given)).toBeNull();
});

test('two actions have one id only if all is the same', () => {
	const action = fc.record({
		kind: fc.constantFrom('reaction', 'edited', 'deleted'),
		id: fc.constantFrom('wamid.1', 'wamid.2', null),
		person: fc.constantFrom('491713920012', 'US.1', null),
		content: fc.constantFrom<unknown>({ emoji: '👍' }, { emoji: '👎' }, undefined),
	});
	const idOf = ({ kind, id, person, content }: Parts) => actionId(kind, id, person, content);
	fc.assert(
		fc.property(action, action, (one, other) => {
			const isSame = JSON.stringify(one) === JSON.stringify(other);
			expect(idOf(one) === idOf(other)).toBe(isSame);
		}),
	);
});

interface Parts {
	readonly kind: string;
	readonly id: string | null;
	readonly person: string | null;
	readonly content: unknown;
}

test('an event without an id is known by its payload', () => {
	expect(eventId('other', null, { a: 1 })).toBe(eventId('other', null, { a: 1 }));
	expect(eventId('other', null, { a: 1 })).not.toBe(eventId('other', null, { a: 2 }));
});

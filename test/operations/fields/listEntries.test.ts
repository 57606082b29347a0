import { entriesOf } from '../../../nodes/WhatsAppGateway/operations/fields/listEntries';

test.each<[unknown, unknown[]]>([
	['a, b;c\nd', ['a', ' b', 'c', 'd']],
	[
		['a', ['b', ['c']]],
		['a', 'b', 'c'],
	],
	[7, [7]],
	[{ a: 1 }, [{ a: 1 }]],
])('%j has these entries: %j', (value, entries) => {
	expect(entriesOf(value)).toEqual(entries);
});

test.each(
	[null, undefined, '', ' ,\n', [], [[]], [[null, ['']], undefined]].map((value) => [value]),
)('%j has none', (value) => {
	expect(entriesOf(value)).toEqual([]);
});

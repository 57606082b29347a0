import { readText } from '../../nodes/WhatsAppGateway/operations/fields/readText';

const read = (value: unknown) => readText({ parameter: () => value }, 'caption');
const odd: unknown = JSON.parse('{"toString": 1, "valueOf": 1}');

test.each<[unknown, string]>([
	[' Hi ', 'Hi'],
	[7, '7'],
	[null, ''],
	[undefined, ''],
	[['a', 'b'], 'a,b'],
	['[object Object]', '[object Object]'],
])('%j is the text %j', (value, text) => {
	expect(read(value)).toBe(text);
});

test.each([[{ a: 1 }], [[{ a: 1 }]], [odd], [[odd]]])('%j is refused', (value) => {
	expect(() => read(value)).toThrow('The field “caption” needs a text and has an object.');
});

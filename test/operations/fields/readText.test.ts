import { readText, requireText } from '../../../nodes/WhatsAppGateway/operations/fields/readText';

const read = (value: unknown) => readText({ parameter: () => value }, 'caption', 'Caption');
const odd: unknown = JSON.parse('{"toString": 1, "valueOf": 1}');

test.each<[unknown, string]>([
	[' Hi ', 'Hi'],
	[7, '7'],
	[null, ''],
	[undefined, ''],
	[['a', 'b'], 'a,b'],
	[[], ''],
	[[null, undefined], ''],
	['Is null an animal?', 'Is null an animal?'],
	['Null', 'Null'],
])('%j is the text %j', (value, text) => {
	expect(read(value)).toBe(text);
});

test.each([[{ a: 1 }], [[{ a: 1 }]], [odd], [[odd]]])('%j is refused', (value) => {
	expect(() => read(value)).toThrow('The field Caption needs a text and has an object.');
});

test.each([[[null, 'A-1']], [['A-1', undefined]]])(
	'%j is refused: a comma is no value',
	(value) => {
		expect(() => read(value)).toThrow('The field Caption has an entry without a value.');
	},
);

test.each(['null', 'undefined', ' undefined\n', 'NaN', NaN, '[object Object]', 'Invalid DateTime'])(
	'%j is refused by name, because the person would read it',
	(value) => {
		const word = String(value).trim();
		expect(() => read(value)).toThrow(
			`The field Caption holds nothing but “${word}” for this item.`,
		);
	},
);

test.each([null, undefined])('a field that must be filled says that it is %j', (value) => {
	const require = () => requireText({ parameter: () => value }, 'text', 'Text', 'Fill it in.');
	expect(require).toThrow(`The field Text is empty: its expression gives ${value} for this item.`);
});

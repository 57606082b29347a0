import { asObject, asText, asTexts } from '../../nodes/WhatsAppGateway/core/narrow';

describe('values of an untrusted answer', () => {
	test.each<[unknown, object]>([
		[{ a: 1 }, { a: 1 }],
		[[1], {}],
		[null, {}],
		['text', {}],
		[undefined, {}],
	])('%j as an object is %j', (given, object) => {
		expect(asObject(given)).toEqual(object);
	});

	test.each<[unknown, string | null]>([
		['a', 'a'],
		['', null],
		[0, '0'],
		[5, '5'],
		[true, null],
		[{}, null],
		[undefined, null],
	])('%j as a text is %j', (given, text) => {
		expect(asText(given)).toBe(text);
	});

	test.each<[unknown, string[]]>([
		[
			['a', 1, null, 'b'],
			['a', 'b'],
		],
		['a', []],
		[{ 0: 'a' }, []],
	])('%j as texts is %j', (given, texts) => {
		expect(asTexts(given)).toEqual(texts);
	});
});

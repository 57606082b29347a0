import { parseBody } from '../../nodes/WhatsAppGateway/http/parseBody';

test.each<[string, unknown, boolean]>([
	['', undefined, false],
	[' \n', undefined, false],
	['{"a":1}', { a: 1 }, true],
	['null', null, true],
	['{"a":', '{"a":', false],
	['<html>', '<html>', false],
	['"[[[[ \\" {{{"', '[[[[ " {{{', true],
])('%j is parsed as %j', (text, body, isJson) => {
	expect(parseBody(text)).toEqual({ body, isJson });
});

test.each(['[', '{"a":', '[{"a":'])('100,000 times %j is rejected without a crash', (bracket) => {
	const close = bracket.replace(/[^[{]/g, '').split('').reverse().join('');
	const ends = close.replaceAll('[', ']').replaceAll('{', '}');
	const text = bracket.repeat(100_000) + '1' + ends.repeat(100_000);
	const { body, isJson } = parseBody(text);
	expect(isJson).toBe(false);
	expect(String(body)).toHaveLength(1000);
});

test('10 MB are rejected without a crash', () => {
	expect(parseBody(JSON.stringify({ a: 'x'.repeat(10_000_000) })).isJson).toBe(false);
});

test('normal nesting is parsed', () => {
	const nested = JSON.parse('['.repeat(99) + ']'.repeat(99)) as unknown;
	expect(parseBody(JSON.stringify(nested))).toEqual({ body: nested, isJson: true });
});

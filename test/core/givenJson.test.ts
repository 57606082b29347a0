import { parseGivenJson } from '../../nodes/WhatsAppGateway/core/givenJson';

const json = '{"a": 1}';
const fenced = (text: string, language = 'json') => `\`\`\`${language}\n${text}\n\`\`\``;

test.each<[string, string, unknown]>([
	['plain', json, { a: 1 }],
	['in a fence', fenced(json), { a: 1 }],
	['in a fence without a language', fenced(json, ''), { a: 1 }],
	['in a fence of JavaScript', fenced(json, 'JavaScript'), { a: 1 }],
	['in a fence of one line', '```{"a": 1}```', { a: 1 }],
	['with words around it', `Here you are:\n\n${fenced(json)}\n\nAnything else?`, { a: 1 }],
	['in a fence that is not closed', `\`\`\`json\n${json}`, { a: 1 }],
	['with Windows line breaks', fenced(json).replaceAll('\n', '\r\n'), { a: 1 }],
	['a list', fenced('["a", 1]'), ['a', 1]],
	['with a fence inside', fenced('{"a": "```b```"}'), { a: '```b```' }],
	['beside other code', `${fenced('npm i', 'sh')}\nthen\n${fenced(json)}`, { a: 1 }],
	['twice', `${fenced(json)}\nor\n${fenced('{"a": 2}')}`, undefined],
	['a fence of words', fenced('Hello'), undefined],
	['an empty fence', fenced(''), undefined],
	['words', 'Hello', undefined],
	['nothing', ' ', {}],
])('%s', (_, text, value) => {
	expect(parseGivenJson(text)).toEqual(value);
});

test('fences again and again are read once', () => {
	expect(parseGivenJson('```'.repeat(50_000))).toBeUndefined();
	expect(parseGivenJson('```a\n'.repeat(20_000))).toBeUndefined();
});

test('JSON that is deeper than anybody writes is none, before something goes down all of it', () => {
	const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
	expect(parseGivenJson(nested(100))).toHaveProperty('a.a.a');
	expect(parseGivenJson(nested(20_000))).toBeUndefined();
	expect(parseGivenJson(`Here: \`\`\`json\n${nested(20_000)}\n\`\`\``)).toBeUndefined();
	expect(parseGivenJson(`[${'[],'.repeat(5000)}1]`)).toHaveLength(5001);
});

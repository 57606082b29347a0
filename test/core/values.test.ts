import fc from 'fast-check';

import { GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import {
	byApproval,
	fillText,
	placeholderLabel,
	placeholdersIn,
	type Template,
} from '../../nodes/WhatsAppGateway/core/template';
import { checkValues, readJsonValues } from '../../nodes/WhatsAppGateway/core/values';

function template(body: string): Template {
	return {
		id: '1',
		name: 'order',
		category: null,
		status: 'approved',
		languages: ['en'],
		language: 'en',
		header: null,
		body,
		footer: null,
		buttons: [],
		placeholders: placeholdersIn(body),
	};
}

describe('placeholders', () => {
	test.each([
		['Hi {{1}}, {{2}}', ['1', '2']],
		['Hi {{ first_name }}', ['first_name']],
		['{{1}} and {{1}} again', ['1']],
		['{{2}} before {{1}}', ['1', '2']],
		['no blanks', []],
		['{1} {{}} {{ }} {{a-b}} }}1{{', []],
		['{{{1}}}', ['1']],
		['{{constructor}} {{toString}}', ['constructor', 'toString']],
	])('of %j are %j', (text, keys) => {
		expect(placeholdersIn(text).map(({ key }) => key)).toEqual(keys);
	});

	const order =
		'Hi {{1}}, thank you for your order {{2}}. The total is {{3}}. We will write again when it ships.';

	test.each([
		[order, '1', 'Hi {{1}}, thank you…'],
		[order, '2', '…your order {{2}}. The…'],
		[order, '3', '…total is {{3}}. We…'],
		['Hello {{first_name}}, nice to see you!', 'first_name', 'Hello {{first_name}},…'],
		['One\nTwo\t{{1}}\n\nThree', '1', 'One Two {{1}} Three'],
		['{{1}}', '1', '{{1}}'],
		['Donaudampfschifffahrt {{1}}-Gesellschaftskapitän', '1', '…{{1}}…'],
		[
			'Dear {{the_name_of_the_customer}}, hello',
			'the_name_of_the_customer',
			'…{{the_name_of_the_customer}}…',
		],
	])('of %j are labelled with the words around them', (text, key, label) => {
		const placeholder = placeholdersIn(text).find((one) => one.key === key);
		expect(placeholder && placeholderLabel(placeholder)).toBe(label);
	});

	test('are filled, and a value that looks like one is not filled again', () => {
		expect(fillText('{{1}} {{2}} {{3}}', { 1: '{{2}}', 2: '$&' })).toBe('{{2}} $& {{3}}');
	});
});

describe('values', () => {
	test('of every simple type are written as text', () => {
		const { values } = checkValues(
			template('{{a}} {{b}} {{c}} {{d}}'),
			{ a: 5, b: true, c: new Date(0), d: ' text ' },
			'space',
		);
		expect(values).toEqual({ a: '5', b: 'true', c: '1970-01-01T00:00:00.000Z', d: 'text' });
	});

	test.each<[object, Record<string, string[]>]>([
		[{}, { missing: ['1', '2'], extra: [] }],
		[{ 1: 'a' }, { missing: ['2'], extra: [] }],
		[
			{ 1: 'a', 2: '' },
			{ missing: ['2'], extra: [] },
		],
		[
			{ 1: 'a', 2: null },
			{ missing: ['2'], extra: [] },
		],
		[
			{ 1: 'a', 2: ' \n ' },
			{ missing: ['2'], extra: [] },
		],
		[
			{ 1: 'a', 2: 'b', 3: 'c' },
			{ missing: [], extra: ['3'] },
		],
		[
			{ 1: 'a', name: 'b' },
			{ missing: ['2'], extra: ['name'] },
		],
	])('%j do not fit, and it is said why', (given, details) => {
		try {
			checkValues(template('{{1}} {{2}}'), { ...given }, 'space');
			throw new Error('it fits');
		} catch (error) {
			expect(error).toBeInstanceOf(GatewayError);
			expect(error).toMatchObject({
				fault: 'templateParameters',
				details: { expected: ['1', '2'], ...details },
			});
		}
	});

	test('that are inherited are not given', () => {
		expect(() => checkValues(template('{{toString}}'), {}, 'space')).toThrow(
			'The template “order” has no value for {{toString}}.',
		);
	});

	test.each([
		['a\nb', 'a b', 'a line break'],
		['a \r\n  b', 'a b', 'a line break'],
		['a\u2028b', 'a b', 'a line break'],
		['a\tb', 'a b', 'a tab'],
		['a     b', 'a b', 'more than four spaces in a row'],
	])('%j become %j, with a note', (given, clean, what) => {
		const { values, notes } = checkValues(template('{{1}}'), { 1: given }, 'space');
		expect(values).toEqual({ 1: clean });
		expect(notes).toEqual([
			`In the value for {{1}}, ${what} became a space: WhatsApp refuses it in a template.`,
		]);
		expect(() => checkValues(template('{{1}}'), { 1: given }, 'refuse')).toThrow(
			`The value for {{1}} holds ${what}, which WhatsApp refuses in a template.`,
		);
	});

	test('with four spaces in a row stay as they are', () => {
		expect(checkValues(template('{{1}}'), { 1: 'a    b' }, 'space')).toEqual({
			values: { 1: 'a    b' },
			notes: [],
		});
	});

	test.each([[['a']], [{ a: 1 }]])('such as %j are no text', (given) => {
		expect(() => checkValues(template('{{1}}'), { 1: given }, 'space')).toThrow(
			'The value for {{1}} is a list or an object; a placeholder takes one piece of text.',
		);
	});

	test('that make the message too long are refused with both numbers, emoji counted once', () => {
		expect(checkValues(template('{{1}}'), { 1: '👋'.repeat(1024) }, 'space').notes).toEqual([]);
		expect(() => checkValues(template('{{1}}'), { 1: '👋'.repeat(1025) }, 'space')).toThrow(
			'The filled template has 1025 characters; WhatsApp takes at most 1024.',
		);
	});

	test('fit or are refused, whatever they are', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.constantFrom('1', '2', 'x'), fc.anything()), (given) => {
				try {
					const { values } = checkValues(template('{{1}} {{2}}'), given, 'space');
					expect(Object.keys(values)).toEqual(['1', '2']);
					for (const value of Object.values(values)) {
						expect(value).toMatch(/\S/);
						expect(value).not.toMatch(/[\r\n\t\u2028\u2029]| {5}/);
					}
				} catch (error) {
					if (!(error instanceof GatewayError)) throw error;
				}
			}),
			{ numRuns: 3000 },
		);
	});
});

describe('values in JSON', () => {
	test.each<[unknown, object]>([
		['{"first": "Anna", "last": "S"}', { first: 'Anna', last: 'S' }],
		[{ first: 'Anna' }, { first: 'Anna' }],
		[['Anna', 'S'], { first: 'Anna', last: 'S' }],
		['["Anna"]', { first: 'Anna' }],
		[['Anna', 'S', 'more'], { first: 'Anna', last: 'S', 3: 'more' }],
		['', {}],
	])('%j are read as %j', (given, values) => {
		expect(readJsonValues(given, template('{{first}} {{last}}'))).toEqual(values);
	});

	test.each([['{"a":'], ['"Anna"'], [5], [null], ['null']])('%j are none', (given) => {
		expect(() => readJsonValues(given, template('{{1}}'))).toThrow(
			'The field Values (JSON) holds neither an object nor a list.',
		);
	});
});

test('templates that can be sent come first, then the alphabet', () => {
	const named = (name: string, status: Template['status']) => ({ ...template(''), name, status });
	const sorted = [
		named('b', 'pending'),
		named('c', 'approved'),
		named('a', 'unknown'),
		named('b', 'approved'),
	].sort(byApproval);
	expect(sorted.map(({ name, status }) => `${name} ${status}`)).toEqual([
		'b approved',
		'c approved',
		'a unknown',
		'b pending',
	]);
});

import fc from 'fast-check';
import { DateTime } from 'luxon';

import { GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import { checkLength, countCodePoints, limits } from '../../nodes/WhatsAppGateway/whatsapp/limits';
import { checkValues, readJsonValues } from '../../nodes/WhatsAppGateway/whatsapp/templateValues';
import { template } from './exampleTemplate';

/** The fault that a function throws. */
function faultOf(attempt: () => unknown): GatewayError {
	try {
		throw new Error(`It went well: ${JSON.stringify(attempt())}`);
	} catch (error) {
		if (error instanceof GatewayError) return error;
		throw error;
	}
}

describe('a value', () => {
	test.each<[unknown, string]>([
		['Anna', 'Anna'],
		[' text ', 'text'],
		['\n text\t', 'text'],
		[5, '5'],
		[0, '0'],
		[-1.5, '-1.5'],
		[10n, '10'],
		[true, 'true'],
		[false, 'false'],
		[new Date(0), '1970-01-01T00:00:00.000Z'],
		[DateTime.fromISO('2026-05-03T09:00:00Z', { zone: 'utc' }), '2026-05-03T09:00:00.000Z'],
		['a    b', 'a    b'],
		['{{2}}', '{{2}}'],
		['👋🏽', '👋🏽'],
		['<b>& "x"', '<b>& "x"'],
	])('of %p is sent as %j, without a note', (given, text) => {
		const checked = checkValues(template('{{1}}'), { 1: given }, 'stop');
		expect(checked).toEqual({ values: { 1: text }, notes: [] });
	});

	test.each<[string, string, string]>([
		['a\nb', 'a b', 'a line break'],
		['a\r\nb', 'a b', 'a line break'],
		['a \r\n\r\n  b', 'a b', 'a line break'],
		['a\t\n\tb', 'a b', 'a line break'],
		['a\u2028b', 'a b', 'a line break'],
		['a\u2029b', 'a b', 'a line break'],
		['a\u0085b', 'a b', 'a line break'],
		['a\tb', 'a b', 'a tab'],
		['a  \t  b', 'a b', 'a tab'],
		['a\vb', 'a b', 'a tab'],
		['a     b', 'a b', 'more than four spaces in a row'],
		['a      b     c', 'a b c', 'more than four spaces in a row'],
	])('of %j becomes %j with a note, or is refused', (given, clean, what) => {
		const { values, notes } = checkValues(template('{{1}}'), { 1: given }, 'replace');
		expect(values).toEqual({ 1: clean });
		expect(notes).toEqual([
			`In the value for {{1}}, ${what} was replaced with a space: WhatsApp refuses it in templates.`,
		]);
		const refused = faultOf(() => checkValues(template('{{1}}'), { 1: given }, 'stop'));
		expect(refused).toMatchObject({
			fault: 'templateParameters',
			message: `The value for {{1}} contains ${what}, which WhatsApp refuses in templates.`,
			hint: 'Change the value, or set the option Line Breaks and Tabs to “Replace With a Space”.',
		});
	});

	test('with several gaps has a note for each kind, and each note names its placeholder', () => {
		const given = { first: 'a\nb\nc\td', last: 'x\ty' };
		const { values, notes } = checkValues(template('{{first}} {{last}}'), given, 'replace');
		expect(values).toEqual({ first: 'a b c d', last: 'x y' });
		expect(notes.map((note) => /\{\{(\w+)\}\}, (.*) was replaced/.exec(note)?.slice(1))).toEqual([
			['first', 'a line break'],
			['first', 'a tab'],
			['last', 'a tab'],
		]);
	});

	test.each<[unknown]>([[['a']], [{ a: 1 }], [{ toISO: 1 }], [Symbol('a')], [() => 'a']])(
		'such as %p is not a text',
		(given) => {
			const error = faultOf(() => checkValues(template('{{1}}'), { 1: given }, 'replace'));
			expect(error.fault).toBe('templateParameters');
			expect(error.message).toBe(
				'The value for {{1}} is a list or an object; a placeholder needs one text.',
			);
		},
	);

	test.each<[unknown]>([
		[''],
		['   '],
		[' \r\n\t\u2028 '],
		['\u0085'],
		['\u00a0'],
		[null],
		[undefined],
		[NaN],
		[Infinity],
		[new Date(NaN)],
		[DateTime.fromISO('no date')],
	])('of %p is missing', (given) => {
		const error = faultOf(() => checkValues(template('{{1}}'), { 1: given }, 'replace'));
		expect(error.message).toBe('The template “order” has no value for {{1}}.');
		expect(error.details).toEqual({ expected: ['1'], missing: ['1'], extra: [] });
	});

	test.each([' ', '\t', '\n', ' \n', '\u00a0'])(
		'with a gap of 500,000 times %j is checked in linear time',
		async (gap) => {
			const given = { 1: `a${gap.repeat(500_000)}b` };
			try {
				checkValues(template('{{1}}'), given, 'replace');
			} catch (error) {
				expect(error).toBeInstanceOf(GatewayError);
			}
			// Lets the timeout of the test take effect, which quadratic time would exceed by far.
			await new Promise<void>((resolve) => setImmediate(resolve));
		},
	);
});

describe('the values for a template', () => {
	const none = 'has no value for';

	test.each<[string, Record<string, unknown>, string, { missing: string[]; extra: string[] }]>([
		['{{1}} {{2}}', {}, `${none} {{1}}, {{2}}.`, { missing: ['1', '2'], extra: [] }],
		['{{1}} {{2}}', { 1: 'a' }, `${none} {{2}}.`, { missing: ['2'], extra: [] }],
		['{{1}} {{2}}', { 1: 'a', 2: '' }, `${none} {{2}}.`, { missing: ['2'], extra: [] }],
		[
			'{{1}} {{2}}',
			{ 1: 'a', 2: 'b', coupon: 'c' },
			'has no placeholder {{coupon}}; it has {{1}}, {{2}}.',
			{ missing: [], extra: ['coupon'] },
		],
		[
			'{{1}} {{2}}',
			{ 1: 'a', name: 'b' },
			`${none} {{2}}. The template “order” has no placeholder {{name}}; it has {{1}}, {{2}}.`,
			{ missing: ['2'], extra: ['name'] },
		],
		[
			'no blanks',
			{ 1: 'a' },
			'has no placeholders, so {{1}} cannot be filled in.',
			{ missing: [], extra: ['1'] },
		],
		['{{toString}}', {}, `${none} {{toString}}.`, { missing: ['toString'], extra: [] }],
		['{{__proto__}}', {}, `${none} {{__proto__}}.`, { missing: ['__proto__'], extra: [] }],
		[
			'no blanks',
			JSON.parse('{"__proto__": "a"}') as Record<string, unknown>,
			'has no placeholders, so {{__proto__}} cannot be filled in.',
			{ missing: [], extra: ['__proto__'] },
		],
	])('%j does not fit %j, and the fault says why', (body, given, sentence, details) => {
		const error = faultOf(() => checkValues(template(body), given, 'replace'));
		expect(error.fault).toBe('templateParameters');
		expect(error.message).toBe(`The template “order” ${sentence}`);
		expect(error.details).toMatchObject(details);
	});

	test('are shortened in the fault if they are a whole record', () => {
		const record = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`f${index}`, 'x']));
		const { message } = faultOf(() => checkValues(template('{{1}}'), record, 'replace'));
		expect(message).toMatch(/\{\{f8\}\}, \{\{f9\}\} and 50 more; it has \{\{1\}\}\.$/);
	});

	test('are empty for a template without placeholders', () => {
		expect(checkValues(template('Hello'), {}, 'replace')).toEqual({ values: {}, notes: [] });
		const { hint } = faultOf(() => checkValues(template('Hello'), { 1: 'a' }, 'replace'));
		expect(hint).toBe('Leave the values empty.');
	});

	test('may fill placeholders named like object properties', () => {
		const given = JSON.parse('{"__proto__":"p","constructor":"c","toString":"t"}') as object;
		const body = '{{__proto__}} {{constructor}} {{toString}}';
		const { values } = checkValues(template(body), { ...given }, 'replace');
		expect(Object.entries(values)).toEqual([
			['__proto__', 'p'],
			['constructor', 'c'],
			['toString', 't'],
		]);
		expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
	});

	test('are accepted or refused for any input', () => {
		const text = fc.stringMatching(/^[ab\t\n\r \u0085\u2028\v{}1]{0,12}$/);
		const value = fc.oneof(fc.anything({ withDate: true, withBigInt: true }), text);
		const key = fc.constantFrom('1', '2', 'x', '__proto__', 'constructor');
		const bodies = fc.constantFrom('', '{{1}}', '{{1}} {{2}}', '{{constructor}} {{__proto__}}');
		const rule = fc.constantFrom('replace' as const, 'stop' as const);
		fc.assert(
			fc.property(bodies, fc.dictionary(key, value), rule, (body, given, gaps) => {
				const order = template(body);
				try {
					const { values } = checkValues(order, given, gaps);
					const keys = order.placeholders.map((placeholder) => placeholder.key);
					expect(Object.keys(values).sort()).toEqual(keys.sort());
					for (const sent of Object.values(values)) {
						expect(sent).toMatch(/\S/);
						expect(sent).not.toMatch(/[\r\n\t\v\f\u0085\u2028\u2029]| {5}/);
					}
				} catch (error) {
					if (!(error instanceof GatewayError)) throw error;
					expect(['templateParameters', 'invalidRequest']).toContain(error.fault);
				}
			}),
			{ numRuns: 3000 },
		);
	});
});

describe('values in JSON', () => {
	const names = template('{{first}} {{last}}');

	test.each<[unknown, object]>([
		['{"first": "Anna", "last": "S"}', { first: 'Anna', last: 'S' }],
		[{ first: 'Anna' }, { first: 'Anna' }],
		[['Anna', 'S'], { first: 'Anna', last: 'S' }],
		['["Anna"]', { first: 'Anna' }],
		[[], {}],
		['{}', {}],
		['', {}],
		[' \n', {}],
	])('%j are read as %j', (given, values) => {
		expect(readJsonValues(given, names)).toEqual(values);
	});

	test('in a list are assigned by number, in any order of the text', () => {
		const order = template('Order {{2}} for {{1}}');
		expect(readJsonValues(['Anna', 'A-1'], order)).toEqual({ 1: 'Anna', 2: 'A-1' });
	});

	test('keep a key named like an object property', () => {
		const values = readJsonValues('{"__proto__": "p"}', names);
		expect(Object.entries(values)).toEqual([['__proto__', 'p']]);
		expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
	});

	const neither = 'The field Values (JSON) is neither an object nor a list.';
	const noJson = 'The field Values (JSON) has no valid JSON.';

	test.each<[unknown, string]>([
		['{"a":', noJson],
		['Anna', noJson],
		['"Anna"', neither],
		['5', neither],
		['null', neither],
		[5, neither],
		[null, neither],
		[undefined, neither],
		[
			['Anna', 'S', 'more'],
			'The list in Values (JSON) is too long: it has 3 values, the template “order” needs 2.',
		],
	])('%j are refused: %s', (given, sentence) => {
		const { fault, message } = faultOf(() => readJsonValues(given, names));
		expect({ fault, message }).toEqual({ fault: 'templateParameters', message: sentence });
	});
});

describe('WhatsApp’s limits', () => {
	test.each([
		['', 0],
		['abc', 3],
		['ä', 1],
		['👋', 1],
		['👋🏽', 2],
	])('count %j as %i', (text, count) => {
		expect(countCodePoints(text)).toBe(count);
	});

	test.each(Object.values(limits))(
		'allow at most $maxCharacters characters for $field',
		(limit) => {
			expect(() => checkLength('👋'.repeat(limit.maxCharacters), limit)).not.toThrow();
			const { fault, message } = faultOf(() =>
				checkLength('👋'.repeat(limit.maxCharacters + 1), limit),
			);
			expect(fault).toBe('invalidRequest');
			expect(message).toBe(
				`${limit.field} has ${limit.maxCharacters + 1} characters; WhatsApp allows at most ${limit.maxCharacters}.`,
			);
		},
	);

	test.each([
		[
			limits.textBody,
			1,
			'Shorten it by one character, or add the option If Longer Than 4,096 Characters.',
		],
		[
			limits.textBody,
			9,
			'Shorten it by 9 characters, or add the option If Longer Than 4,096 Characters.',
		],
		[limits.templateBody, 76, 'Shorten its values by 76 characters.'],
	])('say what to do (%#)', (limit, over, hint) => {
		expect(faultOf(() => checkLength('x'.repeat(limit.maxCharacters + over), limit)).hint).toBe(
			hint,
		);
	});

	test('apply to the template’s text with its values', () => {
		const order = template('Hi {{1}}!');
		const longest = '👋'.repeat(limits.templateBody.maxCharacters - 'Hi !'.length);
		expect(checkValues(order, { 1: longest }, 'replace').notes).toEqual([]);
		expect(faultOf(() => checkValues(order, { 1: `${longest}x` }, 'replace')).message).toBe(
			'The filled template has 1025 characters; WhatsApp allows at most 1024.',
		);
	});
});

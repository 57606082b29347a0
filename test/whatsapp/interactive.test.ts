import { GatewayError } from '../../nodes/WhatsAppGateway/core/faults';
import {
	readButtons,
	readCtaUrl,
	readList,
	toSlug,
} from '../../nodes/WhatsAppGateway/whatsapp/interactive';

const body = 'Shall we?';

describe('reply buttons', () => {
	test('get an ID from their title if they have none', () => {
		expect(
			readButtons({ body, buttons: [{ title: ' Yes, please! ' }, { title: 'No', id: 'n' }] }),
		).toEqual({
			header: null,
			body,
			footer: null,
			buttons: [
				{ id: 'yes_please', title: 'Yes, please!' },
				{ id: 'n', title: 'No' },
			],
		});
	});

	test('may be plain texts', () => {
		expect(readButtons({ body, buttons: ['Yes', 2] }).buttons).toEqual([
			{ id: 'yes', title: 'Yes' },
			{ id: '2', title: '2' },
		]);
	});

	test('with titles that differ only in punctuation still have unique IDs', () => {
		const { buttons } = readButtons({ body, buttons: ['Ja!', 'Ja?', { title: 'x', id: 'ja_2' }] });
		expect(buttons.map(({ id }) => id)).toEqual(['ja', 'ja_3', 'ja_2']);
	});

	test.each<[unknown, string]>([
		[{}, 'The field Body is empty.'],
		[null, 'The message must be an object, but it is null.'],
		[[{ body }], 'The message must be an object, but it is a list.'],
		['Hi', 'The message must be an object, but it is a text.'],
		[{ body: { a: 1 }, buttons: ['a'] }, 'Body must be a text, but it is an object.'],
		[{ body: true, buttons: ['a'] }, 'Body must be a text, but it is a boolean.'],
		[{ body }, 'There is no reply button.'],
		[{ body, buttons: 'Yes' }, '“buttons” must be a list, but it is a text.'],
		[{ body, button: ['Yes'] }, 'The message has a field “button”, which is not known here.'],
		[
			{ body, buttons: [{ titel: 'Yes' }] },
			'Button 1 has a field “titel”, which is not known here.',
		],
		[{ body, buttons: [['Yes']] }, 'Button 1 must be an object, but it is a list.'],
		[{ body, buttons: [{ title: ['Yes'] }] }, 'Button 1: Title must be a text, but it is a list.'],
		[{ body, buttons: ['a'], url: '' }, 'The message has a field “url”, which is not known here.'],
		[{ body, buttons: [] }, 'There is no reply button.'],
		[
			{ body, buttons: ['a', 'b', 'c', 'd'] },
			'There are 4 reply buttons; WhatsApp allows at most 3.',
		],
		[{ body, buttons: ['a', {}] }, 'Button 2: Title is empty.'],
		[
			{ body, buttons: ['a', '👋'.repeat(21)] },
			'Button 2: Title has 21 characters; WhatsApp allows at most 20.',
		],
		[
			{ body, buttons: [{ title: 'a', id: 'x'.repeat(257) }] },
			'Button 1: ID has 257 characters; WhatsApp allows at most 256.',
		],
		[{ body, buttons: ['Yes', 'Yes'] }, 'Two buttons have the same title “Yes”.'],
		[
			{
				body,
				buttons: [
					{ title: 'a', id: 'x' },
					{ title: 'b', id: 'x' },
				],
			},
			'Two buttons have the same ID “x”.',
		],
		[
			{ body, header: 'h'.repeat(61), buttons: ['a'] },
			'Header has 61 characters; WhatsApp allows at most 60.',
		],
		[
			{ body, footer: 'f'.repeat(61), buttons: ['a'] },
			'Footer has 61 characters; WhatsApp allows at most 60.',
		],
		[
			{ body: 'b'.repeat(1025), buttons: ['a'] },
			'Body has 1025 characters; WhatsApp allows at most 1024.',
		],
	])('%j are refused: %s', (given, sentence) => {
		expect(() => readButtons(given)).toThrow(new GatewayError('invalidRequest', sentence));
	});
});

describe('a list', () => {
	const list = (more: object) => readList({ body, button: 'Choose', ...more });

	test('of plain rows has one section without a title', () => {
		expect(
			list({ rows: ['Monday', { title: 'Tuesday', description: '9 to 12', id: 't' }] }),
		).toEqual({
			header: null,
			body,
			footer: null,
			button: 'Choose',
			sections: [
				{
					title: null,
					rows: [
						{ id: 'monday', title: 'Monday', description: null },
						{ id: 't', title: 'Tuesday', description: '9 to 12' },
					],
				},
			],
		});
	});

	test('keeps its sections, and its IDs are unique across them', () => {
		const { sections } = list({
			sections: [
				{ title: 'A', rows: ['One!'] },
				{ title: 'B', rows: ['One?', 'Two'] },
			],
		});
		expect(sections.map(({ title, rows }) => [title, rows.map(({ id }) => id)])).toEqual([
			['A', ['one']],
			['B', ['one_2', 'two']],
		]);
	});

	const many = (count: number) => Array.from({ length: count }, (_, index) => `Row ${index}`);

	test.each<[object, string]>([
		[{ button: '' }, 'The field Button Text is empty.'],
		[{ button: 'b'.repeat(21) }, 'Button Text has 21 characters; WhatsApp allows at most 20.'],
		[{}, 'The list has no rows.'],
		[{ sections: [{ title: 'A' }] }, 'Section 1 has no rows.'],
		[
			{ sections: [{ title: 'A', rows: ['x'] }, { rows: ['y'] }] },
			'The list has 2 sections, but section 2 has no title.',
		],
		[
			{ sections: [{ title: 't'.repeat(25), rows: ['x'] }] },
			'Section 1: Section Title has 25 characters; WhatsApp allows at most 24.',
		],
		[
			{ rows: many(11) },
			'The list has 11 rows in 1 section; WhatsApp allows at most 10 rows in at most 10 sections.',
		],
		[
			{ rows: ['a'], sections: [{ title: 'A', rows: ['b'] }] },
			'The message has both “rows” and “sections”.',
		],
		[{ rows: [{ title: 'a', text: 'b' }] }, 'Row 1 has a field “text”, which is not known here.'],
		[
			{ sections: [{ name: 'A', rows: ['a'] }] },
			'Section 1 has a field “name”, which is not known here.',
		],
		[
			{
				rows: [
					{ title: 'a', id: 'x' },
					{ title: 'b', id: 'x' },
				],
			},
			'Two rows have the same ID “x”.',
		],
		[
			{
				sections: [
					{ title: 'A', rows: ['x'] },
					{ title: 'B', rows: [{ title: 't'.repeat(25) }] },
				],
			},
			'Section 2, row 1: Title has 25 characters; WhatsApp allows at most 24.',
		],
		[
			{ rows: [{ title: 'a', description: 'd'.repeat(73) }] },
			'Row 1: Description has 73 characters; WhatsApp allows at most 72.',
		],
		[
			{ rows: [{ title: 'a', id: 'i'.repeat(201) }] },
			'Row 1: ID has 201 characters; WhatsApp allows at most 200.',
		],
	])('%j is refused: %s', (more, sentence) => {
		expect(() => list(more)).toThrow(new GatewayError('invalidRequest', sentence));
	});

	test('may have rows that share a title, each with an ID of its own', () => {
		const [section] = list({ rows: ['9 am', { title: '9 am', description: 'Tuesday' }] }).sections;
		expect(section?.rows.map(({ id, title }) => [id, title])).toEqual([
			['9_am', '9 am'],
			['9_am_2', '9 am'],
		]);
	});

	test('may have ten rows', () => {
		expect(list({ rows: many(10) }).sections[0]?.rows).toHaveLength(10);
	});
});

describe('a link button', () => {
	test('opens a web page', () => {
		expect(readCtaUrl({ body, button: 'Track', url: ' https://a.example/1?x=y#z ' })).toEqual({
			header: null,
			body,
			footer: null,
			button: 'Track',
			url: 'https://a.example/1?x=y#z',
		});
	});

	test.each(['a.example', 'javascript:alert(1)', 'https://', 'ftp://a.example', 5])(
		'does not open %j',
		(url) => {
			expect(() => readCtaUrl({ body, button: 'Track', url })).toThrow(
				'The field URL is not a web address.',
			);
		},
	);

	test.each(['', null])('needs more than %j', (url) => {
		expect(() => readCtaUrl({ body, button: 'Track', url })).toThrow('The field URL is empty.');
	});

	test('encodes what no URL may hold', () => {
		const given = { body, button: 'Track', url: 'https://müller.example/für dich' };
		expect(readCtaUrl(given).url).toBe('https://xn--mller-kva.example/f%C3%BCr%20dich');
	});
});

test.each([
	['Yes, please!', 'yes_please'],
	['Größe L', 'große_l'],
	['Café', 'cafe'],
	['今天', '今天'],
	['👍', 'option'],
	['  ', 'option'],
	['ab '.repeat(60), 'ab_'.repeat(33) + 'a'],
])('the slug of %j is %j', (title, expected) => {
	expect(toSlug(title)).toBe(expected);
});

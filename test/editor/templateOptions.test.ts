import type { TemplateSummary } from '../../nodes/WhatsAppGateway/core/template';
import { templateOptions } from '../../nodes/WhatsAppGateway/editor/templateOptions';

const summary = (name: string, more: Partial<TemplateSummary> = {}): TemplateSummary => ({
	id: name,
	name,
	category: 'UTILITY',
	status: 'approved',
	languages: ['en'],
	...more,
});

const names = (summaries: readonly TemplateSummary[], filter = '') =>
	templateOptions(summaries, filter).map(({ name }) => name);

test.each<[Partial<TemplateSummary>, string]>([
	[{}, 'order (en) – Utility'],
	[{ languages: ['en', 'pt_BR'] }, 'order (en, pt_BR) – Utility'],
	[{ languages: ['a', 'b', 'c', 'd'] }, 'order (a, b, c, d) – Utility'],
	[{ languages: ['a', 'b', 'c', 'd', 'e', 'f'] }, 'order (a, b, c, d +2) – Utility'],
	[{ languages: [] }, 'order – Utility'],
	[{ category: null }, 'order (en)'],
	[{ category: 'AUTHENTICATION' }, 'order (en) – Authentication'],
	[{ status: 'pending' }, 'Not approved (pending): order (en) – Utility'],
	[{ status: 'unknown', category: null, languages: [] }, 'Not approved (unknown): order'],
])('a template with %j reads %s', (more, name) => {
	expect(templateOptions([summary('order', more)], '')).toEqual([{ name, value: 'order' }]);
});

test('a language in which a template cannot be sent is not counted', () => {
	const approved = summary('order', { languages: ['en'] });
	const pending = summary('order', { languages: ['de'], status: 'pending' });
	const row = [{ name: 'order (en) – Utility', value: 'order' }];
	expect(templateOptions([approved, pending], '')).toEqual(row);
	expect(templateOptions([pending, approved], '')).toEqual(row);
});

test('approved templates come first, then the order is alphabetical', () => {
	const given = [
		summary('c'),
		summary('a', { status: 'paused' }),
		summary('b'),
		summary('d', { status: 'rejected' }),
	];
	expect(templateOptions(given, '').map(({ value }) => value)).toEqual(['b', 'c', 'a', 'd']);
});

test('languages that a gateway lists separately become one row with each language once', () => {
	const given = [
		summary('order', { languages: ['en'] }),
		summary('other'),
		summary('order', { languages: ['de', 'en'] }),
	];
	expect(names(given)).toEqual(['order (en, de) – Utility', 'other (en) – Utility']);
});

test.each<[Array<Partial<TemplateSummary>>, string]>([
	[[{ status: 'approved' }, { status: 'rejected' }], 'order (en) – Utility'],
	[[{ status: 'rejected' }, { status: 'approved' }], 'order (en) – Utility'],
	[[{ status: 'rejected' }, { status: 'pending' }], 'Not approved (pending): order (en) – Utility'],
	[[{ category: 'MARKETING' }, { category: null }], 'order (en) – Marketing'],
	[[{ category: null }, { category: 'MARKETING' }], 'order (en) – Marketing'],
])('templates of one name with %j take the best status', (parts, name) => {
	expect(names(parts.map((more) => summary('order', more)))).toEqual([name]);
});

test.each([
	['', ['order_confirmation', 'order_shipped', 'sale - winter']],
	['  ', ['order_confirmation', 'order_shipped', 'sale - winter']],
	['ORDER', ['order_confirmation', 'order_shipped']],
	['shipped order', ['order_shipped']],
	['marketing', ['sale - winter']],
	['- winter', ['sale - winter']],
	['de', ['order_confirmation', 'order_shipped']],
	['.*', []],
	['nothing', []],
])('the filter “%s” finds %j', (filter, found) => {
	const given = [
		summary('order_shipped'),
		summary('order_confirmation', { languages: ['de'] }),
		summary('sale - winter', { category: 'MARKETING' }),
	];
	expect(templateOptions(given, filter).map(({ value }) => value)).toEqual(found);
});

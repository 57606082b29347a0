import { createHash } from 'node:crypto';
import fc from 'fast-check';

import { pageHeaders } from '../../nodes/WhatsAppGateway/sendAndWait/page/headers';
import {
	answerAt,
	noticePage,
	type PageQuestion,
	questionPage,
	thanksPage,
} from '../../nodes/WhatsAppGateway/sendAndWait/page/html';
import { escapeHtml, formatHtml } from '../../nodes/WhatsAppGateway/sendAndWait/page/text';

const asked = (text: string, titles = ['Approve', 'Decline']): PageQuestion => ({
	text,
	footer: null,
	look: 'buttons',
	sections: [{ title: null, answers: titles.map((title) => ({ title, description: null })) }],
});

const list: PageQuestion = {
	text: 'When?',
	footer: 'Garden Shop',
	look: 'list',
	sections: [
		{ title: 'This week', answers: [{ title: 'Monday', description: '9 am to noon' }] },
		{ title: 'Next week', answers: [{ title: 'Tuesday', description: null }] },
	],
};

/** The tags of a page, with all that stands in them. */
const tags = (html: string) => html.match(/<[^>]*>/g) ?? [];

/** What a browser shows: the page without style and tags. */
const shown = (html: string) =>
	html
		.replace(/<style>[^]*<\/style>/, '')
		.replace(/<[^>]*>/g, '')
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&#39;/g, "'")
		.replace(/&amp;/g, '&');

/** Texts without WhatsApp's marks, since these become elements on purpose. */
const hostileText = fc
	.oneof(
		fc.string({ unit: 'binary' }),
		fc.constantFrom(
			'<script>alert(1)</script>',
			'"><img src=x onerror=alert(1)>',
			"' onmouseover='alert(1)",
			'</style></title></form><form action=https://evil.example>',
			'<!--',
			'&lt;b&gt; &amp;amp;',
			'‮49‭',
			'👨‍👩‍👧‍👦'.repeat(20),
		),
	)
	.map((text) => text.replace(/[*_~`]/g, ''));

test('no words of a question, an answer or a notice become elements or attributes', () => {
	fc.assert(
		fc.property(hostileText, hostileText, (text, title) => {
			const plain = tags(questionPage(asked('Refund?', ['Yes']), 'Again?'));
			expect(tags(questionPage(asked(text, [title]), title))).toEqual(plain);
			expect(tags(thanksPage(title, text))).toEqual(tags(thanksPage('Yes', 'Refund?')));
			expect(tags(noticePage(title, text))).toEqual(tags(noticePage('Over', 'Nothing to do.')));
		}),
		{ numRuns: 300 },
	);
});

test('the words are shown as they were written', () => {
	const text = 'Refund <b>49 €</b> & "more"?\nSee https://shop.example/a_b_c?x=1*2*3';
	expect(shown(questionPage(asked(text)))).toContain(text);
	expect(shown(questionPage(asked('👍🏽'.repeat(1000))))).toContain('👍🏽'.repeat(1000));
});

test('what turns letters around or shows nothing is replaced', () => {
	expect(escapeHtml('a\u202e49\u202d\u0000\u0085\ud83d')).toBe(
		'a' + '\ufffd49' + '\ufffd'.repeat(4),
	);
	expect(escapeHtml('a\r\nb\rc\u2028d\te')).toBe('a\nb\nc\nd\te');
});

test.each([
	[
		'*bold* and _italic_ and ~struck~',
		'<strong>bold</strong> and <em>italic</em> and <s>struck</s>',
	],
	['*_both_*', '<strong><em>both</em></strong>'],
	['```a < *b*```', '<code>a &lt; *b*</code>'],
	['2*3*4 and a_b_c', '2*3*4 and a_b_c'],
	['* no * marks*', '* no * marks*'],
	['*two\nlines*', '*two\nlines*'],
	['*<i>*', '<strong>&lt;i&gt;</strong>'],
])('WhatsApp’s marks are shown as the chat shows them: %j', (text, html) => {
	expect(formatHtml(text)).toBe(html);
});

test('4,096 marks take no time that anybody would notice', () => {
	for (const unit of ['*', '_*', '*a', '*a ', '~_*x', '```']) {
		const text = unit.repeat(4096).slice(0, 4096);
		expect(shown(formatHtml(text)).length).toBeGreaterThan(0);
	}
});

test('each answer is a button of one form that is sent to the page itself', () => {
	const html = questionPage(list);
	expect(tags(html).filter((tag) => tag.startsWith('<form'))).toEqual([
		'<form class="card" method="post">',
	]);
	expect(html.match(/name="choice" value="\d+"/g)).toEqual([
		'name="choice" value="0"',
		'name="choice" value="1"',
	]);
	expect(shown(html)).toMatch(/When\?Garden ShopThis weekMonday9 am to noonNext weekTuesday/);
	expect([0, 1, 2, -1].map((index) => answerAt(list, index)?.title)).toEqual([
		'Monday',
		'Tuesday',
		undefined,
		undefined,
	]);
});

test('a page has no script, no address and nothing from elsewhere', () => {
	for (const html of [
		questionPage(list),
		thanksPage('Monday', 'When?'),
		noticePage('Over', 'It is.'),
	]) {
		expect(html).not.toMatch(/<script|<link|<a\b|<img|<iframe|https?:|\bsrc=|\bhref=|\bon\w+=/i);
	}
});

test('the title says nothing of the question, as previews show it', () => {
	expect(questionPage(asked('A secret'))).toContain('<title>Your answer, please</title>');
});

test('the policy lets in the page’s own style, and otherwise a form only', () => {
	const [, style = ''] = /<style>([^]*)<\/style>/.exec(questionPage(list)) ?? [];
	const hash = createHash('sha256').update(style).digest('base64');
	expect(pageHeaders['Content-Security-Policy'].split('; ')).toEqual([
		'sandbox allow-forms',
		"default-src 'none'",
		`style-src 'sha256-${hash}'`,
		"base-uri 'none'",
		"frame-ancestors 'none'",
	]);
});

test('the page that thanks has the user’s own words too, if there are any', () => {
	expect(shown(thanksPage('Approve', 'Refund?', 'We *refund* at once.'))).toMatch(
		/Thank youWe refund at once\.Your answer: ApproveRefund\?/,
	);
	expect(shown(thanksPage('Approve', 'Refund?'))).toMatch(/Thank youYour answer: ApproveRefund\?/);
});

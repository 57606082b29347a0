import { pageStyle } from './style';
import { escapeHtml, formatHtml } from './text';

/** An answer that the page offers. */
export interface PageAnswer {
	readonly title: string;
	/** A line below the title; `null` for none. */
	readonly description: string | null;
}

/** Answers that stand together. */
export interface PageSection {
	/** `null` for none. */
	readonly title: string | null;
	readonly answers: readonly PageAnswer[];
}

/** A question as the page shows it. */
export interface PageQuestion {
	/** What the person is asked, with WhatsApp's marks. */
	readonly text: string;
	/** A small line below it; `null` for none. */
	readonly footer: string | null;
	/** `buttons` for a few short answers, `list` for rows with descriptions. */
	readonly look: 'buttons' | 'list';
	readonly sections: readonly PageSection[];
}

/** The name of the form's only field; its value is the number of the answer, from 0. */
export const answerField = 'choice';

/** A whole document. Its title says nothing of the question: it may be shown as a preview of the link. */
function toDocument(title: string, body: string): string {
	return [
		'<!doctype html>',
		'<html lang="en">',
		'<head>',
		'<meta charset="utf-8">',
		'<meta name="viewport" content="width=device-width, initial-scale=1">',
		'<meta name="robots" content="noindex, nofollow">',
		'<meta name="referrer" content="no-referrer">',
		'<meta name="color-scheme" content="light dark">',
		`<title>${escapeHtml(title)}</title>`,
		`<style>${pageStyle}</style>`,
		'</head>',
		`<body><main>${body}</main></body>`,
		'</html>',
		'',
	].join('\n');
}

/** What somebody wrote, in whatever language. */
const words = (text: string, kind = '') =>
	`<p class="words${kind}" dir="auto" lang="">${formatHtml(text)}</p>`;

function toButton({ title, description }: PageAnswer, index: number, isFirst: boolean): string {
	const line =
		description === null || description === ''
			? ''
			: `<small dir="auto">${escapeHtml(description)}</small>`;
	const first = isFirst ? ' class="first"' : '';
	const name = `<span dir="auto">${escapeHtml(title)}</span>`;
	return `<button${first} type="submit" name="${answerField}" value="${index}" lang="">${name}${line}</button>`;
}

function toSections({ look, sections }: PageQuestion): string {
	let index = 0;
	return sections
		.map(({ title, answers }) => {
			const heading =
				title === null || title === '' ? '' : `<h2 dir="auto" lang="">${escapeHtml(title)}</h2>`;
			const buttons = answers.map((answer) => {
				const isFirst = look === 'buttons' && index === 0;
				return toButton(answer, index++, isFirst);
			});
			return heading + buttons.join('');
		})
		.join('');
}

/** The answer with this number; `undefined` if there is none. */
export function answerAt({ sections }: PageQuestion, index: number): PageAnswer | undefined {
	return sections.flatMap(({ answers }) => answers)[index];
}

/**
 * The page that asks: a form without an address, so that it is sent to where the page came from and the
 * page itself holds no secret.
 *
 * @param notice a sentence above the question, about an answer that was not taken
 */
export function questionPage(question: PageQuestion, notice: string | null = null): string {
	const above = notice === null ? '' : `<p class="notice" role="alert">${escapeHtml(notice)}</p>`;
	const { footer } = question;
	const below = footer === null ? '' : words(footer, ' soft');
	const answers = `<div class="answers ${question.look}">${toSections(question)}</div>`;
	return toDocument(
		'Your answer, please',
		`<form class="card" method="post">${above}${words(question.text)}${below}${answers}</form>` +
			'<p class="soft">A tap sends your answer. It cannot be changed afterwards.</p>',
	);
}

/**
 * The page that thanks for an answer and names it.
 *
 * @param thanks words of the user's own
 */
export function thanksPage(title: string, question: string, thanks: string | null = null): string {
	const own = thanks === null ? '' : words(thanks);
	return toDocument(
		'Thank you',
		`<section class="card"><h1>Thank you</h1>${own}<p>Your answer: <strong><bdi lang="">${escapeHtml(title)}</bdi></strong></p>` +
			`<div class="quote soft">${words(question)}</div></section>` +
			'<p class="soft">You can close this page and go back to WhatsApp.</p>',
	);
}

/** A page that says one thing. */
export function noticePage(title: string, ...sentences: readonly string[]): string {
	const lines = sentences.map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join('');
	return toDocument(title, `<section class="card"><h1>${escapeHtml(title)}</h1>${lines}</section>`);
}

import type { TemplateSearch } from '../core/gateway';
import type { TemplateStatus } from '../core/template';
import { templateLanguages } from '../whatsapp/templateLanguages';
import { filterWords } from './templateOptions';

const categories = ['UTILITY', 'MARKETING', 'AUTHENTICATION'] as const;

/** The statuses that a label names. */
const statuses = [
	'pending',
	'rejected',
	'paused',
	'disabled',
	'unknown',
] as const satisfies TemplateStatus[];

/** Words of a label that are no part of a name: no gateway can be asked for them. */
const labelWords: readonly string[] = [
	...['not', 'approved', ...statuses, ...statuses.map((status) => `(${status}):`)],
	...['-', '–', '(', ')'],
];

/** Shorter words are not taken for the beginning of a category. */
const minCategoryLength = 3;

/** What a word means beside a part of a name; `undefined` for nothing. */
function meaningOf(word: string): TemplateSearch | undefined {
	const language = templateLanguages.find((code) => code.toLowerCase() === word);
	if (language !== undefined) return { language };
	const category = categories.find((name) => name.toLowerCase().startsWith(word));
	if (category !== undefined && word.length >= minCategoryLength) return { category };
	return labelWords.includes(word) ? {} : undefined;
}

function longest(words: readonly string[]): string | undefined {
	return [...words].sort((a, b) => b.length - a.length)[0];
}

/**
 * What a gateway is asked for, one after the other, to find all templates with the words of a filter: the
 * longest word that can only be of a name; else also what the words mean, `de` or `marketing`.
 */
export function templateSearches(filter: string): readonly TemplateSearch[] {
	const words = filterWords(filter);
	const text = longest(words.filter((word) => meaningOf(word) === undefined));
	if (text !== undefined) return [{ text }];
	const meanings = words.map(meaningOf).filter((meaning) => meaning !== undefined);
	// Without a filter that a gateway has, all are looked through.
	if (meanings.every((meaning) => Object.keys(meaning).length === 0)) return [{}];
	const [word] = words.filter((one) => !labelWords.includes(one));
	return [...(word === undefined ? [] : [{ text: word }]), ...meanings];
}

import type { StoredMessage } from './message';
import { seedTemplates, type SeedTemplate } from './seed';

/** A text without the secrets in it. */
export type Mask = (text: string) => string;

/** What stands in the place of a secret. */
export const masked = '•••';

/** The names under which secrets are sent, in an address, a form or JSON. */
const name = '(?:token|secret|password|passwd|api[_-]?key|appsecret_proof)[\\w-]{0,40}';
const inForm = new RegExp(`(${name}=)[^&\\s"'<>]+`, 'gi');
const inJson = new RegExp(`(${name}"\\s{0,9}:\\s{0,9}")(?:[^"\\\\]|\\\\.)+`, 'gi');

/** Characters of a secret from which it is one even inside of a word. */
const longSecret = 8;
const shortestSecret = 3;

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** How a value may be written: as it is, in an address, and in JSON. */
const spellings = (value: string) =>
	new Set([value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)]);

function patternOf(values: readonly string[]): RegExp | undefined {
	const known = values.filter(({ length }) => length >= shortestSecret);
	if (known.length === 0) return undefined;
	// The longest first: one may be the beginning of another.
	const words = known
		.toSorted((a, b) => b.length - a.length)
		.flatMap((value) => {
			if (value.length >= longSecret) return [...spellings(value)].map(escaped);
			// A code of digits may stand behind letters.
			const neighbour = /^\d+$/.test(value) ? '\\d' : '[\\p{L}\\p{N}]';
			return [...spellings(value)].map((one) => `(?<!${neighbour})${escaped(one)}(?!${neighbour})`);
		});
	return new RegExp(words.join('|'), 'gu');
}

/**
 * Masks what has the name of a secret, and these values wherever they stand. They are asked for each time,
 * because a webhook with a secret of its own may have come since.
 */
export function createMask(values: () => readonly string[]): Mask {
	let known = '';
	let pattern: RegExp | undefined;
	return (text) => {
		const now = [...new Set(values())];
		const key = now.join('\n');
		if (key !== known) {
			known = key;
			pattern = patternOf(now);
		}
		const named = text.replace(inForm, `$1${masked}`).replace(inJson, `$1${masked}`);
		return pattern === undefined ? named : named.replace(pattern, masked);
	};
}

/** The values of the placeholders in a message of a template that logs somebody in. */
export function codesIn({ template, body }: StoredMessage): string[] {
	const seed = seedTemplates.find((one) => one.name === template?.name);
	if (seed?.category !== 'AUTHENTICATION') return [];
	const translations = Object.values((seed as SeedTemplate).translations);
	return translations.flatMap((translation) => {
		const parts = translation.body.split(/\{\{\w+\}\}/);
		return new RegExp(`^${parts.map(escaped).join('(.+?)')}$`, 's').exec(body)?.slice(1) ?? [];
	});
}

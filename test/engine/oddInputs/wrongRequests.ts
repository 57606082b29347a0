import type { Asked } from '../oddAnswers/oddSandbox';
import type { OddValue } from './oddValues';

/** What a value becomes that has no words of its own. */
const stringified = /^(?:undefined|null|NaN|\[object \w+\]|Invalid Date(?:Time)?)$/;

/** The same anywhere, where nobody writes: in a path. */
const stringifiedPart = /(?:^|[/?&=,])(?:undefined|null|NaN|Invalid Date)(?:$|[/?&=,])|\[object/;

/** A header in the place of a value's second line. */
const brokenHeader = /^content-[a-z]+:[^\r\n]*(?:\r?\n[^\r\n]+)*\r?\nX-Evil/im;

/** All texts and numbers in JSON, and the places of its `null`s. */
function leavesOf(value: unknown, path = ''): Array<readonly [string, unknown]> {
	if (typeof value !== 'object' || value === null) return [[path, value]];
	return Object.entries(value).flatMap(([name, entry]) => leavesOf(entry, `${path}.${name}`));
}

function bodyOf({ body }: Asked): ReadonlyArray<readonly [string, unknown]> {
	try {
		return leavesOf(JSON.parse(body));
	} catch {
		return [...new URLSearchParams(body.length > 10_000 ? '' : body)];
	}
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** Whether the path leads out of where it is, for a server that decodes its segments. */
function climbs(path: string): boolean {
	const [way = ''] = decoded(path).split('?');
	return /(?:^|\/)\.{1,2}(?:\/|$)/.test(way) || /\/me$/.test(way);
}

/** What is wrong with a request that leaves, beside those that usually do. */
export function* wrongRequest(
	one: Asked,
	usual: readonly Asked[],
	{ value }: OddValue,
): Iterable<string> {
	const known = usual.find(({ method, path }) => method === one.method && path === one.path);
	const shown = `${one.method} ${one.path.slice(0, 160)}`;
	if (known === undefined) {
		if (climbs(one.path)) yield `climbs: ${shown}`;
		if (/a\/b|[?&/]c=d/.test(one.path)) yield `has another path: ${shown}`;
		if (stringifiedPart.test(decoded(one.path))) yield `names nothing: ${shown}`;
	}
	if (one.headerNames.includes('x-evil')) yield `has a header more: ${shown}`;
	if (brokenHeader.test(one.body)) yield `has a header more in a part: ${shown}`;
	const usualPlaces = new Set(usual.flatMap(bodyOf).map(([place]) => place));
	const isOwnWord = typeof value === 'string' && stringified.test(value);
	for (const [place, leaf] of bodyOf(one)) {
		const isWord = typeof leaf === 'string' && stringified.test(leaf.trim());
		if (isWord && !isOwnWord) yield `writes ${String(leaf)} in ${place}: ${shown}`;
		const isLost = leaf === null && typeof value === 'number' && !usualPlaces.has(place);
		if (isLost) yield `writes null in ${place}: ${shown}`;
	}
}

const isBlank = (leaf: unknown) => leaf === null || leaf === '';

/** What a request clears that usually gets a value, by an expression that gave nothing. */
export function* cleared(one: Asked, usual: readonly Asked[]): Iterable<string> {
	const known = usual.find(({ method, path }) => method === one.method && path === one.path);
	if (known === undefined || one.method === 'GET') return;
	const leaves = new Map(bodyOf(one));
	for (const [place, leaf] of bodyOf(known)) {
		if (!isBlank(leaf) && leaves.has(place) && isBlank(leaves.get(place))) yield `clears ${place}`;
	}
}

/** Requests that change something or send. */
export const writesOf = (asked: readonly Asked[]): Asked[] =>
	asked.filter(({ method }) => method !== 'GET');

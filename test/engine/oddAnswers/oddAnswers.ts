import type { Asked, Exchange } from './oddSandbox';

/** What must come of an odd answer. */
export type Expected =
	/** A fault: it says nothing of what was asked. */
	| 'fault'
	/** What usually comes out: the request is made again. */
	| 'usual'
	/** Either, but never a crash. */
	| 'either';

/** One odd answer in place of a usual one. */
export interface OddAnswer {
	readonly name: string;
	readonly expected: Expected;
	/** How many answers in a row are odd; 1 if absent. */
	readonly times?: number;
	/** `undefined` where it would be no other than the usual one. */
	answer(usual: Exchange, asked: Asked, elsewhere: string): Response | undefined;
}

const json = (body: string, status = 200, headers: Record<string, string> = {}) =>
	new Response(body, { status, headers: { 'content-type': 'application/json', ...headers } });

/** A page that repeats what was asked, the token included, as debug pages do. */
const page = ({ method, path, body, authorization }: Asked) =>
	`<!DOCTYPE html><html><title>Oops</title><p>${method} ${path} ${authorization}</p><pre>${body}</pre></html>`;

const html = (asked: Asked, status: number) =>
	new Response(page(asked), { status, headers: { 'content-type': 'text/html' } });

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

function parsed({ bytes }: Exchange): Json | undefined {
	try {
		return JSON.parse(bytes.toString()) as Json;
	} catch {
		return undefined;
	}
}

/** A value with each value in it, itself not included, replaced; `undefined` keeps one and goes deeper. */
function replaceWithin(
	value: Json,
	replace: (entry: Json, name: string) => Json | undefined,
	name = '',
): Json {
	const next = (entry: Json, own: string): Json =>
		replace(entry, own) ?? replaceWithin(entry, replace, own);
	if (Array.isArray(value)) return value.map((entry) => next(entry, name));
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([own, entry]) => [
		own,
		entry === null ? null : next(entry, own),
	]);
	return Object.fromEntries(entries) as Json;
}

/** The usual answer with values of another kind in it. */
function changed(change: (usual: Json) => Json): OddAnswer['answer'] {
	return (usual) => {
		const body = parsed(usual);
		if (body === undefined) return undefined;
		const other = JSON.stringify(change(body));
		return other === JSON.stringify(body) ? undefined : json(other, usual.status);
	};
}

const isList = (value: Json | undefined): value is Json[] => Array.isArray(value);
const isObject = (value: Json) => typeof value === 'object' && value !== null && !isList(value);

/** The parts of an envelope that say something of the answer and hold none of it. */
const about = /^(?:meta|paging|pagination|links|error|errors)$/;

/** The data of an envelope, or of a bare answer itself. */
function replaceData(body: Json, replace: (data: Json) => Json): Json {
	if (!isObject(body)) return replace(body);
	const fields = body as Record<string, Json>;
	const holds = ([name, value]: [string, Json]) =>
		!about.test(name) && typeof value === 'object' && value !== null;
	const data = 'id' in fields ? [] : Object.entries(fields).filter(holds);
	if (data.length === 0) return replace(body);
	const replaced = data.map(([name, value]) => [name, replace(value)]);
	return { ...fields, ...(Object.fromEntries(replaced) as Record<string, Json>) };
}

const fiveMegabytes = 'x'.repeat(5_000_000);

/** A fixed answer, unless it is the usual one. */
const fixed =
	(body: string | null, status = 200): OddAnswer['answer'] =>
	(usual) => {
		const text = usual.bytes.toString();
		if (text === (body ?? '') || (text === '' && status === 204)) return undefined;
		return status === 204 || body === null ? new Response(null, { status }) : json(body, status);
	};

export const oddAnswers: readonly OddAnswer[] = [
	{ name: 'a page', expected: 'fault', answer: (_, asked) => html(asked, 200) },
	{ name: 'nothing', expected: 'fault', answer: fixed('') },
	{
		name: 'half of it',
		expected: 'fault',
		answer: ({ bytes }) =>
			bytes.length < 4 ? undefined : json(bytes.subarray(0, bytes.length / 2).toString()),
	},
	{ name: 'null', expected: 'fault', answer: fixed('null') },
	{
		name: 'an empty list',
		expected: 'fault',
		// Where a list is asked for without an envelope, it is one.
		answer: (usual, asked, elsewhere) =>
			isList(parsed(usual)) ? undefined : fixed('[]')(usual, asked, elsewhere),
	},
	{ name: 'a text', expected: 'fault', answer: fixed('"ok"') },
	{ name: 'a number', expected: 'fault', answer: fixed('7') },
	{ name: 'an empty object', expected: 'fault', answer: fixed('{}') },
	{ name: 'a word of success', expected: 'fault', answer: fixed('{"success":true}') },
	{ name: '204', expected: 'fault', answer: fixed(null, 204) },
	{
		name: 'data null',
		expected: 'fault',
		answer: changed((body) => replaceData(body, () => null)),
	},
	{
		name: 'lists for objects and the reverse',
		expected: 'fault',
		answer: changed((body) => replaceData(body, (data) => (isList(data) ? {} : []))),
	},
	{
		name: 'texts for lists and objects',
		expected: 'fault',
		answer: changed((body) => replaceData(body, () => 'none')),
	},
	{
		name: 'null in every row',
		expected: 'either',
		answer: changed((body) =>
			replaceWithin(body, (entry) => (isList(entry) ? entry.map(() => null) : undefined)),
		),
	},
	{
		name: 'null in every value',
		expected: 'either',
		answer: changed((body) =>
			replaceWithin(body, (entry) =>
				typeof entry === 'object' || typeof entry === 'boolean' ? undefined : null,
			),
		),
	},
	{
		name: 'objects for values',
		expected: 'either',
		answer: changed((body) =>
			replaceWithin(body, (entry) =>
				typeof entry === 'object' || typeof entry === 'boolean' ? undefined : { odd: [entry] },
			),
		),
	},
	{
		name: 'numbers as texts',
		expected: 'either',
		answer: changed((body) =>
			replaceWithin(body, (entry) => (typeof entry === 'number' ? String(entry) : undefined)),
		),
	},
	{
		name: 'ids as numbers',
		expected: 'either',
		answer: changed((body) =>
			replaceWithin(body, (entry, name) =>
				typeof entry === 'string' && /(?:^|_)(?:id|wamid)$/i.test(name) ? 1042 : undefined,
			),
		),
	},
	{ name: '500 with a page', expected: 'fault', times: 9, answer: (_, asked) => html(asked, 500) },
	{ name: '502 with a page', expected: 'fault', times: 9, answer: (_, asked) => html(asked, 502) },
	{
		name: '429 with a time',
		expected: 'usual',
		answer: () => json('{"message":"Slow down"}', 429, { 'retry-after': '2' }),
	},
	{ name: '429 without a time', expected: 'usual', answer: () => json('{}', 429) },
	...[301, 302, 307, 308].map((status): OddAnswer => ({
		name: `a redirect elsewhere (${status})`,
		expected: 'fault',
		answer: (_usual, _asked, elsewhere) =>
			new Response(null, { status, headers: { location: elsewhere } }),
	})),
	{
		name: '5 MB',
		expected: 'fault',
		answer: ({ bytes }) => json(`{"more":"${fiveMegabytes}","of":${bytes.toString() || 'null'}}`),
	},
];

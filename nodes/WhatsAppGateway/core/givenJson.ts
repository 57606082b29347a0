import { parseJson } from './narrow';

const fence = '```';

/** The most levels of what a person gives: at some thousands, whatever goes down level by level ends with an exception. */
const maxLevels = 200;

/** Whether a value has more levels than anybody writes. */
function isTooDeep(value: unknown): boolean {
	let level = [value];
	for (let depth = 0; level.length > 0; depth += 1) {
		if (depth > maxLevels) return true;
		level = level.flatMap((entry): unknown[] =>
			typeof entry === 'object' && entry !== null ? Object.values(entry) : [],
		);
	}
	return false;
}

/** What a fence holds, without the name of a language at its start. */
function parseBlock(block: string): unknown {
	const json = block.replace(/^[a-z0-9]*(?=\s|[[{])/i, '');
	return json.trim() === '' ? undefined : parseJson(json);
}

function findJson(text: string): unknown {
	const plain = parseJson(text);
	if (plain !== undefined) return plain;
	const parts = text.split(fence);
	if (parts.length === 1) return undefined;
	// The JSON may hold fences itself.
	const isClosed = parts.length > 2;
	const whole = parseBlock(parts.slice(1, isClosed ? -1 : undefined).join(fence));
	if (whole !== undefined) return whole;
	const blocks = parts
		.filter((_, index) => index % 2 === 1)
		.map(parseBlock)
		.filter((json) => json !== undefined);
	return blocks.length === 1 ? blocks[0] : undefined;
}

/**
 * A text that a person or an AI model gave as JSON, parsed: models put it into a fence of backticks, and
 * write sentences around it. A fence that is not closed ends with the text. Of two blocks of JSON nobody
 * knows which one is meant.
 *
 * @returns `undefined` for what is no JSON or too deep, an empty object for an empty text
 */
export function parseGivenJson(text: string): unknown {
	const found = findJson(text);
	return isTooDeep(found) ? undefined : found;
}

/** Where the JSON of a list begins, maybe in a fence. */
const listStart = /^\s*(?:```[a-z0-9]*\s*)?\[/i;

/** A list as a list, or as the JSON that an AI model gives in its place; `null` for any other value. */
export function givenList(value: unknown): unknown[] | null {
	const isText = typeof value === 'string' && listStart.test(value);
	const list: unknown = isText ? parseGivenJson(value) : value;
	return Array.isArray(list) ? list : null;
}

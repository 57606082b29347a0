/** Bytes of an answer that are read at most: a hundred templates with all of their text fit. */
export const maxAnswerBytes = 4_000_000;

/** Levels of nesting: n8n cannot store an item that is much deeper. */
const maxDepth = 100;

/** Whether brackets outside of strings are nested too deep. */
function isTooDeep(text: string): boolean {
	let depth = 0;
	let inString = false;
	for (let at = 0; at < text.length; at++) {
		const character = text[at];
		if (inString) {
			if (character === '\\') at += 1;
			else if (character === '"') inString = false;
		} else if (character === '"') inString = true;
		else if (character === '{' || character === '[') {
			depth += 1;
			if (depth > maxDepth) return true;
		} else if (character === '}' || character === ']') depth -= 1;
	}
	return false;
}

/**
 * The body of an answer: parsed JSON; else the text, truncated where it is too long or too deep;
 * `undefined` for an empty body.
 */
export function parseBody(text: string): { body: unknown; isJson: boolean } {
	if (text.trim() === '') return { body: undefined, isJson: false };
	if (text.length > maxAnswerBytes || isTooDeep(text))
		return { body: text.slice(0, 1000), isJson: false };
	try {
		return { body: JSON.parse(text), isJson: true };
	} catch {
		return { body: text, isJson: false };
	}
}

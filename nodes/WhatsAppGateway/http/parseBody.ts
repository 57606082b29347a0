/** How much of an answer is read, in bytes: a hundred templates with all their words fit. */
export const maxAnswerBytes = 4_000_000;

/** How deep an answer may be nested; n8n itself cannot store an item that is much deeper. */
const maxDepth = 100;

/** Whether brackets are nested too deep; what stands inside strings does not count. */
function isTooDeep(text: string): boolean {
	let depth = 0;
	let inString = false;
	for (let at = 0; at < text.length; at++) {
		const sign = text[at];
		if (inString) {
			if (sign === '\\') at += 1;
			else if (sign === '"') inString = false;
		} else if (sign === '"') inString = true;
		else if (sign === '{' || sign === '[') {
			depth += 1;
			if (depth > maxDepth) return true;
		} else if (sign === '}' || sign === ']') depth -= 1;
	}
	return false;
}

/**
 * The body of an answer: parsed JSON; the text itself where it is none, or is larger or deeper than
 * an answer can be (then cut); `undefined` where there is nothing.
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

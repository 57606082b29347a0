/** What a text holds as JSON; `undefined` where it holds none, an empty object where it is empty. */
export function jsonIn(text: string): unknown {
	if (text.trim() === '') return {};
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

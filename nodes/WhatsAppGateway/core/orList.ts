/** Words as one part of a sentence: “A, B or C”; empty for none. */
export function orList(words: readonly string[]): string {
	const last = words.at(-1) ?? '';
	return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

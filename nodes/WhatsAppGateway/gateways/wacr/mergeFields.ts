/** U+200B, which no phone shows. */
const invisible = '\u200B';

/**
 * Keeps WA.CR from filling its merge fields in a text that somebody else wrote. It documents no escape; that
 * `@` and `{` with a character in between are no merge field is an assumption.
 * Source: https://docs.app.wa.cr/ (Send Text Message)
 */
export function keepMergeFields(text: string): string {
	return text.replaceAll('@{', `@${invisible}{`);
}

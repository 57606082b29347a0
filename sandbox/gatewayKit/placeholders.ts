const placeholder = /\{\{(\w+)\}\}/g;

/** The names of the placeholders in a template's text, each once. */
export function placeholdersIn(text: string): string[] {
	return [...new Set([...text.matchAll(placeholder)].map((match) => match[1] ?? ''))];
}

/** The placeholders of a text in the order of numbered fields: by number, or as the text has them. */
export function placeholdersInFieldOrder(text: string): string[] {
	return placeholdersIn(text).sort((a, b) => Number(a) - Number(b) || 0);
}

/** The text with its placeholders filled; one without a value stays as it is. */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string>>): string {
	return text.replace(placeholder, (whole, name: string) => values[name] ?? whole);
}

const blank = /\{\{(\w+)\}\}/g;

/** The names of the blanks in a template's text, each once. */
export function blanksIn(text: string): string[] {
	return [...new Set([...text.matchAll(blank)].map((match) => match[1] ?? ''))];
}

/** The text with its blanks filled; one without a value stays as it is. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
	return text.replace(blank, (whole, name: string) => values[name] ?? whole);
}

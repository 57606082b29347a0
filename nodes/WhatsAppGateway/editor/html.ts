const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A text in a notice of the form, which is HTML: what came from elsewhere could otherwise be markup. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>]/g, (sign) => entities[sign] ?? '');
}

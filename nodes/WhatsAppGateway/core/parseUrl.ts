/**
 * The parts of an address; `null` for what is none. Not by `URL.canParse`: once Node 20 has optimized it, it
 * refuses addresses with letters such as ü.
 */
export function parseUrl(text: string): URL | null {
	try {
		return new URL(text);
	} catch {
		return null;
	}
}

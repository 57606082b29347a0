/** The first entries of a list that is read page by page, at most so many, and one at least. */
export async function firstOf<Entry>(list: AsyncIterable<Entry>, max: number): Promise<Entry[]> {
	const entries: Entry[] = [];
	for await (const entry of list) {
		entries.push(entry);
		// Not at the next one, for which another page could be fetched.
		if (entries.length >= max) break;
	}
	return entries;
}

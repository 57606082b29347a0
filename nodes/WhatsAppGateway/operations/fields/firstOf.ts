/** The first entries of a list that is read page by page, at most so many. */
export async function firstOf<Entry>(list: AsyncIterable<Entry>, max: number): Promise<Entry[]> {
	const entries: Entry[] = [];
	for await (const entry of list) {
		if (entries.length >= max) break;
		entries.push(entry);
	}
	return entries;
}

/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** The same items in another order. */
export function shuffle<Item>(items: readonly Item[], random: () => number): Item[] {
	const all = [...items];
	for (let last = all.length - 1; last > 0; last -= 1) {
		const other = Math.floor(random() * (last + 1));
		[all[last], all[other]] = [all[other] as Item, all[last] as Item];
	}
	return all;
}

/** Items in groups of so many. */
export function chunk<Item>(items: readonly Item[], size: number): Item[][] {
	const groups = Math.ceil(items.length / size);
	return Array.from({ length: groups }, (_, at) => items.slice(at * size, (at + 1) * size));
}

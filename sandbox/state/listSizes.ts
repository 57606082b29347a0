/** How many entries the lists of accounts have, where that is another number than the seed's. */
export class ListSizes {
	private sizes = new Map<string, number>();

	/** Gives a list so many entries instead of its own. */
	set(gateway: string, list: string, size: number): void {
		this.sizes.set(`${gateway} ${list}`, size);
	}

	/**
	 * The rows of a list.
	 *
	 * @param seed its own
	 * @param row makes one in their place, by its index and by a name that no other one has
	 */
	rows<Row>(
		gateway: string,
		list: string,
		seed: readonly Row[],
		row: (index: number, name: string) => Row,
	): readonly Row[] {
		const size = this.sizes.get(`${gateway} ${list}`);
		if (size === undefined) return seed;
		return Array.from({ length: size }, (_, index) =>
			row(index, `${list} ${String(index).padStart(4, '0')}`),
		);
	}

	/** All lists as in the beginning. */
	reset(): void {
		this.sizes = new Map();
	}
}

/** The most that one memory holds. */
const maxEntries = 10_000;

/** What single gateways remember by a key, such as their uploads: one map for each name. */
export class Memories {
	private readonly byName = new Map<string, Map<string, unknown>>();

	/** A gateway's own memory; the oldest entries leave when it is full. */
	of<Value>(name: string): BoundedMemory<Value> {
		const map = this.byName.get(name) ?? new Map<string, unknown>();
		this.byName.set(name, map);
		return {
			get: (key) => map.get(key) as Value | undefined,
			set(key, value) {
				map.delete(key);
				map.set(key, value);
				const [oldest] = map.keys();
				if (map.size > maxEntries && oldest !== undefined) map.delete(oldest);
			},
			delete: (key) => void map.delete(key),
			clear: () => map.clear(),
		};
	}

	/** Everything, to be kept in a file. */
	save(): object {
		return { byName: this.byName };
	}

	/** Remembers what was kept; who has a memory already sees it there. */
	restore({ byName }: Readonly<Record<string, unknown>>): void {
		for (const [name, kept] of byName instanceof Map ? byName : []) {
			const memory = this.of(String(name));
			memory.clear();
			for (const [key, value] of kept instanceof Map ? kept : []) memory.set(String(key), value);
		}
	}
}

/** A map that forgets its oldest entries. */
export interface BoundedMemory<Value> {
	get(key: string): Value | undefined;
	set(key: string, value: Value): void;
	delete(key: string): void;
	clear(): void;
}

import { useEffect, useReducer, useRef } from 'preact/hooks';

/** A value that components follow. */
export interface Store<Value> {
	get(): Value;
	set(next: Value): void;
	change(how: (value: Value) => Value): void;
	follow(listener: () => void): () => void;
}

/** A store with a first value. */
export function storeOf<Value>(first: Value): Store<Value> {
	let value = first;
	const listeners = new Set<() => void>();
	const set = (next: Value) => {
		if (Object.is(next, value)) return;
		value = next;
		for (const listener of [...listeners]) listener();
	};
	return {
		get: () => value,
		set,
		change: (how) => set(how(value)),
		follow(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}

/** A part of a store; the component is drawn again when that part is another one. */
export function useStore<Value, Part>(store: Store<Value>, select: (value: Value) => Part): Part {
	const [, redraw] = useReducer<number, void>((count) => count + 1, 0);
	const part = select(store.get());
	const last = useRef({ part, select });
	last.current = { part, select };
	useEffect(() => {
		const check = () => {
			const { part: shown, select: choose } = last.current;
			if (!Object.is(choose(store.get()), shown)) redraw();
		};
		check();
		return store.follow(check);
	}, [store]);
	return part;
}

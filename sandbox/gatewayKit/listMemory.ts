import type { Store } from '../state/store';
import type { LaravelFields } from './laravel';

/** An entry of a list that contacts have, such as a source. */
export interface NamedRow {
	readonly id: number;
	readonly name: string;
	readonly color?: string;
}

/** What a request stores of an entry. */
type Given = Pick<NamedRow, 'name' | 'color'>;

/** The lists of one gateway whose entries its requests change. */
export class ListMemory<List extends string, Row extends NamedRow> {
	private readonly memory;

	/**
	 * @param first the rows in the beginning
	 * @param template a row but for what is given of it
	 */
	constructor(
		private readonly store: Store,
		private readonly gateway: string,
		private readonly first: Readonly<Record<List, readonly Row[]>>,
		private readonly template: (list: List, own: { id: number; name: string }) => Row,
	) {
		this.memory = store.memories.of<readonly Row[]>(`${gateway} lists`);
	}

	/** The rows of a list, or as many as the sandbox was asked for. */
	rows(list: List): readonly Row[] {
		const own = this.memory.get(list) ?? this.first[list];
		return this.store.listSizes.rows(this.gateway, list, own, (index, name) =>
			this.template(list, { id: index + 1, name }),
		);
	}

	/** The row with this id, which is written as a text. */
	find(list: List, id: string | undefined): Row | undefined {
		return this.rows(list).find((row) => String(row.id) === id);
	}

	add(list: List, { name, color }: Given): Row {
		const rows = this.rows(list);
		const id = Math.max(0, ...rows.map((row) => row.id)) + 1;
		const row = { ...this.template(list, { id, name }), ...(color && { color }) };
		this.memory.set(list, [...rows, row]);
		return row;
	}

	change(list: List, row: Row, { name, color }: Given): Row {
		const changed = { ...row, name, ...(color && { color }) };
		this.set(list, (rows) => rows.map((each) => (each.id === row.id ? changed : each)));
		return changed;
	}

	remove(list: List, { id }: Row): void {
		this.set(list, (rows) => rows.filter((each) => each.id !== id));
	}

	/** Every list as in the beginning. */
	reset(): void {
		this.memory.clear();
	}

	private set(list: List, change: (rows: readonly Row[]) => Row[]): void {
		this.memory.set(list, change(this.rows(list)));
	}
}

/** A name that no other entry has; the reasons gather in the fields. */
export function uniqueName(
	fields: LaravelFields,
	others: readonly NamedRow[],
	max: number,
	own?: number,
): string {
	const name = fields.requiredText('name', max);
	const isTaken = others.some(
		(one) => one.id !== own && one.name.toLowerCase() === name.toLowerCase(),
	);
	if (isTaken) fields.refuse('name', 'The name has already been taken.');
	return name;
}
